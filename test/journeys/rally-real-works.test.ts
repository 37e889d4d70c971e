import assert from 'node:assert/strict'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { fileURLToPath } from 'node:url'
import type { Page } from 'playwright-core'
import { closeBrowser } from '../browser.ts'
import { press, reloadUntil, wordsOf } from './reading.ts'
import { howOf, type Journey, journey, manners } from './stage.ts'

after(closeBrowser)

const folder = fileURLToPath(new URL('../../../shared/data/public_works/', import.meta.url))
const skip = !existsSync(folder)
const rally = '/san-pedro/rallies/rally-de-obras-federales'

/** The oldest first; each file is the next cut of one data set. */
const files = [
  { name: 'muestra25_opa_2015_anual_antigua_vivo.csv', datedOn: '2015-12-31' },
  { name: 'muestra25_opa_2021_anual_reciente_vivo.csv', datedOn: '2021-12-31' },
  { name: 'opa_2019_anual_intermedia_vivo.csv', datedOn: '2019-12-31' },
] as const

for (const manner of manners) {
  test(`the federal works as they are published become cuts, pages and a rally, ${howOf(manner)}`, {
    skip,
  }, async (t) => {
    const world = await journey(t, manner)
    const page = await world.open('facilitator')
    for (const [index, file] of files.entries()) await importFile(page, file, index === 0)
    await readWorks(world)
    await makeEdition(world, page)
  })
}

async function importFile(page: Page, { name, datedOn }: (typeof files)[number], isFirst: boolean): Promise<void> {
  await page.goto('/san-pedro/obras/importaciones')
  const buffer = readFileSync(join(folder, name))
  await page.setInputFiles('input[name=file]', { name, mimeType: 'text/csv', buffer })
  if (isFirst) {
    await page.locator('#title').fill('Obra pública abierta')
    await page.locator('#publisher').fill('Secretaría de Hacienda y Crédito Público')
    await page.locator('#licence').fill('Términos de Libre Uso MX')
  }
  await page.locator('[name=datedOn]').fill(datedOn)
  await page.locator('[name=downloadedOn]').fill('2026-08-05')
  await press(page, 'Traer el archivo')
  await page.waitForURL(/importaciones\/[0-9a-f-]{36}$/)
  await reloadUntil(page, page.url(), 'El corte quedó guardado.')
}

async function readWorks({ open, look, server }: Journey): Promise<void> {
  const reader = await open(null)
  await reader.goto('/san-pedro/obras')
  assert.match(await wordsOf(reader), /\d+ obras/)
  await look(reader)
  await reader.goto('/san-pedro/obras/mapa')
  await look(reader)
  await reader.goto('/san-pedro/obras/cortes')
  await look(reader)
  const cuts = await fetch(`${server.url}/san-pedro/obras/cortes.json`).then((answer) => answer.text())
  for (const { datedOn } of files) assert.ok(cuts.includes(datedOn), datedOn)
  const csv = await fetch(`${server.url}/san-pedro/obras.csv`).then((answer) => answer.text())
  assert.ok(!/_ADMIN|REDACTADO/.test(csv), 'nothing of officials')
}

async function makeEdition({ look, server }: Journey, page: Page): Promise<void> {
  await page.goto('/san-pedro/rallies/nueva')
  const button = page.getByRole('button', { name: 'Crear el borrador', exact: true })
  await page.locator('form').filter({ has: button }).getByLabel('Nombre del rally').fill('Rally de obras federales')
  await button.click()
  await page.waitForURL(`**${rally}/organizar`)
  await page.goto(`${rally}/organizar/obras`)
  const cut = page.locator('select[name=cut]')
  const label = await cut.locator('option').filter({ hasText: '2019' }).textContent()
  await cut.selectOption({ label: label ?? '' })
  await page.getByLabel('Oaxaca', { exact: true }).check()
  await press(page, 'Guardar')
  await page.getByText('Guardado.').waitFor()
  await look(page)
  const works = await server.db
    .selectFrom('rally_works')
    .select(['key', 'state_key', 'latitude'])
    .where('edition_id', 'in', (eb) => eb.selectFrom('rally_editions').select('id'))
    .execute()
  const located = works.filter(({ latitude }) => latitude !== null).length
  assert.ok(works.every(({ state_key }) => state_key === '20'))
  assert.ok(located > 0 && located < works.length, 'works without coordinates take part, without a place')
  assert.match(await wordsOf(page), new RegExp(`${works.length} obras en este rally`))
  const kept = await server.db
    .selectFrom('work_states as w')
    .innerJoin('works_cuts as c', 'c.id', 'w.cut_id')
    .select(['w.key', 'w.is_visitable'])
    .where('c.file_name', '=', files[2].name)
    .where('w.state_key', '=', '20')
    .execute()
  const visitable = kept.filter(({ is_visitable }) => is_visitable).map(({ key }) => key)
  assert.ok(visitable.length < kept.length)
  assert.deepEqual(works.map(({ key }) => key).sort(), visitable.sort(), 'what cannot be seen on a street stays out')
}
