import { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import ExcelJS from 'exceljs'
import { UnreadableFile } from '../../../platform/csv/faults.ts'
import { cellText } from '../../../platform/workbook/cell-text.ts'
import { unpackedSizeOf } from '../../../platform/workbook/zip.ts'
import type { FileSource } from '../reading/encodings.ts'
import { type FileRow, longestCell } from '../reading/records.ts'
import { type Sheet, sheetBelow } from '../reading/sheet.ts'

const largestUnpackedBytes = 150 * 1024 * 1024

/** By the first bytes of a ZIP, never by the name. */
export async function isWorkbook(source: FileSource): Promise<boolean> {
  for await (const piece of source.open()) return piece[0] === 0x50 && piece[1] === 0x4b
  return false
}

/** The first sheet of a workbook; what unpacks to more than it should is refused before it is unpacked. Throws UnreadableFile. */
export async function readWorkbookSheet(
  source: FileSource,
  isHeader: (cells: readonly string[]) => boolean,
): Promise<Sheet> {
  const refused = (reason: 'workbook-unreadable' | 'workbook-too-large', values = {}) =>
    new UnreadableFile({ row: 1, column: '', value: '', reason, values })
  const bytes = await buffer(Readable.from(source.open()))
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
  return sheetBelow(pieces(sheet), isHeader, null)
}

async function* pieces(sheet: ExcelJS.Worksheet): AsyncGenerator<FileRow[]> {
  const rows: FileRow[] = []
  const width = Math.min(sheet.columnCount, 2_000)
  sheet.eachRow((line, row) => {
    let fault: FileRow['fault'] = null
    const cells = Array.from({ length: width }, (_, at) => {
      const text = cellText(line.getCell(at + 1))
      if (text === null) fault ??= { reason: 'cell-error', cell: at, value: '' }
      else if (text.length > longestCell)
        fault ??= { reason: 'cell-too-long', values: { max: longestCell }, cell: at, value: text.slice(0, 200) }
      return text ?? ''
    })
    rows.push({ row, cells, fault })
  })
  for (let at = 0; at < rows.length; at += 1000) yield rows.slice(at, at + 1000)
}
