import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { UnreadableFile } from '../../../platform/csv/faults.ts'
import { csvRecord } from '../../../platform/csv/write.ts'
import { encodingOf, type FileSource, textOf } from './encodings.ts'
import { longestCell, recordReader } from './records.ts'
import { readCsvSheet } from './sheet.ts'

function source(bytes: Uint8Array | string, piece = 7): FileSource {
  const all = typeof bytes === 'string' ? Buffer.from(bytes) : bytes
  return {
    name: 'obras.csv',
    open: async function* () {
      for (let at = 0; at < all.length; at += piece) yield all.subarray(at, at + piece)
    },
  }
}

async function whole(from: FileSource) {
  const encoding = await encodingOf(from)
  if (encoding === null) return { encoding, text: '' }
  let text = ''
  for await (const piece of textOf(from, encoding)) text += piece
  return { encoding, text }
}

async function rowsOf(text: string | Uint8Array, isHeader = (cells: readonly string[]) => cells.includes('CLAVE')) {
  const sheet = await readCsvSheet(source(text), isHeader)
  const rows = []
  for await (const batch of sheet.rows) rows.push(...batch)
  return { ...sheet, rows }
}

async function faultOf(text: string | Uint8Array) {
  try {
    await rowsOf(text)
  } catch (error) {
    assert.ok(error instanceof UnreadableFile)
    return error.fault
  }
  throw new Error('nothing was refused')
}

test('each of the encodings of the cuts is told, and none changes a letter', async () => {
  const text = 'Petróleos Mexicanos, Querétaro'
  assert.deepEqual(await whole(source(Buffer.from(text))), { encoding: 'utf-8', text })
  assert.deepEqual(await whole(source(Buffer.from(`\uFEFF${text}`))), { encoding: 'utf-8-sig', text })
  assert.deepEqual(await whole(source(Buffer.from(text, 'latin1'))), { encoding: 'latin-1', text })
  const quoted = Buffer.concat([Buffer.from([0x93]), Buffer.from('Río', 'latin1'), Buffer.from([0x94])])
  assert.deepEqual(await whole(source(quoted)), { encoding: 'windows-1252', text: '“Río”' })
  assert.deepEqual(await whole(source(Buffer.from(`\uFEFF${text}`, 'utf16le'))), { encoding: 'utf-16le', text })
  assert.deepEqual(await whole(source('')), { encoding: null, text: '' })
})

test('a file cut in the middle of a letter is still UTF-8', async () => {
  const bytes = Buffer.from('CLAVE,NOMBRE\n1,Querétaro y Michoacán')
  assert.equal((await whole(source(bytes.subarray(0, bytes.length - 2)))).encoding, 'utf-8')
})

test('records are the same whatever the pieces they come in', () => {
  const cell = fc.string({ unit: fc.constantFrom('a', 'é', '"', ',', ';', '\n', '\r', ' ', '\t') })
  fc.assert(
    fc.property(
      fc.array(fc.array(cell, { minLength: 2, maxLength: 4 }), { minLength: 1 }),
      fc.nat(5),
      (table, size) => {
        const text = table.map((cells) => csvRecord(cells)).join('')
        const reader = recordReader(',')
        const rows = []
        for (let at = 0; at < text.length; at += size + 1) rows.push(...reader.feed(text.slice(at, at + size + 1)))
        rows.push(...reader.end().rows)
        assert.deepEqual(
          rows.map((row) => row.cells),
          table,
        )
      },
    ),
  )
})

test('a quote that nobody doubled is a sign of the text, and blanks before a border are none', () => {
  const reader = recordReader(',')
  const rows = [...reader.feed('"RAMAL "A" NORTE, KM 2" ,12\n37°36\'37.8"N,x\n'), ...reader.end().rows]
  assert.deepEqual(
    rows.map((row) => row.cells),
    [
      ['RAMAL "A" NORTE, KM 2', '12'],
      ['37°36\'37.8"N', 'x'],
    ],
  )
})

test('a cell of ten megabytes is read past, and the rows behind it are read', async () => {
  const text = `CLAVE,NOMBRE\n1,"${'x'.repeat(10_000_000)}"\n2,dos\n`
  const sheet = await readCsvSheet(source(text, 65_536), (cells) => cells.includes('CLAVE'))
  const rows = []
  for await (const batch of sheet.rows) rows.push(...batch)
  assert.deepEqual(
    rows.map(({ row, fault }) => [row, fault?.reason ?? null]),
    [
      [2, 'cell-too-long'],
      [3, null],
    ],
  )
  assert.ok(rows.every(({ cells }) => cells.every((cell) => cell.length <= longestCell)))
})

test('rows are numbered as a spreadsheet shows them, line breaks, blank rows and a title counted', async () => {
  const { headerRow, rows } = await rowsOf('Obras 2019\n\nCLAVE;NOMBRE\n1;"dos\nrenglones"\n;\n2;b\n')
  assert.equal(headerRow, 3)
  assert.deepEqual(
    rows.map(({ row, cells }) => [row, cells[0]]),
    [
      [4, '1'],
      [6, '2'],
    ],
  )
})

test('short rows, long rows, a second header and U+0000 each say what is wrong, and the others are read', async () => {
  const { rows } = await rowsOf('CLAVE,NOMBRE\n1\n2,b,c\nCLAVE,NOMBRE\n3,\u0000\n4,d\n')
  assert.deepEqual(
    rows.map(({ fault }) => fault?.reason ?? null),
    ['too-few-cells', 'too-many-cells', 'repeated-header', 'nul', null],
  )
})

test('an empty file, one without header, one with a column twice and one cut inside quotes are refused with their place', async () => {
  assert.equal((await faultOf('')).reason, 'empty-file')
  assert.equal((await faultOf('\n\n')).reason, 'empty-file')
  assert.deepEqual(await faultOf('1,a\n2,b\n'), { row: 1, column: '', value: '1, a', reason: 'work-header-missing' })
  assert.equal((await faultOf('CLAVE,NOMBRE,nombre\n1,a,b\n')).column, 'nombre')
  assert.deepEqual(await faultOf('CLAVE,NOMBRE\n1,a\n2,"cort'), {
    ...{ row: 3, column: 'NOMBRE', value: 'cort', reason: 'quote-not-closed' },
  })
})
