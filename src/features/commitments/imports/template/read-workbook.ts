import ExcelJS from 'exceljs'
import { type Fault, rejection, UnreadableFile } from '../../../../platform/csv/faults.ts'
import { longestCell } from '../../../../platform/csv/table.ts'
import type { T } from '../../../../platform/i18n.ts'
import { cellText } from '../../../../platform/workbook/cell-text.ts'
import { unpackedSizeOf } from '../../../../platform/workbook/zip.ts'
import { normalText } from '../normal.ts'
import type { ReadResult } from '../report.ts'
import { isKey } from '../rules.ts'
import type { TemplateRow } from './build.ts'
import { headerOf, type RowKind, rowKinds, sheetNames } from './columns.ts'
import { type Continuations, continuationSheet, continued } from './continuations.ts'
import { workbookGuard } from './guard.ts'
import { spanishHeaders } from './read-csv.ts'
import { assemble, toldByHeaders } from './read-rows.ts'

const largestUnpackedBytes = 150 * 1024 * 1024

/** The workbook form of the template: one sheet a kind. Other sheets (the dictionary) are not read. Throws UnreadableFile. */
export async function readTemplateWorkbook(bytes: Uint8Array, t: T): Promise<ReadResult> {
  const book = await openedWorkbook(bytes)
  const continuations = continuationsOf(book.getWorksheet(continuationSheet))
  const faults: Fault[] = []
  const rows: TemplateRow[] = []
  let rowsRead = 0
  let headers: string[] = []
  const kinds = new Set<RowKind>()
  for (const kind of rowKinds) {
    const sheet = book.worksheets.find((one) => headerOf(one.name) === headerOf(sheetNames[kind]))
    if (!sheet && kind === 'compromiso') throw refused('sheet-missing', { sheet: sheetNames[kind] })
    if (!sheet) continue
    const own = headersOf(sheet, kind)
    if (kind === 'compromiso') headers = own
    kinds.add(kind)
    rowsRead += readSheet({ sheet, kind, headers: own, continuations }, rows, faults)
  }
  const roadmap = [
    ...(kinds.has('accion') ? (['keyActions'] as const) : []),
    ...(kinds.has('indicador') ? (['indicators'] as const) : []),
  ]
  const { accepted, rejections } = assemble(rows, workbookGuard, toldByHeaders(headers, roadmap), t)
  return {
    format: 'template',
    encoding: null,
    rowsRead,
    accepted,
    rejections: [...faults.map((fault) => rejection(t, fault)), ...rejections],
    notes: [],
    unreadable: null,
  }
}

function refused(reason: Fault['reason'], values: Fault['values'] = {}): UnreadableFile {
  return new UnreadableFile({ row: 1, column: '', value: '', reason, values })
}

/** A workbook that is one and unpacks to a sound size. Throws UnreadableFile. */
export async function openedWorkbook(bytes: Uint8Array): Promise<ExcelJS.Workbook> {
  const size = unpackedSizeOf(bytes)
  if (size === null) throw refused('workbook-unreadable')
  if (size > largestUnpackedBytes)
    throw refused('workbook-too-large', { megabytes: largestUnpackedBytes / 1024 / 1024 })
  const book = new ExcelJS.Workbook()
  try {
    await book.xlsx.load(Uint8Array.from(bytes).buffer)
    return book
  } catch {
    throw refused('workbook-unreadable')
  }
}

function continuationsOf(sheet: ExcelJS.Worksheet | undefined): Continuations {
  const continuations: Continuations = new Map()
  sheet?.eachRow((row, number) => {
    const id = cellText(row.getCell(1))
    if (number > 1 && typeof id === 'string')
      continuations.set(id, (continuations.get(id) ?? '') + (cellText(row.getCell(2)) ?? ''))
  })
  return continuations
}

function headersOf(sheet: ExcelJS.Worksheet, kind: RowKind): string[] {
  const place = `${sheetNames[kind]}: `
  const names: string[] = []
  sheet.getRow(1).eachCell({ includeEmpty: true }, (cell, column) => {
    names[column - 1] = (cellText(cell) ?? '').trim()
  })
  const headers = spanishHeaders(
    Array.from(names, (name) => name ?? ''),
    null,
    place,
  )
  if (!headers.includes('clave')) {
    throw new UnreadableFile({ row: 1, column: `${place}clave`, value: '', reason: 'column-missing' })
  }
  return headers
}

type Sheet = { sheet: ExcelJS.Worksheet; kind: RowKind; headers: readonly string[]; continuations: Continuations }

function readSheet({ sheet, kind, headers, continuations }: Sheet, rows: TemplateRow[], faults: Fault[]): number {
  const place = `${sheetNames[kind]}: `
  let rowsRead = 0
  sheet.eachRow((sheetRow, row) => {
    if (row === 1) return
    const cells = new Map<string, string>()
    const own: Fault[] = []
    sheetRow.eachCell((cell, column) =>
      readCell({ cell, row, place, header: headers[column - 1] ?? '', continuations }, cells, own),
    )
    if (cells.size === 0 && own.length === 0) return
    rowsRead += 1
    const key = normalText(workbookGuard.read(cells.get('clave') ?? '')) ?? ''
    cells.delete('clave')
    if (isKey(key)) rows.push({ row, place, kind, key, cells, faults: own })
    else faults.push(...own, { row, column: `${place}clave`, value: key, reason: 'key' })
  })
  return rowsRead
}

type CellPlace = { cell: ExcelJS.Cell; row: number; place: string; header: string; continuations: Continuations }

function readCell(
  { cell, row, place, header, continuations }: CellPlace,
  cells: Map<string, string>,
  faults: Fault[],
): void {
  const text = cellText(cell)
  if (text === '') return
  const column = place + (header || cell.address)
  if (text === null) faults.push({ row, column, value: String(cell.text ?? ''), reason: 'cell-error' })
  else if (header === '') faults.push({ row, column, value: text, reason: 'column-without-name' })
  else if (text.length > longestCell)
    faults.push({ row, column, value: text, reason: 'cell-too-long', values: { max: longestCell } })
  else cells.set(header, continued(text, continuations))
}
