import { UnreadableFile } from '../../../platform/csv/faults.ts'
import { delimiterOf } from '../../../platform/csv/table.ts'
import { encodingOf, type FileSource, textOf } from './encodings.ts'
import { type FileRow, recordReader } from './records.ts'

/** A table as it is read: its header and, piece by piece, the rows below it. */
export type Sheet = {
  encoding: string | null
  header: readonly string[]
  headerRow: number
  rows: AsyncIterable<FileRow[]>
}

/** A header may stand below a title: it is looked for in so many rows. */
const headerWithin = 15

/** A CSV file as a sheet; blank rows are left out, their numbers not. Throws UnreadableFile, also while the rows are read. */
export async function readCsvSheet(
  source: FileSource,
  isHeader: (cells: readonly string[]) => boolean,
): Promise<Sheet> {
  const encoding = await encodingOf(source)
  if (encoding === null) throw new UnreadableFile({ row: 1, column: '', value: '', reason: 'empty-file' })
  return sheetBelow(batches(textOf(source, encoding), encoding), isHeader, encoding)
}

/** Rows as a sheet, once its header is found among the first of them. Throws UnreadableFile. */
export async function sheetBelow(
  pieces: AsyncGenerator<FileRow[]>,
  isHeader: (cells: readonly string[]) => boolean,
  encoding: string | null,
): Promise<Sheet> {
  const { header, headerRow, behind } = await headerIn(pieces, isHeader, encoding)
  checkHeader(header, headerRow, encoding)
  return { encoding, header, headerRow, rows: below(behind, pieces, { header, headerRow }) }
}

/** Names without the marks and spaces that editors leave around them. */
const named = (cells: readonly string[]) => {
  const names = cells.map((cell) => cell.replace(/^(?:\uFEFF|ï»¿)/, '').trim())
  while (names.length > 1 && names.at(-1) === '') names.pop()
  return names
}

/** Of the first lines the one with most borders: above a header there may be a title. */
function widest(text: string): string {
  const borders = (line: string) => line.length - line.replaceAll(/[,;\t]/g, '').length
  return text
    .slice(0, firstCharacters)
    .split(/\r\n?|\n/, headerWithin)
    .reduce((best, line) => (borders(line) > borders(best) ? line : best), '')
}

/** Enough text at the start to see how its cells are divided. */
const firstCharacters = 100_000

async function* fromEnough(text: AsyncIterable<string>): AsyncGenerator<string> {
  let first: string | null = ''
  for await (const piece of text) {
    if (first === null) yield piece
    else first += piece
    if (first === null || first.length < firstCharacters) continue
    yield first
    first = null
  }
  if (first !== null && first !== '') yield first
}

async function* batches(text: AsyncIterable<string>, encoding: string): AsyncGenerator<FileRow[]> {
  let reader: ReturnType<typeof recordReader> | null = null
  let header: readonly string[] = []
  for await (const piece of fromEnough(text)) {
    reader ??= recordReader(delimiterOf(widest(piece)))
    const rows = reader.feed(piece)
    if (header.length === 0) header = rows.find(({ cells }) => cells.length > 1)?.cells ?? []
    if (rows.length > 0) yield rows
  }
  const { rows, open } = reader?.end() ?? { rows: [], open: null }
  if (rows.length > 0) yield rows
  if (open) {
    const column = header[open.cell]?.trim() || String(open.cell + 1)
    throw new UnreadableFile({ row: open.row, column, value: open.value, reason: 'quote-not-closed' }, encoding)
  }
}

async function headerIn(
  pieces: AsyncGenerator<FileRow[]>,
  isHeader: (cells: readonly string[]) => boolean,
  encoding: string | null,
): Promise<{ header: string[]; headerRow: number; behind: FileRow[] }> {
  const first: FileRow[] = []
  for (;;) {
    const next = await pieces.next()
    if (!next.done) first.push(...next.value)
    const filled = first.filter(({ cells }) => !isBlank(cells)).slice(0, headerWithin)
    const found = filled.find(({ cells }) => isHeader(named(cells)))
    if (found) {
      const behind = first.slice(first.indexOf(found) + 1)
      return { header: named(found.cells), headerRow: found.row, behind }
    }
    if (!next.done && filled.length < headerWithin) continue
    const [top] = filled
    if (!top) throw new UnreadableFile({ row: 1, column: '', value: '', reason: 'empty-file' }, encoding)
    const value = named(top.cells).join(', ')
    throw new UnreadableFile({ row: top.row, column: '', value, reason: 'work-header-missing' }, encoding)
  }
}

function checkHeader(header: readonly string[], row: number, encoding: string | null): void {
  const seen = new Set<string>()
  for (const name of header) {
    const plain = name.toLowerCase()
    if (name !== '' && seen.has(plain))
      throw new UnreadableFile({ row, column: name, value: name, reason: 'duplicate-column' }, encoding)
    seen.add(plain)
  }
}

const isBlank = (cells: readonly string[]) => cells.every((cell) => cell.trim() === '')

type Head = { header: readonly string[]; headerRow: number }

async function* below(first: FileRow[], rest: AsyncIterable<FileRow[]>, head: Head): AsyncGenerator<FileRow[]> {
  yield first.flatMap((row) => judged(row, head))
  for await (const rows of rest) yield rows.flatMap((row) => judged(row, head))
}

/** Blank rows vanish; rows of another width, a second header and cells nobody could have meant are faults. */
export function judged(read: FileRow, { header }: Head): FileRow[] {
  const { cells, fault } = read
  if (fault) return [read]
  if (isBlank(cells)) return []
  const wrong = (reason: 'too-few-cells' | 'too-many-cells' | 'nul' | 'repeated-header', cell: number): FileRow[] => {
    const values = { cells: cells.length, columns: header.length }
    return [{ ...read, fault: { reason, values, cell, value: cells[cell] ?? '' } }]
  }
  if (cells.length < header.length) return wrong('too-few-cells', cells.length)
  const extra = cells.findIndex((cell, at) => at >= header.length && cell.trim() !== '')
  if (extra >= 0) return wrong('too-many-cells', extra)
  const nul = cells.findIndex((cell) => cell.includes('\u0000'))
  if (nul >= 0) return wrong('nul', nul)
  if (header.every((name, at) => name === '' || name === cells[at]?.trim())) return wrong('repeated-header', 0)
  return [read]
}
