import { PassThrough, type Writable } from 'node:stream'
import ExcelJS from 'exceljs'
import type { Context, Db } from '../../../platform/context.ts'
import { csvRecord } from '../../../platform/csv/write.ts'
import { jsonPieces } from '../../commitments/exports/json.ts'
import { findExportedPlan } from '../../commitments/exports/queries.ts'
import { workbookText } from '../../commitments/exports/workbook.ts'
import { continuationSheet, fitted, type Piece } from '../../commitments/imports/template/continuations.ts'
import { csvGuard, workbookGuard } from '../../commitments/imports/template/guard.ts'
import { license, type PublishedPlan } from '../model.ts'
import type { DataTable } from './fields.ts'
import { dictionaryHeader, dictionaryRows } from './model.ts'
import { placedBatches, tableBatches } from './queries.ts'

/** What is downloaded is read from a database, as of an instant that decides deadlines and silence. */
export type Moment = Pick<Context, 'db' | 'now'>

/** A table as CSV (RFC 4180, UTF-8), a piece at a time. */
export async function* csvOf(
  { db, now }: Moment,
  table: DataTable,
  plans: readonly PublishedPlan[],
): AsyncGenerator<string> {
  yield csvRecord(table.fields.map((field) => field.name))
  for await (const rows of tableBatches(db, table, plans, { guard: csvGuard, now })) yield rows.map(csvRecord).join('')
}

/** Every plan exactly as its own JSON export, so that each can be imported again. */
export async function* jsonOf(db: Db, plans: readonly PublishedPlan[]): AsyncGenerator<string> {
  yield `{\n"license": ${JSON.stringify(license)},\n"plans": [`
  let before = '\n'
  for (const plan of plans) {
    const [head = '', tail = ''] = jsonPieces(plan.space, await findExportedPlan(db, plan.id), [])
    yield before + head
    let separator = '\n'
    for await (const batch of placedBatches(db, [plan])) {
      const texts = batch.map(({ document }) => JSON.stringify(document))
      yield separator + texts.join(',\n')
      separator = ',\n'
    }
    yield tail
    before = ','
  }
  yield ']\n}\n'
}

/** Tables as sheets of one workbook, with their dictionary. */
export function workbookOf(moment: Moment, tables: readonly DataTable[], plans: readonly PublishedPlan[]): PassThrough {
  const stream = new PassThrough()
  writeSheets(stream, moment, tables, plans).catch((error: Error) => stream.destroy(error))
  return stream
}

async function writeSheets(
  stream: Writable,
  { db, now }: Moment,
  tables: readonly DataTable[],
  plans: readonly PublishedPlan[],
): Promise<void> {
  // Texts lie in their cells: a list of shared ones would stay in memory until the end.
  const book = new ExcelJS.stream.xlsx.WorkbookWriter({ stream, useSharedStrings: false, useStyles: true })
  const pieces: Piece[] = []
  let lastId = 0
  const nextId = () => {
    lastId += 1
    return String(lastId)
  }
  const fit = (text: string) => fitted(text, nextId, (piece) => pieces.push(piece))
  for (const table of tables) {
    const sheet = beginSheet(
      book,
      table.title,
      table.fields.map((field) => field.name),
    )
    for await (const rows of tableBatches(db, table, plans, { guard: workbookGuard, now })) {
      // A reader who left: nothing more to do for.
      if (stream.destroyed) return
      for (const row of rows) sheet.addRow(row.map((cell, index) => cellOf(table, index, cell, fit))).commit()
      await taken(stream)
    }
    sheet.commit()
  }
  writeList(book, 'Diccionario', dictionaryHeader, dictionaryRows(tables))
  if (pieces.length > 0)
    writeList(
      book,
      continuationSheet,
      ['Número', 'Texto'],
      pieces.map((piece) => [piece.id, piece.text]),
    )
  await book.commit()
}

/** Waits until the reader has taken what was written, so that a slow one fills no memory. */
async function taken(stream: Writable): Promise<void> {
  if (!stream.writableNeedDrain || stream.destroyed) return
  await new Promise<void>((resolve) => {
    stream.once('drain', resolve)
    stream.once('close', resolve)
  })
}

function cellOf(table: DataTable, index: number, cell: string, fit: (text: string) => string): string | number | null {
  if (cell === '') return null
  const type = table.fields[index]?.type
  const isNumber = (type === 'number' || type === 'integer') && Number.isFinite(Number(cell))
  return isNumber ? Number(cell) : workbookText(fit(cell))
}

function beginSheet(
  book: ExcelJS.stream.xlsx.WorkbookWriter,
  name: string,
  header: readonly string[],
): ExcelJS.Worksheet {
  const sheet = book.addWorksheet(name, { views: [{ state: 'frozen', ySplit: 1 }] })
  sheet.columns = header.map(() => ({ width: 22 }))
  const first = sheet.addRow([...header])
  first.font = { bold: true }
  first.commit()
  return sheet
}

function writeList(
  book: ExcelJS.stream.xlsx.WorkbookWriter,
  name: string,
  header: readonly string[],
  rows: readonly string[][],
): void {
  const sheet = beginSheet(book, name, header)
  for (const row of rows) sheet.addRow(row.map(workbookText)).commit()
  sheet.commit()
}

/** The data dictionary as a file. */
export function dictionaryCsv(): string {
  return [[...dictionaryHeader], ...dictionaryRows()].map(csvRecord).join('')
}
