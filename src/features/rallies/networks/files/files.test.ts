import assert from 'node:assert/strict'
import { test } from 'node:test'
import ExcelJS from 'exceljs'
import { UnreadableFile } from '../../../../platform/csv/faults.ts'
import { readArrival } from '../keeping/post-record.ts'
import { instantFrom } from './instants.ts'
import { arrivalOf, guessedMapping, type Mapping } from './model.ts'
import { readPostsFile } from './reading.ts'

const now = new Date('2026-03-03T18:00:00Z')
const zone = 'America/Mexico_City'
const bytes = (text: string) => Buffer.from(text)

async function read(file: Uint8Array, change: Partial<Mapping> = {}) {
  const table = await readPostsFile(file)
  const mapping = { ...guessedMapping(table, zone), ...change }
  return table.rows.map((row) => readArrival(arrivalOf(row, table, mapping), now))
}

const posts = (reads: Awaited<ReturnType<typeof read>>) => reads.flatMap((one) => ('post' in one ? one.post : []))
const rejects = (reads: Awaited<ReturnType<typeof read>>) => reads.flatMap((one) => ('reject' in one ? one.reject : []))

test('a CSV with names of its own, semicolons and Windows letters is guessed and read', async () => {
  const text =
    'Red;Usuario;Fecha;Texto;Enlace;Me gusta;Comentarios;Compartidos\nTwitter;@lagartijas;01/03/2026 10:14;"Avenida Juárez; año 2026";https://twitter.com/lagartijas/status/123;1,204;3;-\n'
  const reads = await read(Buffer.from(text, 'latin1'))
  assert.deepEqual(posts(reads), [
    {
      ...{ network: 'x', id: '123', author: '@lagartijas', published_at: '2026-03-01T16:14:00.000Z' },
      ...{ text: 'Avenida Juárez; año 2026', interactions: 1207 },
    },
  ])
})

test('dates in the shapes that tools write, on the clock that the person names', () => {
  const how = { order: 'day-first', zone } as const
  const same = '2026-03-02T00:05:00.000Z'
  const shapes = [
    ...[
      '2026-03-01T18:05:00-06:00',
      '2026-03-02 00:05:00Z',
      '2026-03-02 00:05 UTC',
      '2026-03-01 18:05',
      '01/03/2026 18:05:00',
    ],
    ...['1/3/26 6:05 p.m.', '01-03-2026 06:05 PM', '1772409900', '1772409900000', 'Mon Mar 02 00:05:00 +0000 2026'],
    ...['Mon, 02 Mar 2026 00:05:00 GMT', '46082.7534722222', '2026/03/01, 18:05'],
  ]
  for (const shape of shapes) assert.equal(instantFrom(shape, how), same, shape)
  assert.equal(instantFrom('03/01/2026 18:05', { order: 'month-first', zone }), same)
  for (const wrong of [
    '31/02/2026 10:00',
    '2026-02-30T10:00:00Z',
    '01/03/2026 25:00',
    '13:00 p.m.',
    'ayer',
    '01/03/2026 13:00 pm',
  ])
    assert.equal(instantFrom(wrong, how), null, wrong)
  assert.equal(instantFrom('2026-03-08 02:30', { order: 'day-first', zone: 'America/New_York' }) !== null, true)
  assert.equal(
    instantFrom('2025-11-02 01:30', { order: 'day-first', zone: 'America/New_York' }),
    '2025-11-02T05:30:00.000Z',
  )
})

test('a workbook is read with days and clocks as they are shown, and its rows keep their numbers', async () => {
  const book = new ExcelJS.Workbook()
  const sheet = book.addWorksheet('Menciones')
  sheet.addRow(['URL', 'Autor', 'Fecha', 'Contenido', 'Imagen'])
  sheet.addRow([
    'https://www.instagram.com/p/AAA/',
    'lagartijas',
    new Date(Date.UTC(2026, 2, 1, 18, 5)),
    'Puente',
    'https://x/a.jpg',
  ])
  sheet.addRow([])
  sheet.addRow(['https://www.instagram.com/p/BBB/', 'lagartijas', 'ayer', 'Puente', ''])
  const file = Buffer.from(await book.xlsx.writeBuffer())
  const reads = await read(file)
  assert.deepEqual(posts(reads)[0], {
    ...{ network: 'instagram', id: 'AAA', author: 'lagartijas', published_at: '2026-03-02T00:05:00.000Z' },
    ...{ text: 'Puente', media: [{ type: 'photo' }], interactions: 0 },
  })
  assert.deepEqual(
    (await readPostsFile(file)).rows.map(({ line }) => line),
    [2, 4],
  )
  assert.match(rejects(reads)[0]?.detail ?? '', /«Fecha»: se esperaba una fecha con hora; dice «ayer»/)
})

test('JSONL: records of the contract as they are, others by their members, cut and endless lines with their number', async () => {
  const whole = {
    network: 'web',
    id: 'c1',
    author: 'lagartijas',
    published_at: '2026-03-01T10:00:00-06:00',
    text: '',
    kind: 'visit',
  }
  const other = {
    id: '9',
    user: { screen_name: 'tlacuaches' },
    created_at: 'Mon Mar 02 00:05:00 +0000 2026',
    full_text: 'Hola',
  }
  const lines = [
    JSON.stringify(whole),
    '',
    JSON.stringify(other),
    '{"id": "cort',
    `{"text": "${'x'.repeat(10 * 1024 * 1024)}"}`,
  ]
  const table = await readPostsFile(bytes(lines.join('\n')))
  assert.deepEqual(
    table.rows.map(({ line, fault }) => [line, fault === null]),
    [
      [1, true],
      [3, true],
      [4, false],
      [5, false],
    ],
  )
  const reads = await read(bytes(lines.join('\n')), {
    columns: { id: 'id', author: 'user.screen_name', published_at: 'created_at', text: 'full_text' },
    network: 'x',
  })
  assert.deepEqual(
    posts(reads).map(({ network, id, author }) => [network, id, author]),
    [
      ['web', 'c1', 'lagartijas'],
      ['x', '9', 'tlacuaches'],
    ],
  )
  assert.deepEqual(
    rejects(reads).map(({ reason }) => reason),
    ['row_broken', 'row_broken'],
  )
})

test('broken rows, clocks ahead and missing members are set aside with their place; the rest is read', async () => {
  const text = [
    'network,id,author,published_at,text',
    'x,1,lagartijas,2026-03-01T10:00:00Z,bien',
    'x,2,lagartijas,2027-01-01T10:00:00Z,futuro',
    'x,,lagartijas,2026-03-01T10:00:00Z,sin número',
    'x,4,,2026-03-01T10:00:00Z,sin cuenta',
    'orkut,5,lagartijas,2026-03-01T10:00:00Z,otra red',
    'x,6,lagartijas',
  ].join('\n')
  const table = await readPostsFile(bytes(text))
  const mapping = guessedMapping(table, zone)
  const told = table.rows.flatMap((row) => {
    const result = readArrival(arrivalOf(row, table, mapping), now)
    return 'reject' in result ? [[row.line, result.reject.reason]] : []
  })
  assert.deepEqual(told, [
    [3, 'clock_ahead'],
    [4, 'missing_field'],
    [5, 'missing_field'],
    [6, 'wrong_field'],
    [7, 'row_broken'],
  ])
})

test('a file that is none is refused as a whole, with its place', async () => {
  const reasonOf = (file: Uint8Array) =>
    readPostsFile(file).then(
      () => null,
      (error) => (error instanceof UnreadableFile ? error.fault.reason : String(error)),
    )
  assert.equal(await reasonOf(bytes('')), 'empty-file')
  assert.equal(await reasonOf(bytes('PK\u0003\u0004 cortado')), 'workbook-unreadable')
  assert.equal(await reasonOf(bytes('a,b\n"sin cerrar,1\n')), 'quote-not-closed')
  assert.equal(await reasonOf(bytes('id,ID\n1,2\n')), 'duplicate-column')
})
