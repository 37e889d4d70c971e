import countries from 'i18n-iso-countries'
import type { T } from '../../../../platform/i18n.ts'
import { type Assessment, type CommitmentDocument, emptyDocument, type Missing, type Party } from '../../model.ts'
import { readCsv, type Table } from '../csv.ts'
import { readDate } from '../dates.ts'
import { normalDocument, normalText } from '../normal.ts'
import { type Accepted, type Fault, type Note, note, type ReadResult, rejection, UnreadableFile } from '../report.ts'
import { faultsOfDocument } from '../rules.ts'
import type { Told } from '../telling.ts'
import { ogpAreas, ogpScheme, ogpVersion } from './areas.ts'
import { assessmentsOf } from './assessments.ts'
import { answersIn } from './full-text.ts'
import { type DatedRow, type Orders, ordersIn } from './order.ts'
import { missingCode, type OgpRow, type Remarks } from './row.ts'
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

function datedRow(row: OgpRow): DatedRow {
  return {
    start: row.cell('Start Date'),
    end: row.cell('End Date'),
    plan: row.cell('Action Plan ID'),
    year: row.cell('Year Of Submission'),
  }
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

/** 'NA' and an empty cell both say nothing, but for different reasons (T-18); '0' is a text. */
function textOrMissing(cell: string, field: string, missing: Record<string, Missing>): string | null {
  const kind = missingCode(cell)
  if (kind) missing[field] = kind
  return kind || cell === '' ? null : cell
}

/** '2.2999999999999998' is a spreadsheet's 2.3 (T-15). */
function numberOf(row: OgpRow, remarks: Remarks): string {
  const written = row.cell('Commitment Number')
  if (!/^\d+\.\d{12,}$/.test(written)) return written
  const number = String(Number(Number(written).toPrecision(12)))
  remarks.note('Commitment Number', written, 'number-repaired', { number })
  return number
}

/** Localities are coded as country and two letters of their own: MXJL is Jalisco, in MX. */
function countryOf(row: OgpRow, remarks: Remarks): string | null {
  const code = row.cell('Code').toUpperCase()
  const national = code === 'XKX' ? 'XK' : countries.alpha3ToAlpha2(code)
  if (national) return national
  const country = code.slice(0, 2)
  if (code.length >= 4 && countries.isValid(country)) {
    remarks.note('Code', code, 'code-country', { code, country })
    return country
  }
  remarks.faults.push({ row: row.row, column: 'Code', value: code, reason: 'country' })
  return null
}

type Dates = Pick<CommitmentDocument, 'startsOn' | 'endsOn' | 'asWritten'>

function datesOf(row: OgpRow, orders: Orders, missing: Record<string, Missing>, remarks: Remarks): Dates {
  const { order, isAssumed } = orders.orderOf(datedRow(row))
  const dates: Dates = { startsOn: null, endsOn: null, asWritten: {} }
  for (const [column, field, edge] of [
    ['Start Date', 'startsOn', 'start'],
    ['End Date', 'endsOn', 'end'],
  ] as const) {
    const written = textOrMissing(row.cell(column), field, missing)
    if (written === null) continue
    const reading = readDate(written, { order, edge })
    dates[field] = reading.date
    if (reading.asWritten || (reading.ambiguous && isAssumed)) dates.asWritten[field] = written
    if (reading.ambiguous && isAssumed)
      remarks.note(column, written, reading.date ? 'date-order-assumed' : 'date-order-unknown')
    else if (reading.asWritten) remarks.note(column, written, 'date-as-written')
  }
  if (dates.startsOn && dates.endsOn && dates.startsOn > dates.endsOn) {
    remarks.note('End Date', row.cell('End Date'), 'dates-crossed')
    dates.asWritten.endsOn = row.cell('End Date')
    dates.endsOn = null
  }
  return dates
}

const longestPartyName = 200

/** Split only at semicolons and line breaks: a comma also stands inside names of ministries. */
function leadOf(written: string | null, remarks: Remarks): { parties: Party[]; asText: string | null } {
  const names = [
    ...new Set(
      (written ?? '')
        .split(/[;\n]/)
        .map((name) => name.trim())
        .filter((name) => name !== ''),
    ),
  ]
  if (names.some((name) => name.length > longestPartyName || /^\(?[a-z0-9]{1,2}\)\s/.test(name))) {
    remarks.note('Lead Institution', written ?? '', 'lead-as-text')
    return { parties: [], asText: written }
  }
  return {
    parties: names.map((name) => ({ part: 'lead', name, kind: 'public-institution', acronym: null })),
    asText: null,
  }
}

/** 1 is the tag, 0 its absence; the other four ways of saying nothing stay apart (T-18). A blank cell becomes 'np'. */
function tag(row: OgpRow, column: string, field: string, missing: Record<string, Missing>, remarks: Remarks): boolean {
  const cell = row.cell(column)
  const kind = missingCode(cell)
  if (kind) missing[field] = kind
  else if (cell === '' && row.has(column)) missing[field] = 'np'
  else if (cell !== '' && cell !== '0' && cell !== '1')
    remarks.faults.push({ row: row.row, column, value: cell, reason: 'tag' })
  return cell === '1'
}

function areasOf(row: OgpRow, missing: Record<string, Missing>, remarks: Remarks): CommitmentDocument['policyAreas'] {
  return ogpAreas
    .filter((area) => tag(row, area.column, `policyAreas.${area.code}`, missing, remarks))
    .map((area) => ({ scheme: ogpScheme, version: ogpVersion, code: area.code }))
}

function valuesOf(row: OgpRow, missing: Record<string, Missing>, remarks: Remarks): CommitmentDocument['values'] {
  return Object.entries(valueColumns).flatMap(([column, value]) =>
    tag(row, column, `values.${value}`, missing, remarks) ? [value] : [],
  )
}

/** The dataset does not say in which language a plan wrote; Spanish ones are told by their commonest words. */
function languageOf(text: string): string {
  const words = text.toLowerCase().match(/\p{L}+/gu) ?? []
  const share = (list: readonly string[]) => words.filter((word) => list.includes(word)).length
  return share(['de', 'la', 'los', 'las', 'del', 'para', 'que', 'el']) >
    share(['the', 'of', 'and', 'to', 'in', 'for', 'is'])
    ? 'es'
    : 'en'
}
