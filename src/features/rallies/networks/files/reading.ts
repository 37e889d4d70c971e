import ExcelJS from 'exceljs'
import { decodeText } from '../../../../platform/csv/encodings.ts'
import { UnreadableFile } from '../../../../platform/csv/faults.ts'
import { readCsv } from '../../../../platform/csv/table.ts'
import { cellText } from '../../../../platform/workbook/cell-text.ts'
import { unpackedSizeOf } from '../../../../platform/workbook/zip.ts'
import type { PostTable, TableRow } from './model.ts'

export const largestFileBytes = 50 * 1024 * 1024
const largestUnpackedBytes = 150 * 1024 * 1024
/** A post of a megabyte is none. */
const longestLine = 1024 * 1024

/** A CSV, XLSX or JSONL file as rows, told apart by its content. Throws UnreadableFile. */
export async function readPostsFile(bytes: Uint8Array): Promise<PostTable> {
  if (bytes.length === 0) throw refused('empty-file')
  if (bytes[0] === 0x50 && bytes[1] === 0x4b) return readWorkbook(bytes)
  const start = decodeText(bytes.subarray(0, 4096))
    .text.replace(/^\uFEFF/, '')
    .trimStart()
  return start.startsWith('{') ? readLines(bytes) : fromCsv(bytes)
}

function refused(reason: UnreadableFile['fault']['reason'], values = {}): UnreadableFile {
  return new UnreadableFile({ row: 1, column: '', value: '', reason, values })
}

function fromCsv(bytes: Uint8Array): PostTable {
  const { header, rows, faults, encoding, delimiter } = readCsv(bytes)
  const all: TableRow[] = [
    ...rows.map(({ row, cells }) => ({ line: row, cells, fault: null })),
    ...faults.map(({ row, cells, column, reason }) => ({
      line: row,
      cells: cells.map(shortened),
      fault: `${column}: ${reason}`,
    })),
  ]
  return { kind: 'csv', encoding, delimiter, header, rows: all.sort((a, b) => a.line - b.line) }
}

const shortened = (text: string) => text.slice(0, 2000).toWellFormed()

async function readWorkbook(bytes: Uint8Array): Promise<PostTable> {
  const size = unpackedSizeOf(bytes)
  if (size === null) throw refused('workbook-unreadable')
  if (size > largestUnpackedBytes)
    throw refused('workbook-too-large', { megabytes: largestUnpackedBytes / 1024 / 1024 })
  const book = new ExcelJS.Workbook()
  await book.xlsx.load(Uint8Array.from(bytes).buffer).catch(() => {
    throw refused('workbook-unreadable')
  })
  const [sheet] = book.worksheets
  if (!sheet) throw refused('workbook-unreadable')
  const width = Math.min(sheet.columnCount, 500)
  const lines: { line: number; cells: (string | null)[] }[] = []
  sheet.eachRow((row, line) => {
    lines.push({ line, cells: Array.from({ length: width }, (_, at) => textOf(row.getCell(at + 1))) })
  })
  const [first, ...rest] = lines
  if (!first) throw refused('empty-file')
  const header = first.cells.map((cell) => (cell ?? '').trim())
  const rows = rest
    .filter(({ cells }) => cells.some((cell) => cell !== ''))
    .map(({ line, cells }): TableRow => {
      const broken = cells.indexOf(null)
      const fault = broken < 0 ? null : `${header[broken] || broken + 1}: cell-error`
      return { line, cells: cells.map((cell) => cell ?? ''), fault }
    })
  return { kind: 'xlsx', encoding: null, delimiter: null, header, rows }
}

/** A day with its clock, which a cell of the template never has. */
function textOf(cell: ExcelJS.Cell): string | null {
  if (cell.value instanceof Date && !Number.isNaN(cell.value.getTime()))
    return cell.value.toISOString().slice(0, 19).replace('T', ' ')
  return cellText(cell)
}

function readLines(bytes: Uint8Array): PostTable {
  const { text, encoding } = decodeText(bytes)
  const names = new Set<string>()
  const read: { line: number; value: Record<string, string> | null; fault: string | null; record?: unknown }[] = []
  for (const [index, raw] of text
    .replace(/^\uFEFF/, '')
    .split(/\r?\n/)
    .entries()) {
    const line = index + 1
    if (raw.trim() === '') continue
    if (raw.length > longestLine) {
      read.push({ line, value: null, fault: `${(raw.length / 1024 / 1024).toFixed(1)} MB` })
      continue
    }
    const value = objectOf(raw)
    if (value === null) read.push({ line, value, fault: shortened(raw.slice(0, 80)) })
    else if (isContractPost(value)) read.push({ line, value: flattened(value), fault: null, record: value })
    else read.push({ line, value: flattened(value), fault: null })
    for (const name of Object.keys(read.at(-1)?.value ?? {})) if (names.size < 500) names.add(name)
  }
  if (names.size === 0) throw refused('empty-file')
  const header = [...names]
  const rows = read.map(({ line, value, fault, record }): TableRow => {
    const cells = header.map((name) => value?.[name] ?? '')
    return { line, cells, fault, ...(record === undefined ? {} : { record }) }
  })
  return { kind: 'jsonl', encoding, delimiter: null, header, rows }
}

function objectOf(raw: string): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(raw)
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as Record<string, unknown>)
      : null
  } catch {
    return null
  }
}

/** Written for the engine already: it needs no columns. */
function isContractPost(value: Record<string, unknown>): boolean {
  return ['network', 'id', 'author', 'published_at', 'text'].every((name) => typeof value[name] === 'string')
}

/** {user: {name: …}} as 'user.name', so that a person can point at it. */
function flattened(value: Record<string, unknown>, before = '', depth = 0): Record<string, string> {
  const flat: Record<string, string> = {}
  for (const [name, member] of Object.entries(value)) {
    const path = before === '' ? name : `${before}.${name}`
    if (typeof member === 'string') flat[path] = member
    else if (typeof member === 'number' || typeof member === 'boolean') flat[path] = String(member)
    else if (Array.isArray(member)) flat[path] = member.filter((one) => typeof one !== 'object').join(', ')
    else if (typeof member === 'object' && member !== null && depth < 3)
      Object.assign(flat, flattened(member as Record<string, unknown>, path, depth + 1))
  }
  return flat
}
