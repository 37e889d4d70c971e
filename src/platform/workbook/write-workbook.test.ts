import assert from 'node:assert/strict'
import { buffer } from 'node:stream/consumers'
import { test } from 'node:test'
import ExcelJS from 'exceljs'
import fc from 'fast-check'
import { type Sheet, type Value, workbookPieces } from './write-workbook.ts'
import { unpackedSizeOf } from './zip.ts'

async function readBack(sheets: Sheet[]): Promise<{ names: string[]; rows: Value[][][]; bytes: Buffer }> {
  const bytes = await buffer(workbookPieces(sheets))
  const book = new ExcelJS.Workbook()
  await book.xlsx.load(new Uint8Array(bytes).buffer)
  const rows = book.worksheets.map((sheet) => {
    const all: Value[][] = []
    sheet.eachRow({ includeEmpty: true }, (row) => {
      const width = sheet.columnCount
      all.push(Array.from({ length: width }, (_, index) => (row.getCell(index + 1).value ?? null) as Value))
    })
    return all
  })
  return { names: book.worksheets.map(({ name }) => name), rows, bytes }
}

test('a workbook is read back as it was written: sheets, their order, text, numbers and what is empty', async () => {
  const rows = [
    ['a&b <c> "d"', 1.5, null],
    [null, -3, ' blanks\n and lines '],
    ['=1+1', 0, 'ñandú 🏗'],
  ]
  const {
    names,
    rows: read,
    bytes,
  } = await readBack([
    { name: 'Uno & dos', header: ['x', 'y', 'z'], rows: [rows.slice(0, 1), rows.slice(1)] },
    { name: 'Vacía', header: ['sola'], rows: [] },
  ])
  assert.deepEqual(names, ['Uno & dos', 'Vacía'])
  assert.deepEqual(read, [[['x', 'y', 'z'], ...rows], [['sola']]])
  assert.ok((unpackedSizeOf(bytes) ?? 0) > 1000)
})

test('any text comes back, and no cell becomes a formula', async () => {
  const text = fc
    .string({ unit: 'binary', maxLength: 30 })
    .map((one) => `x${one.replace(/[\p{Cc}\uFFFE\uFFFF]/gu, '')}x`)
  await fc.assert(
    fc.asyncProperty(fc.array(fc.tuple(text, fc.integer()), { minLength: 1, maxLength: 30 }), async (rows) => {
      const { rows: read } = await readBack([{ name: 'h', header: ['t', 'n'], rows: [rows] }])
      const unspelled = (value: Value | undefined) =>
        typeof value === 'string'
          ? value.replace(/_x([0-9A-F]{4})_/g, (_, code) => String.fromCharCode(Number.parseInt(code, 16)))
          : value
      assert.deepEqual(
        read[0]?.slice(1).map(([t, n]) => [unspelled(t), n]),
        rows,
      )
    }),
    { numRuns: 12 },
  )
})

test('wide sheets have columns of two letters', async () => {
  const header = Array.from({ length: 60 }, (_, n) => `c${n}`)
  const { rows } = await readBack([{ name: 'ancha', header, rows: [[header.map((_, n) => n)]] }])
  assert.deepEqual(
    rows[0]?.[1],
    header.map((_, n) => n),
  )
})

test('who stops reading ends the making, and what goes wrong reaches the reader', async () => {
  let isEnded = false
  const endless = async function* () {
    try {
      for (;;) yield Array.from({ length: 1000 }, () => [crypto.randomUUID()])
    } finally {
      isEnded = true
    }
  }
  for await (const piece of workbookPieces([{ name: 'h', header: ['x'], rows: endless() }])) {
    if (piece.length > 10_000) break
  }
  await new Promise(setImmediate)
  assert.ok(isEnded)
  const broken = async function* (): AsyncGenerator<Value[][]> {
    yield [['a']]
    throw new Error('the database went away')
  }
  await assert.rejects(buffer(workbookPieces([{ name: 'h', header: ['x'], rows: broken() }])), /went away/)
})
