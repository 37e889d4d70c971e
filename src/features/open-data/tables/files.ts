import type { Context, Db } from '../../../platform/context.ts'
import { csvRecord } from '../../../platform/csv/write.ts'
import { type Sheet, type Value, workbookPieces } from '../../../platform/workbook/write-workbook.ts'
import { jsonPieces } from '../../commitments/exports/json.ts'
import { findExportedPlan } from '../../commitments/exports/queries.ts'
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

/** Tables as sheets of one workbook, with their dictionary, in pieces as they are read. */
export function workbookOf(
  moment: Moment,
  tables: readonly DataTable[],
  plans: readonly PublishedPlan[],
): AsyncGenerator<Uint8Array> {
  return workbookPieces(sheetsOf(moment, tables, plans))
}

async function* sheetsOf(
  { db, now }: Moment,
  tables: readonly DataTable[],
  plans: readonly PublishedPlan[],
): AsyncGenerator<Sheet> {
  const pieces: Piece[] = []
  let lastId = 0
  const nextId = () => {
    lastId += 1
    return String(lastId)
  }
  const fit = (text: string) => fitted(text, nextId, (piece) => pieces.push(piece))
  for (const table of tables) {
    const batches = tableBatches(db, table, plans, { guard: workbookGuard, now })
    const header = table.fields.map((field) => field.name)
    yield { name: table.title, header, rows: valuesOf(table, batches, fit) }
  }
  yield { name: 'Diccionario', header: dictionaryHeader, rows: [dictionaryRows(tables)] }
  if (pieces.length > 0)
    yield {
      name: continuationSheet,
      header: ['Número', 'Texto'],
      rows: [pieces.map((piece) => [piece.id, piece.text])],
    }
}

async function* valuesOf(
  table: DataTable,
  batches: AsyncIterable<string[][]>,
  fit: (text: string) => string,
): AsyncGenerator<Value[][]> {
  const isNumeric = table.fields.map(({ type }) => type === 'number' || type === 'integer')
  const written = (cell: string, index: number): Value => {
    if (cell === '') return null
    const number = isNumeric[index] ? Number(cell) : Number.NaN
    return Number.isFinite(number) ? number : fit(cell)
  }
  for await (const rows of batches) yield rows.map((row) => row.map(written))
}

/** The data dictionary as a file. */
export function dictionaryCsv(): string {
  return [[...dictionaryHeader], ...dictionaryRows()].map(csvRecord).join('')
}
