import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { after, test } from 'node:test'
import type { Page } from 'playwright-core'
import { newId } from '../../src/platform/identity.ts'
import { closeBrowser } from '../browser.ts'
import { follow } from './reading.ts'
import { howOf, type Journey, journey, manners } from './stage.ts'

after(closeBrowser)

const plan = '/san-pedro/planes/plan-local'

type Row = Record<string, string>

const good: readonly Row[] = [
  { tipo: 'compromiso', clave: 'parques', numero: '1', titulo: 'Parques con cuentas claras', inicio: '15/01/2026' },
  { tipo: 'accion', clave: 'parques', codigo: 'A1', titulo: 'Levantar el inventario', peso: '100' },
  { tipo: 'actividad', clave: 'parques', accion: 'A1', codigo: 'A1.1', titulo: 'Recorrer', fin: '2026-06-30' },
]
const second: Row = { tipo: 'compromiso', clave: 'agua', numero: '2', titulo: 'Agua sin sorpresas', fin: '2026-12-31' }

for (const manner of manners) {
  test(`an administrator brings a sheet with a mistake, mends it and brings it again, ${howOf(manner)}`, async (t) => {
    const world = await journey(t, manner)
    await createDraft(world)
    const page = await world.open('administrator')
    await page.goto(plan)
    await follow(page, page.getByRole('link', { name: 'Traer compromisos de un archivo' }))
    await world.look(page)
    const headers = await downloadTemplate(page)
    const wrong = sheet(headers, [...good, { ...second, fin: '31 de febrero de 2026' }])

    await send(page, wrong, 'try')
    await world.look(page)
    assert.deepEqual(await figures(page), [4, 3, 0, 0, 1])
    const [row, where, expected] = await page
      .locator('#rejections tbody tr')
      .first()
      .locator('th, td')
      .allTextContents()
    assert.deepEqual([row?.trim(), where?.trim()], ['5', 'fin «31 de febrero de 2026»'])
    assert.match(expected ?? '', /2026-05-12/)
    assert.deepEqual(await titles(world), [], 'a trial saves nothing')

    await send(page, wrong, 'save')
    assert.deepEqual(await figures(page), [4, 3, 0, 0, 1])
    assert.deepEqual(await titles(world), ['Parques con cuentas claras'])
    const [report] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('link', { name: '.csv', exact: true }).click(),
    ])
    assert.match(readFileSync(await report.path(), 'utf8'), /^5,fin,31 de febrero de 2026,/m)

    const mended = sheet(headers, [...good, second])
    await send(page, mended, 'save')
    assert.deepEqual(await figures(page), [4, 1, 0, 3, 0])
    assert.deepEqual(await titles(world), ['Parques con cuentas claras', 'Agua sin sorpresas'])
    await send(page, mended, 'save')
    assert.deepEqual(await figures(page), [4, 0, 0, 4, 0], 'the same file again changes nothing')
    await page.getByRole('link', { name: 'Plan local 2026', exact: true }).last().click()
    await page.getByRole('heading', { name: '2 compromisos' }).waitFor()
    await world.look(page)
  })
}

async function createDraft({ server, cast }: Journey): Promise<void> {
  const person = await cast.actor('administrator')
  const spaceId = [...(person.grants[0]?.spaceIds ?? [])][0] ?? ''
  const about = { slug: 'plan-local', kind: 'local', title: 'Plan local 2026', origin: 'platform' }
  await server.db
    .insertInto('plans')
    .values({
      id: newId(),
      space_id: spaceId,
      ...about,
      starts_on: '2026-01-01',
      ends_on: '2026-12-31',
      created_at: new Date(),
    })
    .execute()
}

async function downloadTemplate(page: Page): Promise<string[]> {
  const [template] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: 'Plantilla CSV' }).click(),
  ])
  assert.equal(template.suggestedFilename(), 'plantilla.csv')
  return readFileSync(await template.path(), 'utf8')
    .replace('\uFEFF', '')
    .trim()
    .split(',')
}

/** As a spreadsheet would save it. */
function sheet(headers: readonly string[], rows: readonly Row[]): string {
  for (const row of rows)
    for (const column of Object.keys(row)) assert.ok(headers.includes(column), `the template has no column ${column}`)
  const lines = rows.map((row) => headers.map((header) => `"${(row[header] ?? '').replaceAll('"', '""')}"`).join(','))
  return `\uFEFF${[headers.join(','), ...lines].join('\r\n')}\r\n`
}

async function send(page: Page, text: string, how: 'try' | 'save'): Promise<void> {
  await page.goto(`${plan}/importaciones`)
  await page
    .getByLabel('Archivo')
    .first()
    .setInputFiles({ name: 'plan.csv', mimeType: 'text/csv', buffer: Buffer.from(text) })
  await page.locator(`input[name="how"][value="${how}"]`).check()
  await page.getByRole('button', { name: 'Enviar el archivo' }).click()
  await page.getByRole('heading', { level: 1, name: 'Informe de plan.csv' }).waitFor()
}

/** Read, added, changed, unchanged and rejected, as the page tells them. */
async function figures(page: Page): Promise<number[]> {
  const facts = await page.locator('.facts').locator('dt, dd').allTextContents()
  const words = facts.map((text) => text.trim())
  return ['Renglones leídos', 'Agregados', 'Cambiados', 'Sin cambio', 'Rechazados'].map((label) =>
    Number(words[words.indexOf(label) + 1]),
  )
}

async function titles({ server }: Journey): Promise<string[]> {
  const rows = await server.db.selectFrom('commitments').select('title').orderBy('number').execute()
  return rows.map(({ title }) => title)
}
