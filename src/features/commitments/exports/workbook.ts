import type { Writable } from 'node:stream'
import ExcelJS from 'exceljs'
import {
  type Column,
  columnsOf,
  headerOf,
  keyColumn,
  type RowKind,
  rowKinds,
  sheetNames,
} from '../imports/template/columns.ts'
import { continuationSheet, fitted, type Piece } from '../imports/template/continuations.ts'
import { workbookGuard } from '../imports/template/guard.ts'
import { rowsOf, type WrittenRow } from '../imports/template/write-rows.ts'
import type { CommitmentDocument } from '../model.ts'
import { dictionaryHeader, dictionaryRows } from './dictionary.ts'

type Sheets = Record<RowKind, ExcelJS.Worksheet>

/** The template as a workbook, one sheet a kind and the data dictionary, written to a stream as it goes. */
export async function writeWorkbook(stream: Writable, commitments: Iterable<CommitmentDocument>): Promise<void> {
  const book = new ExcelJS.stream.xlsx.WorkbookWriter({ stream, useSharedStrings: true, useStyles: true })
  const sheets = Object.fromEntries(rowKinds.map((kind) => [kind, newSheet(book, kind)])) as Sheets
  const pieces: Piece[] = []
  let lastId = 0
  const nextId = () => {
    lastId += 1
    return String(lastId)
  }
  for (const commitment of commitments) {
    for (const row of rowsOf(commitment, workbookGuard)) {
      writeRow(sheets[row.kind], row, (text) => fitted(text, nextId, (piece) => pieces.push(piece)))
    }
  }
  for (const kind of rowKinds) sheets[kind].commit()
  writeList(book, 'Diccionario', dictionaryHeader, dictionaryRows())
  if (pieces.length > 0)
    writeList(
      book,
      continuationSheet,
      ['Número', 'Texto'],
      pieces.map((piece) => [piece.id, piece.text]),
    )
  await book.commit()
}

const bold = { bold: true } as const

function newSheet(book: ExcelJS.stream.xlsx.WorkbookWriter, kind: RowKind): ExcelJS.Worksheet {
  const sheet = book.addWorksheet(sheetNames[kind], { views: [{ state: 'frozen', ySplit: 1, xSplit: 1 }] })
  const columns = columnsOf(kind)
  sheet.columns = [{ width: 18 }, ...columns.map((column) => ({ width: widthOf(column) }))]
  const header = sheet.addRow([
    `${keyColumn.name} *`,
    ...columns.map((column) => column.name + (column.needed === 'yes' ? ' *' : '')),
  ])
  header.font = bold
  header.commit()
  return sheet
}

function widthOf(column: Column): number {
  if (column.cell === 'date' || column.cell === 'number' || column.name.length < 8) return 14
  return column.cell === 'text' && column.field !== 'title' ? 28 : 36
}

function writeRow(sheet: ExcelJS.Worksheet, { kind, cells }: WrittenRow, fit: (text: string) => string): void {
  const values = columnsOf(kind).map((column) => {
    const text = cells.get(column.header) ?? ''
    if (text === '') return null
    return column.cell === 'number' && Number.isFinite(Number(text)) ? Number(text) : workbookText(fit(text))
  })
  sheet.addRow([workbookText(cells.get(headerOf(keyColumn.name)) ?? ''), ...values]).commit()
}

function writeList(
  book: ExcelJS.stream.xlsx.WorkbookWriter,
  name: string,
  header: readonly string[],
  rows: readonly string[][],
): void {
  const sheet = book.addWorksheet(name, { views: [{ state: 'frozen', ySplit: 1 }] })
  sheet.columns = header.map((_, index) => ({ width: index === header.length - 1 ? 60 : 22 }))
  const first = sheet.addRow([...header])
  first.font = bold
  first.commit()
  for (const row of rows) sheet.addRow(row.map(workbookText)).commit()
  sheet.commit()
}

/** XML has no place for a few characters; the workbook format spells them `_x007F_`, and so must spell that spelling itself. */
export function workbookText(text: string): string {
  const spelled = (character: string) => `_x${character.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}_`
  return text.replaceAll(/_(?=x[0-9A-Fa-f]{4}_)/g, '_x005F_').replaceAll(/[\u007F\uFFFE\uFFFF\r]/g, spelled)
}
