import assert from 'node:assert/strict'
import { mkdirSync } from 'node:fs'
import { after, test } from 'node:test'
import { sql } from 'kysely'
import type { Page } from 'playwright-core'
import { axeProblems } from '../../../test/axe.ts'
import { closeBrowser, openContext } from '../../../test/browser.ts'
import { testServer } from '../../../test/server.ts'
import type { Database } from '../../platform/context.ts'
import { newId } from '../../platform/identity.ts'

/** The figure of the goal is measured with WORKS_POINTS=50000; pictures are left where WORKS_PICTURES says. */
const points = Number(process.env.WORKS_POINTS ?? 2_000)
const pictures = process.env.WORKS_PICTURES
after(closeBrowser)

async function furnish(db: Database): Promise<string> {
  const [space, dataset, cut] = [newId(), newId(), newId()]
  const now = new Date('2020-06-01T00:00:00Z')
  const row = { id: space, kind: 'country', slug: 'lugar', name: 'Lugar', is_fictional: true, created_at: now }
  await db.insertInto('spaces').values(row).execute()
  const set = { slug: 'obras', title: 'Obras inventadas', publisher: 'Nadie', licence: 'CC0', created_at: now }
  await db
    .insertInto('works_datasets')
    .values({ id: dataset, space_id: space, ...set })
    .execute()
  const sha256 = 'a'.repeat(64)
  await db.insertInto('files').values({ sha256, bytes: 1, media_type: 'text/csv', stored_at: now }).execute()
  const file = { file_name: 'obras.csv', sha256, bytes: 1, format: 'opa', licence: 'CC0', product: 'annual' }
  const days = { dated_on: '2019-12-31', downloaded_on: '2020-01-10', requested_at: now, finished_at: now }
  await db
    .insertInto('works_cuts')
    .values({ id: cut, dataset_id: dataset, number: 1, ...file, ...days, outcome: 'kept', works: points })
    .execute()
  await sql`insert into works (id, dataset_id, key)
    select gen_random_uuid(), ${dataset}, '20FICT' || lpad(n::text, 5, '0') from generate_series(1, ${points}::int) n`.execute(
    db,
  )
  await sql`insert into work_states (cut_id, work_id, key, name, kind, coverage, state_key, latitude, longitude, location_precision,
      physical_progress, status, status_source, is_visitable)
    select ${cut}, id, key, 'Puente inventado ' || key, 'social', 'state', lpad((1 + abs(hashtext(key)) % 32)::text, 2, '0'),
      16 + (abs(hashtext(key || 'a')) % 10000) / 1000.0, -106 + (abs(hashtext(key || 'b')) % 10000) / 1000.0, 'point',
      abs(hashtext(key || 'c')) % 101, 'fiscal-calendar-ended', 'Calendario Fiscal Concluido', true
    from works where dataset_id = ${dataset}`.execute(db)
  return '20FICT00001'
}

test('works on a map that asks nobody else for anything, as a list without script, and a page each', async (t) => {
  const server = await testServer(t)
  const key = await furnish(server.db)
  for (const width of [360, 1280] as const) {
    const context = await openContext({ baseURL: server.url, width })
    const page = await context.newPage()
    const foreign: string[] = []
    const troubles: string[] = []
    page.on('request', (request) => new URL(request.url()).origin !== server.url && foreign.push(request.url()))
    page.on('console', (message) => message.type() === 'error' && troubles.push(message.text()))
    page.on('pageerror', (error) => troubles.push(error.message))
    const started = performance.now()
    await page.goto('/lugar/obras/mapa')
    await page.waitForSelector(`works-map[data-ready="${points}"]`, { timeout: 60_000 })
    if (process.env.WORKS_POINTS)
      t.diagnostic(`${points} points at ${width}: drawn in ${Math.round(performance.now() - started)} ms`)
    assert.deepEqual([foreign, troubles], [[], []])
    assert.deepEqual(await axeProblems(page), [])
    await shot(page, `mapa-${width}`)
    for (const path of ['/lugar/obras?cerca=19,-99', `/lugar/obras/${key}`, '/lugar/obras/cortes']) {
      await page.goto(path)
      assert.deepEqual(await axeProblems(page), [], path)
      const wide = await page.evaluate(() => {
        const { clientWidth, scrollWidth } = document.documentElement
        if (scrollWidth <= clientWidth) return []
        const all = [...document.querySelectorAll('main *')]
        return all
          .filter((one) => one.getBoundingClientRect().right > clientWidth)
          .map((one) => one.outerHTML.slice(0, 90))
      })
      assert.deepEqual(wide, [], `${path} is wider than the screen`)
      await shot(page, `${path.replaceAll(/[^a-z0-9]+/gi, '-')}-${width}`)
    }
    await context.close()
  }
})

test('without script the map is a drawing of states with links, and the list by distance', async (t) => {
  const server = await testServer(t)
  await furnish(server.db)
  const context = await openContext({ baseURL: server.url, script: false, width: 360, colorScheme: 'dark' })
  const page = await context.newPage()
  await page.goto('/lugar/obras/mapa?cerca=19,-99')
  assert.ok((await page.locator('noscript a, figure.works-points a').count()) > 10)
  assert.ok(await page.getByText('km', { exact: false }).first().isVisible())
  assert.equal(await page.locator('[data-map]').isVisible(), false)
  await shot(page, 'sin-script-360')
  await context.close()
})

async function shot(page: Page, name: string): Promise<void> {
  if (!pictures) return
  mkdirSync(pictures, { recursive: true })
  await page.screenshot({ path: `${pictures}/${name}.png`, fullPage: false })
}
