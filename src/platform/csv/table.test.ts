import assert from 'node:assert/strict'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { test } from 'node:test'
import fc from 'fast-check'
import { decodeText } from './encodings.ts'
import { type Fault, UnreadableFile } from './faults.ts'
import { delimiterOf, longestCell, readCsv } from './table.ts'
import { csvRecord } from './write.ts'

const cells = (text: string | Buffer) => readCsv(Buffer.from(text)).rows.map((row) => row.cells)

function faultOf(text: string | Buffer): Fault {
  try {
    readCsv(Buffer.from(text))
  } catch (error) {
    if (error instanceof UnreadableFile) return error.fault
    throw error
  }
  throw new assert.AssertionError({ message: 'the file was read' })
}

test('encodings: UTF-8 with and without mark, UTF-16 with its mark, Windows-1252', () => {
  const text = 'título,año\nÑandú,“2026”\n'
  assert.equal(decodeText(Buffer.from(text)).encoding, 'utf-8')
  assert.deepEqual(decodeText(Buffer.from(`\uFEFF${text}`)), { text, encoding: 'utf-8-bom' })
  assert.deepEqual(decodeText(Buffer.from(`\uFEFF${text}`, 'utf16le')), { text, encoding: 'utf-16le' })
  assert.deepEqual(decodeText(Buffer.from(`\uFEFF${text}`, 'utf16le').swap16()), { text, encoding: 'utf-16be' })
  const latin = Buffer.from('título,año\nÑandú,2026\n', 'latin1')
  assert.deepEqual(decodeText(latin), { text: 'título,año\nÑandú,2026\n', encoding: 'windows-1252' })
  assert.equal(decodeText(Buffer.from([0x93, 0x61, 0x94])).text, '“a”')
})

test('rows are counted as a person sees them, also with line breaks in cells and blank lines', () => {
  const table = readCsv(Buffer.from('a,b\r\n"uno\r\ndos\ntres",2\r\n\r\nx,y\r\n'))
  assert.deepEqual(
    table.rows.map((row) => row.row),
    [2, 4],
  )
  assert.equal(table.rowsRead, 2)
  assert.equal(table.rows[0]?.cells[0], 'uno\r\ndos\ntres')
})

test('comma, semicolon and tab are told apart, quotes notwithstanding', () => {
  assert.equal(delimiterOf('"a,b,c";d;e\n'), ';')
  assert.equal(delimiterOf('a\tb,c\td\n'), '\t')
  assert.equal(delimiterOf('a\n'), ',')
  assert.deepEqual(cells('a;b\n"1;2";3\n'), [['1;2', '3']])
})

test('an open quote, a quote out of place: the file is refused by row and column', () => {
  const open = faultOf('a,b\n1,2\n3,"cuatro\n5,6\n')
  assert.deepEqual([open.row, open.column, open.reason], [3, 'b', 'quote-not-closed'])
  const stray = faultOf('a,b\n1,"dos" y medio\n')
  assert.deepEqual([stray.row, stray.column, stray.reason], [2, 'b', 'quote-misplaced'])
})

test('a quote inside a cell without quotes is a sign like any other', () => {
  assert.deepEqual(cells('a,b\n5" de ancho,"8"" de alto"\n'), [['5" de ancho', '8" de alto']])
})

test('repeated headers, an empty file: refused with a sentence', () => {
  assert.equal(faultOf('a,A\n1,2\n').reason, 'duplicate-column')
  assert.equal(faultOf('').reason, 'empty-file')
  assert.equal(faultOf(' \n \n').reason, 'empty-file')
  assert.deepEqual(cells('a,b\n'), [])
})

test('ragged rows, null characters, huge cells, cells without a header: refused row by row, the others read', () => {
  const table = readCsv(Buffer.from(`a,b\n1\n1,2,3\n1,2,,\nx\u0000,y\n${'z'.repeat(longestCell + 1)},1\nok,ok\n`))
  assert.deepEqual(
    table.faults.map(({ row, column, reason }) => [row, column, reason]),
    [
      [2, 'b', 'too-few-cells'],
      [3, '3', 'too-many-cells'],
      [5, 'a', 'nul'],
      [6, 'a', 'cell-too-long'],
    ],
  )
  assert.deepEqual(
    table.rows.map((row) => row.row),
    [4, 7],
  )
  assert.equal(table.rowsRead, table.rows.length + table.faults.length)
  assert.equal(readCsv(Buffer.from('a,,b\n1,x,2\n')).faults[0]?.reason, 'column-without-name')
})

test('what the writer writes, the reader reads: any cells', () => {
  const cell = fc.string({ unit: 'grapheme' }).map((text) => text.replaceAll('\u0000', ''))
  fc.assert(
    fc.property(fc.array(fc.tuple(cell, cell, cell), { minLength: 1 }), (rows) => {
      const kept = rows.filter((row) => row.some((value) => value !== ''))
      const text = [['uno', 'dos', 'tres'], ...kept].map(csvRecord).join('')
      assert.deepEqual(cells(text), kept)
    }),
  )
})

const spectrum = new URL('../../../../shared/data/conformance/csv-spectrum/', import.meta.url)
const skip = existsSync(spectrum) ? false : 'left out: ../shared is missing'

test('csv-spectrum: every file reads as its JSON says', { skip }, () => {
  for (const name of readdirSync(new URL('csvs/', spectrum))) {
    const json: unknown = JSON.parse(readFileSync(new URL(`json/${name.replace('.csv', '.json')}`, spectrum), 'utf8'))
    const table = readCsv(readFileSync(new URL(`csvs/${name}`, spectrum)))
    const read = table.rows.map(({ cells: values }) =>
      Object.fromEntries(table.header.map((header, index) => [header, values[index] ?? ''])),
    )
    assert.deepEqual(table.faults, [])
    if (Array.isArray(json)) assert.deepEqual(read, json, name)
    // The JSON of one file is a single object whose telephone is not the one of its CSV.
    else assert.deepEqual(read, [{ ...(json as object), 'Contact Phone Number': '2095257564' }], name)
  }
})
