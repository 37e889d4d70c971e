import assert from 'node:assert/strict'
import { existsSync, readFileSync } from 'node:fs'
import { after, before, test } from 'node:test'
import { fileURLToPath } from 'node:url'
import ExcelJS from 'exceljs'
import { type ConsultationStage, consultationStage } from '../../../../test/consultation-stage.ts'
import { htmlProblems } from '../../../../test/html.ts'
import { translator } from '../../../platform/i18n.ts'
import { guessedColumns } from './mapping.ts'
import { readTable } from './reading.ts'
import { paragraphs } from './rows.ts'

let stage: ConsultationStage
before(async () => {
  stage = await consultationStage()
})
after(() => stage.close())

const t = translator('es')
const imports = () => `${stage.path}/importaciones`

async function bring(kind: 'paper' | 'elsewhere', name: string, bytes: string | Uint8Array<ArrayBuffer>) {
  const form = new FormData()
  form.set('kind', kind)
  form.set('file', new File([bytes], name))
  return stage.post(imports(), form, 'facilitator')
}

/** Takes the file in by the columns that were guessed, with what holds for the whole of it. */
async function keep(location: string | null, whole: Record<string, string> = {}) {
  const { text } = await stage.get(location ?? '', 'facilitator')
  const fields: Record<string, string> = { channel: 'import', place: '', saidOn: '', how: 'save', ...whole }
  for (const [, name = '', options = ''] of text.matchAll(/<select[^>]*name="(column\.\w+)"[^>]*>(.*?)<\/select>/gs))
    fields[name] = unescaped(/<option value="([^"]*)"[^>]*selected/.exec(options)?.[1] ?? '')
  const saved = await stage.post(`${location}/columnas`, fields, 'facilitator')
  assert.equal(saved.status, 303, saved.text.slice(0, 500))
  return JSON.parse((await stage.get(`${location}.json`, 'facilitator')).text)
}

const unescaped = (text: string) => text.replaceAll('&quot;', '"').replaceAll('&#39;', "'").replaceAll('&amp;', '&')
const balance = (report: Record<string, number>) => [report.rowsRead, report.added, report.known, report.rejected]

test('sheets come from a spreadsheet: looked at first, wrong cells named with what is expected, twice kept once', async () => {
  const csv = [
    'Hoja,Texto,Eje,Lugar,Fecha,Firma',
    '1,Que arreglen el pozo,Agua,Casa ejidal,08/03/2026,',
    '2,Que arreglen el pozo,Agua,Casa ejidal,2026-03-08,Vecinas',
    '3,,Agua,Casa ejidal,08/03/2026,',
    '4,Otra cosa,Salud,Casa ejidal,08/03/2026,',
    '5,Otra cosa,Agua,Casa ejidal,31/02/2026,',
    '6,Otra cosa,Agua,Casa ejidal,08/03/2025,',
    '7,Otra cosa,Agua,,08/03/2026,',
    `8,${'x'.repeat(5001)},Agua,Casa ejidal,08/03/2026,`,
    '9,Mi tel es 951 123 4567,calles,Casa ejidal,08/03/2026,',
    '2,Que arreglen el pozo,Agua,Casa ejidal,2026-03-08,Vecinas',
  ].join('\r\n')
  const looked = await bring('paper', 'hojas.csv', csv)
  assert.equal(looked.status, 303)
  const preview = await stage.get(looked.location ?? '', 'facilitator')
  assert.deepEqual(await htmlProblems(preview.text), [])
  const before = await stage.db.selectFrom('contributions').select('id').execute()
  assert.equal(before.length, 0, 'nothing is kept before somebody confirms')
  const report = await keep(looked.location, { channel: 'in-person' })
  assert.deepEqual(balance(report), [10, 4, 0, 6])
  assert.equal(report.held, 1)
  const told = report.rejections.map(({ row, column, expected }: Record<string, string>) => [row, column, expected])
  const expected: [number, string, RegExp][] = [
    [4, 'Texto', /le falta su texto/],
    [5, 'Eje', /uno de los ejes.*Agua, Calles/],
    [6, 'Fecha', /un día que exista/],
    [7, 'Fecha', /lo dicho otro día/],
    [8, 'Lugar', /Falta el lugar/],
    [9, 'Texto', /5,000 caracteres/],
  ]
  assert.equal(told.length, expected.length)
  for (const [at, [row, column, sentence]] of expected.entries()) {
    assert.deepEqual(told[at]?.slice(0, 2), [row, column])
    assert.match(told[at]?.[2] ?? '', sentence)
  }
  assert.match((await stage.get(`${looked.location}.csv`, 'facilitator')).text, /^5,Eje,Salud,/m)
  const again = await keep((await bring('paper', 'hojas.csv', csv)).location, { channel: 'in-person' })
  assert.deepEqual(balance(again), [10, 0, 4, 6])
  const twice = await stage.post(`${looked.location}/columnas`, { how: 'save', channel: 'mail' }, 'facilitator')
  assert.equal(twice.status, 409)
})

test('a workbook and a JSON list are read like a CSV; what cannot be read says where and why', async () => {
  const book = new ExcelJS.Workbook()
  book.addWorksheet('Hojas').addRows([
    ['texto', 'lugar', 'fecha'],
    ['Desde Excel', 'Plaza', new Date('2026-03-07T00:00:00Z')],
  ])
  const bytes = new Uint8Array(await book.xlsx.writeBuffer())
  const report = await keep((await bring('paper', 'hojas.xlsx', bytes)).location, { channel: 'field' })
  assert.deepEqual(balance(report), [1, 1, 0, 0])
  const decidim = JSON.stringify([
    {
      id: 7,
      title: { es: 'Sombra' },
      body: { es: '<p>Más <b>árboles</b></p><p>y bancas</p>' },
      endorsements: { total_count: 3 },
    },
  ])
  const kept = await keep((await bring('elsewhere', 'proposals.json', decidim)).location)
  assert.deepEqual(balance(kept), [1, 1, 0, 0])
  const row = await stage.db
    .selectFrom('contributions')
    .selectAll()
    .where('external_id', '=', 'id:7')
    .executeTakeFirstOrThrow()
  assert.deepEqual(
    [row.title, row.body, row.channel, row.supports_elsewhere],
    ['Sombra', 'Más árboles\ny bancas', 'import', 3],
  )
  for (const [name, content, sentence] of [
    ['nada.csv', '', /archivo está vacío/],
    ['roto.csv', 'a,b\n"1,2\n', /comillas y no las cierra/],
    ['roto.xlsx', 'PK no es', /No es un libro de Excel/],
    ['roto.json', '{"a": ', /no es JSON válido/],
    ['doble.csv', 'texto,texto\n1,2\n', /encabezado se repite/],
  ] as const) {
    const answer = await bring('elsewhere', name, content)
    assert.equal(answer.status, 422, name)
    assert.match(answer.text, sentence, name)
  }
  const without = new FormData()
  without.set('kind', 'paper')
  assert.match((await stage.post(imports(), without, 'facilitator')).text, /Elige un archivo/)
  assert.deepEqual(await htmlProblems((await stage.get(imports(), 'facilitator')).text), [])
})

test('HTML of an export becomes plain text with its paragraphs; nothing of it runs', () => {
  assert.equal(paragraphs('<p>Uno &amp; dos</p><ul><li>tres</li></ul><script>alert(1)</script>'), 'Uno & dos\ntres')
  assert.equal(paragraphs('3 < 5 y ya'), '3 < 5 y ya')
})

const folder = fileURLToPath(new URL('../../../../../shared/data/participation/', import.meta.url))
const madrid2019 = `${folder}decide_madrid_2019/proposals.csv`
const madrid2024 = `${folder}decide_madrid_2024/proposals_2024.csv`

test('exports of Decide Madrid (CONSUL) come in by the columns guessed, nameless first column and all, and balance', {
  skip: existsSync(madrid2019) && existsSync(madrid2024) ? false : 'the data lie beside the project',
}, async () => {
  for (const path of [madrid2019, madrid2024]) {
    const bytes = new Uint8Array(readFileSync(path))
    const table = await readTable(bytes, t)
    const columns = guessedColumns(table.header)
    assert.ok(columns.body && columns.title && columns.externalId && columns.supports && columns.saidOn, path)
    const report = await keep((await bring('elsewhere', 'proposals.csv', bytes)).location)
    assert.equal(report.rowsRead, table.rows.length)
    assert.equal(report.added + report.known + report.rejected, report.rowsRead)
    assert.ok(report.rejected / report.rowsRead < 0.02, JSON.stringify(report.rejections.slice(0, 3)))
    const again = await keep((await bring('elsewhere', 'proposals.csv', bytes)).location)
    assert.deepEqual([again.added, again.known], [0, report.added + report.known])
  }
  const { rows } = await import('kysely').then(({ sql }) =>
    sql<{ body: string }>`select body from contributions where channel = 'import' and body ~ '</?(p|br|li)>'`.execute(
      stage.db,
    ),
  )
  assert.deepEqual(rows, [], 'no HTML is left')
})
