import assert from 'node:assert/strict'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { type ServerType, serve } from '@hono/node-server'
import type { Page } from 'playwright-core'
import { axeProblems } from '../../../../test/axe.ts'
import { closeBrowser, openContext } from '../../../../test/browser.ts'
import { builtAssets } from '../../../../test/built-assets.ts'
import { testSettings } from '../../../../test/cast.ts'
import { addedSource } from '../../../../test/networks/source.ts'
import { type RallyStage, rallyStage } from '../../../../test/rally-stage.ts'

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
  await addedSource(stage, 'mastodon', { server: 'https://mastodon.example', streams: true })
  const troubled = await addedSource(stage, 'x')
  const trouble = {
    last_error: 'rate-limited',
    failures: 2,
    last_at: stage.now,
    next_at: new Date('2026-03-03T18:04:00Z'),
  }
  await stage.db.updateTable('rally_sources').set(trouble).where('id', '=', troubled).execute()
})
after(async () => {
  await closeBrowser()
  server.close()
  await stage.close()
})

async function isFine(page: Page, what: string) {
  assert.deepEqual(await axeProblems(page), [], what)
  const tooWide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)
  assert.ok(tooWide <= 0, `${what} is ${tooWide} px too wide`)
  if (process.env.SHOTS) await page.screenshot({ path: join(process.env.SHOTS, `${what}.png`), fullPage: true })
}

async function organiser(width: 360 | 1280): Promise<Page> {
  // axe is a script of the test; the pages bring none of their own that a task needs.
  const context = await openContext({ baseURL, width })
  const [name = '', value = ''] = stage.cast.cookie('facilitator').split(/=(.*)/s)
  await context.addCookies([{ name, value, url: baseURL }])
  return context.newPage()
}

const csv = [
  'Red,Cuenta,Fecha,Texto,Enlace',
  'X,lagartijas,01/03/2026 10:00,Voy a 26FICT00001 #DatosEnLaCalle,https://x.com/lagartijas/status/1',
  'X,tlacuaches,pasado mañana,Voy a 26FICT00002 #DatosEnLaCalle,https://x.com/tlacuaches/status/2',
].join('\n')

for (const width of [360, 1280] as const) {
  test(`sources, a file, its columns, its report and pasted addresses are accessible at ${width} px`, async () => {
    const page = await organiser(width)
    const path = `${stage.edition.path}/fuentes`
    await page.goto(`${path}/importaciones`)
    await isFine(page, `file-${width}`)
    await page.setInputFiles('input[type=file]', {
      name: 'escucha.csv',
      mimeType: 'text/csv',
      buffer: Buffer.from(csv),
    })
    await page.getByRole('button', { name: 'Subir y ver las columnas' }).click()
    await page.getByRole('heading', { name: 'Qué hay en escucha.csv' }).waitFor()
    await isFine(page, `mapping-${width}`)
    await page.getByRole('button', { name: 'Guardar las publicaciones' }).click()
    await page.getByRole('heading', { name: 'Lo que se leyó de escucha.csv' }).waitFor()
    await isFine(page, `report-${width}`)
    await page.goto(`${path}/direcciones`)
    await isFine(page, `paste-${width}`)
    await page.getByLabel('Direcciones').fill('https://x.com/lagartijas/status/9\nhttps://ejemplo.mx/nota')
    await page.getByRole('button', { name: 'Seguir' }).click()
    await page.getByRole('heading', { name: 'Completar lo que dicen' }).waitFor()
    await isFine(page, `complete-${width}`)
    await page.goto(path)
    await isFine(page, `sources-${width}`)
  })
}
