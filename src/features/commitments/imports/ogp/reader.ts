import { type Fault, rejection, UnreadableFile } from '../../../../platform/csv/faults.ts'
import { readCsv, type Table } from '../../../../platform/csv/table.ts'
import type { T } from '../../../../platform/i18n.ts'
import { type Assessment, type CommitmentDocument, emptyDocument, type Missing } from '../../model.ts'
import { normalDocument, normalText } from '../normal.ts'
import { type Accepted, type Note, note, type ReadResult } from '../report.ts'
import { faultsOfDocument } from '../rules.ts'
import type { Told } from '../telling.ts'
import { ogpAreas, ogpScheme, ogpVersion } from './areas.ts'
import { assessmentsOf } from './assessments.ts'
import { areasOf, countryOf, datesOf, languageOf, leadOf, numberOf, textOrMissing, valuesOf } from './fields.ts'
import { answersIn } from './full-text.ts'
import { datedRow, type Orders, ordersIn } from './order.ts'
import type { OgpRow, Remarks } from './row.ts'
import { columnsNotCarried, valueColumns, variables } from './variables.ts'

const idColumn = 'Commitment Unique Identifier'
export const requiredColumns: readonly string[] = [idColumn, 'Commitment Title', 'Code']

/** OGP's commitments dataset: one record a commitment; columns by name, so cuts with more, fewer or reordered ones do. Throws UnreadableFile. */
export function readOgpCsv(bytes: Uint8Array, t: T): ReadResult {
  const table = readCsv(bytes)
  for (const column of requiredColumns) {
    if (!table.header.includes(column))
      throw new UnreadableFile({ row: 1, column, value: '', reason: 'column-missing' }, table.encoding)
  }
  const rows = rowsOf(table)
  const orders = ordersIn(rows.map(datedRow))
  const notes: Note[] = unreadColumns(table, t)
  const faults: Fault[] = table.faults.map(({ cells: _, ...fault }) => fault)
  const accepted: Accepted[] = []
  const seen = new Set<string>()
  for (const row of rows) {
    const remarks: Remarks = { faults: [], note: (...about) => notes.push(note(t, row.row, ...about)) }
    const document = documentOf(row, orders, remarks)
    if (seen.has(document.key))
      remarks.faults.push({ row: row.row, column: idColumn, value: document.key, reason: 'repeated' })
    seen.add(document.key)
    faults.push(...remarks.faults)
    if (remarks.faults.length === 0)
      accepted.push({ row: row.row, rows: 1, document, statedActivities: new Set(), told: toldBy(row, document) })
  }
  const rejections = faults.toSorted((a, b) => a.row - b.row).map((fault) => rejection(t, fault))
  return {
    format: 'ogp-csv',
    encoding: table.encoding,
    rowsRead: table.rowsRead,
    accepted,
    rejections,
    notes,
    unreadable: null,
  }
}

function rowsOf(table: Table): OgpRow[] {
  const places = new Map(table.header.map((name, index) => [name, index]))
  return table.rows.map(({ row, cells }) => ({
    row,
    cell: (column) => normalText(cells[places.get(column) ?? -1] ?? '') ?? '',
    has: (column) => places.has(column),
  }))
}

const readColumns: ReadonlySet<string> = new Set([
  ...requiredColumns,
  ...[
    'Commitment Number',
    'Short Title',
    'Full Text',
    'Start Date',
    'End Date',
    'Lead Institution',
    'Supporting Institution(s)',
    'URL',
  ],
  ...ogpAreas.map((area) => area.column),
  ...Object.keys(valueColumns),
  ...variables.flatMap((variable) => [variable.column, ...(variable.twin ? [variable.twin] : [])]),
  ...columnsNotCarried,
])

function unreadColumns(table: Table, t: T): Note[] {
  return table.header
    .filter((name) => name !== '' && !readColumns.has(name))
    .map((name) => note(t, 1, name, '', 'column-not-read'))
}

function documentOf(row: OgpRow, orders: Orders, remarks: Remarks): CommitmentDocument {
  const externalId = row.cell(idColumn)
  const missing: Record<string, Missing> = {}
  const text = (column: string, field: string) => textOrMissing(row.cell(column), field, missing)
  const fullText = text('Full Text', 'fullText')
  const dates = datesOf(row, orders, missing, remarks)
  const lead = leadOf(text('Lead Institution', 'organizations.lead'), remarks)
  const url = row.cell('URL')
  const document = normalDocument({
    ...emptyDocument(
      externalId.toLowerCase().replaceAll(/[\s_/]+/g, '-'),
      numberOf(row, remarks),
      row.cell('Commitment Title'),
    ),
    ...(fullText ? answersIn(fullText) : {}),
    ...dates,
    externalId,
    language: languageOf(fullText ?? ''),
    country: countryOf(row, remarks),
    origin: row.cell('Carried Forward') === '1' ? 'carried-forward' : null,
    shortTitle: text('Short Title', 'shortTitle'),
    fullText,
    supportingActors: text('Supporting Institution(s)', 'supportingActors'),
    organizations: lead.parties,
    responsibleOffice: lead.asText,
    policyAreas: areasOf(row, missing, remarks),
    values: valuesOf(row, missing, remarks),
    assessments: assessmentsOf(row, remarks).map((one): Assessment => ({ ...one, sourceUrl: url === '' ? null : url })),
    sources: [{ title: `OGP commitments dataset, cut ${ogpVersion}`, url: url === '' ? null : url, note: null }],
    missing,
  })
  for (const { part: _, field, ...fault } of faultsOfDocument(document)) {
    remarks.faults.push({ ...fault, row: row.row, column: columnNames[field] ?? field })
  }
  return document
}

/** Texts of the form are told only where the full text repeats the form. */
const formFields = [
  'problem',
  'causes',
  'previousActions',
  'solution',
  'expectedResults',
  'transparency',
  'accountability',
  'participation',
] as const

const toldByColumn: Record<string, readonly string[]> = {
  'Commitment Number': ['number'],
  Code: ['country'],
  'Carried Forward': ['origin'],
  'Short Title': ['shortTitle'],
  'Full Text': ['fullText', 'language'],
  'Start Date': ['startsOn'],
  'End Date': ['endsOn'],
  'Lead Institution': ['organizations.lead'],
  'Supporting Institution(s)': ['supportingActors'],
}

function toldBy(row: OgpRow, document: CommitmentDocument): Told {
  const byColumn = Object.entries(toldByColumn).flatMap(([column, fields]) => (row.has(column) ? fields : []))
  const answered = [...formFields, 'responsibleOffice' as const].filter((field) => document[field] !== null)
  const values = Object.keys(valueColumns).some(row.has) ? ['values'] : []
  return new Set([
    ...byColumn,
    ...answered,
    ...values,
    `policyAreas.${ogpScheme}`,
    'assessments.OGP',
    'assessments.OGP-IRM',
  ])
}

const columnNames: Record<string, string> = {
  key: idColumn,
  externalId: idColumn,
  title: 'Commitment Title',
  number: 'Commitment Number',
  organizations: 'Lead Institution',
  country: 'Code',
}
