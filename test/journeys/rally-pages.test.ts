import assert from 'node:assert/strict'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { type ServerType, serve } from '@hono/node-server'
import type { Page } from 'playwright-core'
import { axeProblems } from '../axe.ts'
import { closeBrowser, openContext } from '../browser.ts'
import { builtAssets } from '../built-assets.ts'
import { type PersonKey, testSettings } from '../cast.ts'
import { htmlProblems } from '../html.ts'
import { type RallyStage, rallyStage, stageWorks } from '../rally-stage.ts'
import { addPost } from '../review-stage.ts'

let stage: RallyStage
let server: ServerType
let baseURL: string

before(async () => {
  const assets = await builtAssets()
  stage = await rallyStage()
  stage.deps.assets = assets
  stage.app.get('/recursos/*', (c) => assets.serve(c))
  // The stage knows itself under the address of the tests, wherever the browser found it.
  const fetch = (request: Request) => {
    const headers = new Headers(request.headers)
    if (headers.has('origin')) headers.set('origin', testSettings.baseUrl)
    return stage.app.fetch(new Request(request, { headers }))
  }
  baseURL = await new Promise<string>((resolve) => {
    server = serve({ fetch, port: 0, hostname: '127.0.0.1' }, ({ port }) => resolve(`http://localhost:${port}`))
  })
  await furnish()
})
after(async () => {
  await closeBrowser()
  server.close()
  await stage.close()
})

async function furnish() {
  const { db, edition } = stage
  const texts = {
    summary: 'Una semana para ver con tus propios ojos las obras que se reportan en San Pedro.',
    terms: 'Puede participar cualquier persona.\n\nLas decisiones del jurado se publican con su razón.',
    prizes: 'Reconocimiento público.\nTaller de datos abiertos.',
  }
  const origin = { name: 'Rally de otro lugar', space: 'otro', slug: 'rally-2025', sha256: 'ab'.repeat(32) }
  await db
    .updateTable('rally_editions')
    .set({ ...texts, replica_of: JSON.stringify(origin) })
    .where('id', '=', edition.id)
    .execute()
  for (const [index, { key }] of stageWorks.entries()) {
    const at = new Date(Date.parse('2026-03-02T12:00:00Z') + index * 3_600_000)
    const team = index === 1 ? 'tlacuaches' : 'lagartijas'
    await addPost(db, edition.id, { id: `p${index}`, team, works: [key], finding: 'differs', points: '5.00', at })
  }
}

const open = ['', '/reglas', '/obras', '/equipos', '/equipos/lagartijas', '/equipos/lagartijas/puntos', '/marcador']
const more = ['/publicaciones/x/p0', '/datos', '/apelaciones', '/hallazgos', '/revision/acuerdo']
const works = ['/obras', '/obras/mapa', `/obras/${stageWorks[0].key}`, '/obras/cortes']
const desk = ['', '/identidad', '/calendario', '/obras', '/participacion', '/reglas', '/textos', '/aliados', '/cierre']

/** Forms are one column at every width: the desk is looked at on a phone only. */
function addresses(width: number): [address: string, who: PersonKey | null][] {
  const { path } = stage.edition
  const space = `/${stage.space.slug}`
  return [
    ...[...open, ...more].map((end): [string, null] => [`${path}${end}`, null]),
    ...[...works, '/rallies', '/rallies/metas'].map((end): [string, null] => [`${space}${end}`, null]),
    [`${path}/equipos/lagartijas/mesa`, 'neighbour'],
    ...['/obras/importaciones', '/rallies/nueva', '/rallies/metas'].map((end): [string, PersonKey] => [
      `${space}${end}`,
      'facilitator',
    ]),
    [`${path}/fuentes`, 'facilitator'],
    ...(width === 360 ? desk : []).map((end): [string, PersonKey] => [`${path}/organizar${end}`, 'facilitator']),
  ]
}

async function pageOf(who: PersonKey | null, width: 360 | 1280): Promise<Page> {
  const context = await openContext({ baseURL, width })
  const [name = '', value = ''] = who ? stage.cast.cookie(who).split(/=(.*)/s) : []
  if (who) await context.addCookies([{ name, value, url: baseURL }])
  return context.newPage()
}

const tooWide = (page: Page) =>
  page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)

for (const width of [360, 1280] as const) {
  test(`every page of works and rallies is valid, accessible and as wide as the screen at ${width} px`, async () => {
    const pages = new Map<PersonKey | null, Page>()
    const problems: string[] = []
    for (const [address, who] of addresses(width)) {
      const page = pages.get(who) ?? (await pageOf(who, width))
      pages.set(who, page)
      const answer = await page.goto(address)
      const seen = `${address} for ${who ?? 'anybody'}`
      if (answer?.status() !== 200) problems.push(`${seen} answers ${answer?.status()}`)
      for (const problem of await axeProblems(page)) problems.push(`${seen}: ${problem}`)
      const extra = await tooWide(page)
      if (extra > 0) problems.push(`${seen} is ${extra} px too wide`)
      // The markup is the same at every width.
      if (width === 360)
        for (const problem of await htmlProblems((await answer?.text()) ?? '')) problems.push(`${seen}: ${problem}`)
      if (process.env.SHOTS)
        await page.screenshot({ path: join(process.env.SHOTS, shotName(seen, width)), fullPage: true })
    }
    assert.deepEqual(problems, [])
  })
}

const shotName = (seen: string, width: number) => `${seen.replaceAll(/[^\w]+/g, '-')}-${width}.png`
