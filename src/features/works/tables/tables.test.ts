import assert from 'node:assert/strict'
import { test } from 'node:test'
import ExcelJS from 'exceljs'
import { readWorks, recognise } from '../cuts/read-file.ts'
import type { ReadRow } from '../reading/work-row.ts'
import { guessedMapping, isTableHeader, tableKey } from './mapping.ts'

const source = (bytes: Uint8Array) => ({
  name: 'obras.xlsx',
  open: async function* () {
    yield bytes
  },
})

const keyed = (cell: string) => {
  const read = tableKey(cell)
  return 'key' in read ? read.key : null
}

async function workbook(rows: unknown[][]): Promise<Uint8Array> {
  const book = new ExcelJS.Workbook()
  book.addWorksheet('Obras').addRows(rows)
  return new Uint8Array(await book.xlsx.writeBuffer())
}

test('a workbook is a table like any other: rows as it numbers them, keys as text', async () => {
  const bytes = await workbook([
    ['Obras del municipio'],
    ['Clave', 'Nombre de la obra', 'Municipio', 'Avance', 'Inicio'],
    ['MUN-2026-001', 'Parque', 'San Pedro', 0.5, new Date('2026-02-01T00:00:00Z')],
    [8.36e21, 'Perdida', 'San Pedro', 10, ''],
  ])
  const { format, header } = await recognise(source(bytes))
  assert.equal(format, 'table')
  const mapping = guessedMapping(header)
  assert.deepEqual(
    [mapping.columns.key, mapping.columns.name, mapping.columns.startsOn],
    ['Clave', 'Nombre de la obra', 'Inicio'],
  )
  const file = await readWorks(source(bytes), 'table', mapping)
  const rows: ReadRow[] = (await Array.fromAsync(file.rows)).flat()
  assert.ok(rows[0] && 'work' in rows[0])
  assert.deepEqual(
    [rows[0].work.row, rows[0].work.key, rows[0].work.startsOn],
    [3, keyed('MUN-2026-001'), '2026-02-01'],
  )
  assert.ok(rows[1] && 'fault' in rows[1])
  assert.deepEqual([rows[1].fault.row, rows[1].fault.reason], [4, 'work-key-number'])
})

test('a workbook that says it unpacks to gigabytes is refused before it is unpacked', async () => {
  const bytes = Buffer.from(await workbook([['Clave', 'Nombre']]))
  // The size of the first entry, as its directory tells it.
  const directory = bytes.indexOf(Buffer.from([0x50, 0x4b, 0x01, 0x02]))
  bytes.writeUInt32LE(0xf0000000, directory + 24)
  await assert.rejects(
    recognise(source(bytes)),
    (error: { fault?: { reason?: string } }) => error.fault?.reason === 'workbook-too-large',
  )
  await assert.rejects(
    recognise(source(bytes.subarray(0, 60))),
    (error: { fault?: { reason?: string } }) => error.fault?.reason === 'workbook-unreadable',
  )
})

test('a key of another form becomes one of eleven signs, the same each time and another for another', () => {
  const of = (cell: string) => tableKey(cell)
  assert.deepEqual(of(' ob-7 '), of('OB-7'))
  assert.notDeepEqual(of('OB-7'), of('OB-8'))
  assert.deepEqual(of('2151GYN0003'), { key: '2151GYN0003' })
  assert.deepEqual(of(''), { fault: 'work-key-missing' })
})

test('a row of figures names no columns', () => {
  assert.ok(!isTableHeader(['1', '2']))
  assert.ok(!isTableHeader(['Obras 2026', '']))
  assert.ok(isTableHeader(['Folio', 'Obra']))
})
