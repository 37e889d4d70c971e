import type { Writable } from 'node:stream'
import ExcelJS from 'exceljs'
import { UnreadableFile } from '../../../platform/csv/faults.ts'
import { readCsv } from '../../../platform/csv/table.ts'
import { csvRecord } from '../../../platform/csv/write.ts'
import { cellText } from '../../../platform/workbook/cell-text.ts'
import { workbookText } from '../../commitments/exports/workbook.ts'
import { headerOf } from '../../commitments/imports/template/columns.ts'
import { csvGuard, workbookGuard } from '../../commitments/imports/template/guard.ts'
import { openedWorkbook } from '../../commitments/imports/template/read-workbook.ts'
import { headers, markOf, neededHeaders, type SheetRow, type Standing } from './model.ts'

export const sheetName = 'Actividades'

function cellsOf(standing: Standing): string[] {
  return headers.map((header) => {
    if (header === 'clave') return standing.key
    if (header === 'codigo') return standing.code
    return header === 'huella' ? markOf(standing) : (standing.cells.get(header) ?? '')
  })
}

/** Missing codes stand in cells as they are; a text that only looks like one was guarded when the cells were made. */
export function* sheetCsv(rows: Iterable<Standing>): Generator<string> {
  yield csvRecord(headers)
  for (const row of rows)
    yield csvRecord(cellsOf(row).map((cell) => (/^[=+\-@]/.test(cell) ? csvGuard.write(cell) : cell)))
}

/** Every cell is text, keys too, so that no spreadsheet takes a zero from them. */
export async function writeSheet(stream: Writable, rows: Iterable<Standing>): Promise<void> {
  const book = new ExcelJS.stream.xlsx.WorkbookWriter({ stream, useSharedStrings: false, useStyles: true })
  const sheet = book.addWorksheet(sheetName, { views: [{ state: 'frozen', ySplit: 1, xSplit: 2 }] })
  sheet.columns = headers.map((header) => ({ width: header === 'huella' ? 10 : 24, style: { numFmt: '@' } }))
  sheet.addRow([...headers]).commit()
  for (const row of rows) sheet.addRow(cellsOf(row).map(workbookText)).commit()
  sheet.commit()
  await book.commit()
}

/** The rows of either form. Throws UnreadableFile. */
export async function readSheet(bytes: Uint8Array): Promise<SheetRow[]> {
  const isZip = bytes[0] === 0x50 && bytes[1] === 0x4b
  return isZip ? readWorkbook(bytes) : readText(bytes)
}

function readText(bytes: Uint8Array): SheetRow[] {
  const table = readCsv(bytes)
  const names = namesOf(table.header)
  const [fault] = table.faults
  if (fault) throw new UnreadableFile(fault, table.encoding)
  return table.rows.map(({ row, cells }) => {
    const byName = new Map<string, string>()
    const formulas = new Set<string>()
    for (const [index, name] of names.entries()) {
      const cell = cells[index] ?? ''
      if (name === '') continue
      if (/^[=+@]/.test(cell)) formulas.add(name)
      byName.set(name, csvGuard.read(cell))
    }
    return { row, cells: byName, formulas }
  })
}

function namesOf(header: readonly string[]): string[] {
  const names = header.map((name) => headerOf(name))
  for (const column of neededHeaders)
    if (!names.includes(column)) throw new UnreadableFile({ row: 1, column, value: '', reason: 'column-missing' })
  const known = new Set<string>(headers)
  return names.map((name) => (known.has(name) ? name : ''))
}

async function readWorkbook(bytes: Uint8Array): Promise<SheetRow[]> {
  const book = await openedWorkbook(bytes)
  const sheet = book.getWorksheet(sheetName) ?? book.worksheets[0]
  if (!sheet) throw new UnreadableFile({ row: 1, column: '', value: '', reason: 'workbook-unreadable' })
  const header: string[] = []
  sheet.getRow(1).eachCell({ includeEmpty: true }, (cell, column) => {
    header[column - 1] = cellText(cell) ?? ''
  })
  const names = namesOf(Array.from(header, (name) => name ?? ''))
  const rows: SheetRow[] = []
  sheet.eachRow((sheetRow, row) => {
    if (row === 1) return
    // A blank cell is an answer too: the column is there, so what it held was taken out.
    const cells = new Map(names.filter((name) => name !== '').map((name) => [name, '']))
    const formulas = new Set<string>()
    sheetRow.eachCell((cell, column) => {
      const name = names[column - 1]
      if (!name) return
      const text = cellText(cell)
      if (text === null || cell.formula) formulas.add(name)
      cells.set(name, workbookGuard.read(text ?? cell.text ?? ''))
    })
    if ([...cells.values()].some((text) => text !== '')) rows.push({ row, cells, formulas })
  })
  return rows
}
