import { decodeText } from './encodings.ts'
import { type Fault, UnreadableFile } from './faults.ts'
import { type CsvFault, parseCsv } from './records.ts'

export type Row = { row: number; cells: readonly string[] }
export type RowFault = Fault & { cells: readonly string[] }
export type Table = {
  encoding: string
  delimiter: string
  header: readonly string[]
  rows: Row[]
  faults: RowFault[]
  rowsRead: number
}

export const longestCell = 1_000_000

/** A comma-, semicolon- or tab-separated file as records; a fault of one record stands in `faults`. Throws UnreadableFile. */
export function readCsv(bytes: Uint8Array): Table {
  const { text, encoding } = decodeText(bytes)
  if (text.trim() === '') throw new UnreadableFile({ row: 1, column: '', value: '', reason: 'empty-file' }, encoding)
  const delimiter = delimiterOf(text)
  const [first, ...records] = recordsOf(text, delimiter, encoding)
  const header = (first ?? []).map((name) => name.trim())
  while (header.length > 1 && header.at(-1) === '') header.pop()
  checkHeader(header, encoding)
  const rows: Row[] = []
  const faults: RowFault[] = []
  let rowsRead = 0
  for (const [index, cells] of records.entries()) {
    const row = index + 2
    if (cells.every((cell) => cell === '')) continue
    rowsRead += 1
    const fault = faultOf(row, cells, header)
    if (fault) faults.push({ ...fault, cells })
    else rows.push({ row, cells })
  }
  return { encoding, delimiter, header, rows, faults, rowsRead }
}

/** The mark that stands most often outside quotes in the first record. */
export function delimiterOf(text: string): string {
  const counts = new Map([
    [',', 0],
    [';', 0],
    ['\t', 0],
  ])
  let quoted = false
  for (let at = 0; at < text.length && at < 100_000; at += 1) {
    const character = text.charAt(at)
    if (character === '"') quoted = !quoted
    else if (!quoted && (character === '\n' || character === '\r')) break
    else if (!quoted && counts.has(character)) counts.set(character, (counts.get(character) ?? 0) + 1)
  }
  return [...counts].reduce((best, next) => (next[1] > best[1] ? next : best))[0]
}

function recordsOf(text: string, delimiter: string, encoding: string): string[][] {
  const { records, fault } = parseCsv(text, delimiter)
  if (fault) throw new UnreadableFile(placed(fault, records[0] ?? []), encoding)
  return records
}

function placed({ record, cell, value, reason }: CsvFault, header: readonly string[]): Fault {
  return { row: record + 1, column: header[cell]?.trim() || String(cell + 1), value, reason }
}

/** Names of the columns, to tell one kind of file from another; empty where the first record cannot be read. */
export function headerOfCsv(bytes: Uint8Array): string[] {
  const { text } = decodeText(bytes.subarray(0, 65_536))
  return (parseCsv(text, delimiterOf(text), 1).records[0] ?? []).map((name) => name.trim())
}

function checkHeader(header: readonly string[], encoding: string): void {
  const refuse = (column: string, reason: Fault['reason']) => {
    throw new UnreadableFile({ row: 1, column, value: column, reason }, encoding)
  }
  if (header.some((name) => name.includes('\u0000'))) refuse('', 'nul')
  const seen = new Set<string>()
  for (const name of header) {
    if (name !== '' && seen.has(name.toLowerCase())) refuse(name, 'duplicate-column')
    seen.add(name.toLowerCase())
  }
}

function faultOf(row: number, cells: readonly string[], header: readonly string[]): Fault | null {
  const name = (index: number) => header[index] || String(index + 1)
  if (cells.length < header.length) {
    return {
      row,
      column: name(cells.length),
      value: '',
      reason: 'too-few-cells',
      values: { cells: cells.length, columns: header.length },
    }
  }
  const extra = cells.findIndex((cell, index) => index >= header.length && cell !== '')
  if (extra >= 0) {
    const values = { cells: cells.length, columns: header.length }
    return { row, column: name(extra), value: cells[extra] ?? '', reason: 'too-many-cells', values }
  }
  const unnamed = cells.findIndex((cell, index) => header[index] === '' && cell !== '')
  if (unnamed >= 0) return { row, column: name(unnamed), value: cells[unnamed] ?? '', reason: 'column-without-name' }
  const nul = cells.findIndex((cell) => cell.includes('\u0000'))
  if (nul >= 0) return { row, column: name(nul), value: cells[nul] ?? '', reason: 'nul' }
  const long = cells.findIndex((cell) => cell.length > longestCell)
  if (long >= 0)
    return { row, column: name(long), value: cells[long] ?? '', reason: 'cell-too-long', values: { max: longestCell } }
  return null
}
