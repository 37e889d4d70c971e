import assert from 'node:assert/strict'
import { test } from 'node:test'
import ExcelJS from 'exceljs'
import { translator } from '../../../../platform/i18n.ts'
import { csvPieces } from '../../exports/csv.ts'
import { dictionaryRows, emptyTemplateCsv } from '../../exports/dictionary.ts'
import { emptyDocument } from '../../model.ts'
import { readFileOfCommitments } from '../read-file.ts'
import type { ReadResult } from '../report.ts'
import { columns, flatHeaders, sheetNames } from './columns.ts'

const t = translator('es')
const readBytes = (bytes: Uint8Array) => readFileOfCommitments({ bytes, fileName: 'x', format: 'template' }, t)
const read = (text: string) => readBytes(Buffer.from(text))
const places = (result: ReadResult) => result.rejections.map(({ row, column, reason }) => [row, column, reason])

test('the empty template has every column once and reads as no commitments', async () => {
  const result = await read(emptyTemplateCsv())
  assert.deepEqual([result.rowsRead, result.rejections, result.accepted], [0, [], []])
  assert.equal(new Set(flatHeaders).size, flatHeaders.length)
  assert.equal(dictionaryRows().length, columns.length + 2)
})

test('the examples of the data dictionary make a commitment', async () => {
  const rows = (['compromiso', 'accion', 'actividad', 'indicador'] as const).map((kind) =>
    flatHeaders.map((header) => {
      if (header === 'tipo') return kind
      if (header === 'clave') return 'parques-claros'
      return columns.find((column) => column.kind === kind && column.header === header)?.example ?? ''
    }),
  )
  const text = [flatHeaders, ...rows].map((cells) => cells.map((cell) => `"${cell}"`).join(',')).join('\n')
  const result = await read(text)
  assert.deepEqual(result.rejections, [])
  const document = result.accepted[0]?.document
  assert.deepEqual(document?.sdgs, [
    { goal: 11, target: '11.7' },
    { goal: 16, target: null },
  ])
  assert.deepEqual(document?.organizations, [
    { part: 'lead', name: 'Dirección de Parques', kind: 'public-institution', acronym: 'DP' },
    { part: 'co-responsible', name: 'Vecinas del Parque A.C.', kind: 'civil-society', acronym: null },
  ])
  assert.equal(document?.indicators[0]?.baseline, 0)
})

test('headers in English, accents and spaces, semicolons, dates day first', async () => {
  const result = await read('Type;Key;Title;Start;Título Corto\ncommitment;uno;One;05/12/2026;Corto\n')
  assert.deepEqual(result.rejections, [])
  const document = result.accepted[0]?.document
  assert.deepEqual([document?.title, document?.startsOn, document?.shortTitle], ['One', '2026-12-05', 'Corto'])
})

test('explicit codes of missing data go through and back, also in activities and indicators', async () => {
  const text = [
    'tipo,clave,codigo,accion,titulo,problema,inicio,ods,producto,linea_base,peso',
    'compromiso,uno,,,Uno,NR,NP,NA,,,',
    'accion,uno,A,,Acción,,,,,,ND',
    'actividad,uno,A.1,A,Actividad,,,,NP,,',
    'indicador,uno,I,,Indicador,,,,,ND,',
  ].join('\n')
  const document = (await read(text)).accepted[0]?.document
  assert.deepEqual(document?.missing, {
    'activities.A.1.product': 'np',
    'indicators.I.baseline': 'nd',
    'keyActions.A.weight': 'nd',
    problem: 'nr',
    sdgs: 'na',
    startsOn: 'np',
  })
  const again = (await read([...csvPieces(document ? [document] : [])].join(''))).accepted[0]?.document
  assert.deepEqual(again, document)
})

test('formulas are written so that a spreadsheet shows them as text', () => {
  const document = {
    ...emptyDocument('uno', '1', '=HYPERLINK("http://x")'),
    problem: '@SUM(1)',
    summary: '-1+1',
    causes: '+52 951',
  }
  const text = [...csvPieces([document])].join('')
  for (const cell of [`"'=HYPERLINK(""http://x"")"`, "'@SUM(1)", "'-1+1", "'+52 951"])
    assert.ok(text.includes(`,${cell},`), cell)
})

const head = 'tipo,clave,codigo,accion,titulo,inicio,fin,peso,estado,ods,producto'

test('each fault is named by row and column, with what was expected', async () => {
  const faults: [string, [number, string, string]][] = [
    ['compromiso,Uno Dos,,,Uno,,,,,,', [2, 'clave', 'key']],
    ['promesa,uno,,,Uno,,,,,,', [2, 'tipo', 'choice']],
    ['compromiso,uno,,,,,,,,,', [2, 'titulo', 'required']],
    ['compromiso,uno,,,ND,,,,,,', [2, 'titulo', 'required']],
    ['compromiso,uno,,,Uno,12/31/2026,,,,,', [2, 'inicio', 'date']],
    ['compromiso,uno,,,Uno,2026-02-02,2026-02-01,,,,', [2, 'fin', 'dates-crossed']],
    ['compromiso,uno,,,Uno,,,,,18,', [2, 'ods', 'sdg']],
    ['compromiso,uno,,,Uno,,,,,,algo', [2, 'producto', 'not-for-kind']],
    ['compromiso,uno,,,Uno,,,,,,\naccion,uno,A,,A,,,101,,,', [3, 'peso', 'weight']],
    ['compromiso,uno,,,Uno,,,,,,\naccion,uno,A,,A,,,"1,5",,,', [3, 'peso', 'number']],
    ['compromiso,uno,,,Uno,,,,,,\nactividad,uno,B,A,B,,,,,,', [3, 'accion', 'unknown-action']],
    ['compromiso,uno,,,Uno,,,,,,\naccion,uno,A,,A,,,,,,\nactividad,uno,B,A,B,,,,hecha,,', [4, 'estado', 'choice']],
    ['accion,uno,A,,A,,,,,,', [2, 'clave', 'no-commitment-row']],
    ['compromiso,uno,,,Uno,,,,,,\ncompromiso,uno,,,Uno,,,,,,', [3, 'clave', 'repeated']],
    ['compromiso,uno,,,Uno', [2, 'inicio', 'too-few-cells']],
  ]
  for (const [rows, expected] of faults) {
    const result = await read(`${head}\n${rows}\n`)
    assert.deepEqual(result.accepted, [], rows)
    const own = places(result).filter(([, , reason]) => reason !== 'companion')
    assert.deepEqual(own, [expected], rows)
    assert.equal(new Set(result.rejections.map((one) => one.row)).size, result.rowsRead, rows)
    for (const one of result.rejections) assert.match(one.expected, /^\p{Lu}.{20,}[.)]$/su)
  }
})

test('a column that the template does not have, or that is missing: the file is refused by its header', async () => {
  assert.deepEqual(places(await read('tipo,clave,titulo,titulo_largo\n')), [[1, 'titulo_largo', 'unknown-column']])
  assert.deepEqual(places(await read('tipo,titulo\n')), [[1, 'clave', 'column-missing']])
  assert.deepEqual(places(await read('tipo,clave,titulo,Title\n')), [[1, 'Title', 'duplicate-column']])
})

async function workbook(fill: (book: ExcelJS.Workbook) => void): Promise<Uint8Array> {
  const book = new ExcelJS.Workbook()
  fill(book)
  return new Uint8Array(await book.xlsx.writeBuffer())
}

test('a workbook as people fill it: dates, percents, links, rich text, formulas with their result', async () => {
  const bytes = await workbook((book) => {
    const commitments = book.addWorksheet(sheetNames.compromiso)
    commitments.addRow(['Clave *', 'Título *', 'Inicio', 'Problema', 'Resumen', 'Causas'])
    commitments.addRow([
      'uno',
      { richText: [{ text: 'Uno ' }, { text: 'y medio' }] },
      new Date('2026-05-12T00:00:00Z'),
      { text: 'ver', hyperlink: 'https://example.org' },
      { formula: 'A2&"!"', result: 'uno!' },
      3.5,
    ])
    commitments.addRow([])
    const actions = book.addWorksheet('acciones clave')
    actions.addRow(['clave', 'codigo', 'titulo', 'peso'])
    actions.addRow(['uno', 'A', 'Acción', 0.35]).getCell(4).numFmt = '0%'
    book.addWorksheet('Notas').addRow(['lo que sea'])
  })
  const result = await readBytes(bytes)
  assert.deepEqual(result.rejections, [])
  assert.equal(result.rowsRead, 2)
  const document = result.accepted[0]?.document
  assert.deepEqual(
    [
      document?.title,
      document?.startsOn,
      document?.problem,
      document?.summary,
      document?.causes,
      document?.keyActions[0]?.weight,
    ],
    ['Uno y medio', '2026-05-12', 'ver', 'uno!', '3.5', 35],
  )
})

test('faults in a workbook name the sheet, row and column', async () => {
  const bytes = await workbook((book) => {
    const commitments = book.addWorksheet(sheetNames.compromiso)
    commitments.addRow(['Clave', 'Título', 'Problema'])
    commitments.addRow(['uno', 'Uno', { error: '#REF!' }])
    const activities = book.addWorksheet(sheetNames.actividad)
    activities.addRow(['Clave', 'Código', 'Acción', 'Título'])
    activities.addRow(['uno', 'A.1', 'A', 'Algo'])
  })
  const result = await readBytes(bytes)
  assert.deepEqual(places(result), [
    [2, 'Compromisos: problema', 'cell-error'],
    [2, 'Actividades: clave', 'companion'],
  ])
})

test('what is not a workbook, or lacks its first sheet, is refused with a sentence', async () => {
  assert.deepEqual(places(await readBytes(Buffer.from('PK\u0003\u0004 no soy un libro'))), [
    [1, '', 'workbook-unreadable'],
  ])
  const bytes = await workbook((book) => void book.addWorksheet('Hoja1').addRow(['Clave']))
  assert.deepEqual(places(await readBytes(bytes)), [[1, '', 'sheet-missing']])
})
