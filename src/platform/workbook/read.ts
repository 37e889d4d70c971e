import ExcelJS from 'exceljs'
import { UnreadableFile } from '../csv/faults.ts'
import { longestCell } from '../csv/table.ts'
import { cellText } from './cell-text.ts'
import { unpackedSizeOf } from './zip.ts'

const largestUnpackedBytes = 150 * 1024 * 1024

/** By the first bytes of a ZIP, never by the name. */
export function isWorkbook(bytes: Uint8Array): boolean {
  return bytes[0] === 0x50 && bytes[1] === 0x4b
}

/** The first sheet of a small workbook, its first row the header. What unpacks to too much is refused before. Throws UnreadableFile. */
export async function readWorkbook(
  bytes: Uint8Array,
): Promise<{ header: string[]; rows: { row: number; cells: string[] }[] }> {
  const refused = (reason: 'workbook-unreadable' | 'workbook-too-large' | 'empty-file', values = {}) =>
    new UnreadableFile({ row: 1, column: '', value: '', reason, values })
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
  const rows: { row: number; cells: string[] }[] = []
  const width = Math.min(sheet.columnCount, 500)
  sheet.eachRow((line, row) => {
    const cells = Array.from({ length: width }, (_, at) => {
      const text = cellText(line.getCell(at + 1))
      const column = String(at + 1)
      if (text === null) throw new UnreadableFile({ row, column, value: '', reason: 'cell-error' })
      if (text.length > longestCell)
        throw new UnreadableFile({ row, column, value: text, reason: 'cell-too-long', values: { max: longestCell } })
      return text
    })
    if (cells.some((cell) => cell.trim() !== '')) rows.push({ row, cells })
  })
  const [first, ...rest] = rows
  if (!first) throw refused('empty-file')
  return { header: first.cells.map((cell) => cell.trim()), rows: rest }
}
