import { composed } from '../text/unicode.ts'
import { InputError, quoted } from './input-error.ts'
import { textOf } from './texts.ts'

/** One record of a CSV with a header; `line` is where it begins. */
export type CsvRow<Column extends string> = { line: number; cells: Readonly<Record<Column, string>> }

/**
 * RFC 4180, strictly: a quote only around a whole cell, as many cells as the header. Lines end with CRLF, LF or CR; empty ones
 * are passed over. Cells come in NFC. Columns that are not asked for are not read; an optional one that is not there is ''.
 */
export function readCsv<Required extends string, Optional extends string = never>(
  file: string,
  bytes: Buffer,
  required: readonly Required[],
  optional: readonly Optional[] = [],
): CsvRow<Required | Optional>[] {
  const records = recordsOf(file, textOf(file, bytes))
  const header = records.next().value
  if (!header)
    throw new InputError({ file, line: 1 }, `se esperaba un encabezado con ${required.join(', ')}; está vacío.`)
  const places = placesOf<Required | Optional>(file, header, required, optional)
  const rows: CsvRow<Required | Optional>[] = []
  for (const { line, cells } of records) {
    if (cells.length !== header.cells.length) {
      const expected = `se esperaban ${header.cells.length} celdas, como en el encabezado; hay ${cells.length}.`
      throw new InputError({ file, line }, expected)
    }
    const entries = places.map(([name, place]) => [name, place < 0 ? '' : composed(cells[place] ?? '')])
    rows.push({ line, cells: Object.fromEntries(entries) as Record<Required | Optional, string> })
  }
  return rows
}

type CsvRecord = { line: number; cells: string[] }

function placesOf<Column extends string>(
  file: string,
  header: CsvRecord,
  required: readonly Column[],
  optional: readonly Column[],
): [Column, number][] {
  const names = header.cells.map((name) => composed(name).trim())
  for (const name of [...required, ...optional]) {
    const isMissing = !names.includes(name) && required.includes(name)
    if (isMissing) {
      const expected = `falta esta columna; se esperaban ${required.join(', ')}.`
      throw new InputError({ file, line: header.line, column: name }, expected)
    }
    if (names.indexOf(name) !== names.lastIndexOf(name))
      throw new InputError({ file, line: header.line, column: name }, 'esta columna está dos veces; se esperaba una.')
  }
  return [...required, ...optional].map((name) => [name, names.indexOf(name)])
}

function* recordsOf(file: string, text: string): Generator<CsvRecord, undefined> {
  let [at, line] = [0, 1]
  while (at < text.length) {
    const record: CsvRecord = { line, cells: [] }
    for (;;) {
      const cell = text.charCodeAt(at) === quote ? quotedCell(file, text, at, line) : bareCell(file, text, at, line)
      record.cells.push(cell.text)
      line += cell.lines
      at = cell.end
      if (text.charCodeAt(at) !== comma) break
      at++
    }
    if (text.charCodeAt(at) === carriageReturn && text.charCodeAt(at + 1) === lineFeed) at++
    at++
    line++
    if (record.cells.length > 1 || record.cells[0] !== '') yield record
  }
}

const [quote, comma, lineFeed, carriageReturn] = [34, 44, 10, 13]

type Cell = { text: string; end: number; lines: number }

function bareCell(file: string, text: string, start: number, line: number): Cell {
  let end = start
  for (; end < text.length; end++) {
    const unit = text.charCodeAt(end)
    if (unit === comma || unit === lineFeed || unit === carriageReturn) break
    if (unit === quote) {
      const found = quoted(text.slice(start, end + 1))
      throw new InputError(
        { file, line },
        `hay comillas a media celda (${found}); se esperaba la celda entera entre comillas.`,
      )
    }
  }
  return { text: text.slice(start, end), end, lines: 0 }
}

function quotedCell(file: string, text: string, start: number, line: number): Cell {
  let end = start + 1
  for (;;) {
    end = text.indexOf('"', end)
    if (end < 0) throw new InputError({ file, line }, 'se abren comillas que nunca se cierran.')
    if (text.charCodeAt(end + 1) !== quote) break
    end += 2
  }
  const inside = text.slice(start + 1, end)
  const next = text.charCodeAt(end + 1)
  if (end + 1 < text.length && next !== comma && next !== lineFeed && next !== carriageReturn) {
    const found = quoted(text.slice(start, end + 2))
    throw new InputError(
      { file, line },
      `después de las comillas (${found}) se esperaba una coma o el fin de la línea.`,
    )
  }
  const lines = inside.match(/\r\n|\n|\r/g)?.length ?? 0
  return { text: inside.replaceAll('""', '"'), end: end + 1, lines }
}
