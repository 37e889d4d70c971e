import { type Fault, rejection, UnreadableFile } from '../../../../platform/csv/faults.ts'
import { readCsv } from '../../../../platform/csv/table.ts'
import type { T } from '../../../../platform/i18n.ts'
import { normalText } from '../normal.ts'
import type { ReadResult } from '../report.ts'
import { isKey } from '../rules.ts'
import type { TemplateRow } from './build.ts'
import { englishKinds, headerOf, keyColumn, kindColumn, knownHeader, type RowKind, rowKinds } from './columns.ts'
import { csvGuard } from './guard.ts'
import { assemble, toldByHeaders } from './read-rows.ts'

/** The flat form of the template: the column `tipo` says of what each row speaks. Throws UnreadableFile. */
export function readTemplateCsv(bytes: Uint8Array, t: T): ReadResult {
  const table = readCsv(bytes)
  const headers = spanishHeaders(table.header, table.encoding, '')
  for (const needed of [kindColumn, keyColumn]) {
    const column = headerOf(needed.name)
    if (!headers.includes(column))
      throw new UnreadableFile({ row: 1, column, value: '', reason: 'column-missing' }, table.encoding)
  }
  const loose: Fault[] = []
  const rows = [
    ...table.rows.map((row) => ({ ...row, faults: [] })),
    ...table.faults.map(({ cells, ...fault }) => ({ row: fault.row, cells, faults: [fault] })),
  ].flatMap((record) => templateRow(record, headers, loose) ?? [])
  const { accepted, rejections } = assemble(
    rows,
    csvGuard,
    toldByHeaders(headers, headers.includes('codigo') ? ['keyActions', 'indicators'] : []),
    t,
  )
  return {
    format: 'template',
    encoding: table.encoding,
    rowsRead: table.rowsRead,
    accepted,
    rejections: [...loose.map((fault) => rejection(t, fault)), ...rejections],
    notes: [],
    unreadable: null,
  }
}

/** The template's own header of each column of a file; a column it does not know would be lost, so the file is refused. */
export function spanishHeaders(header: readonly string[], encoding: string | null, place: string): string[] {
  const seen = new Set<string>()
  return header.map((name) => {
    if (name === '') return ''
    const known = knownHeader(name)
    const refuse = (reason: Fault['reason']) =>
      new UnreadableFile({ row: 1, column: place + name, value: name, reason, values: { column: name } }, encoding)
    if (!known) throw refuse('unknown-column')
    if (seen.has(known)) throw refuse('duplicate-column')
    seen.add(known)
    return known
  })
}

type CsvRecord = { row: number; cells: readonly string[]; faults: readonly Fault[] }

/** Null when the row does not say whose it is; then its own fault is loose. */
function templateRow(
  { row, cells, faults }: CsvRecord,
  headers: readonly string[],
  loose: Fault[],
): TemplateRow | null {
  const byHeader = new Map<string, string>()
  for (const [index, cell] of cells.entries()) {
    const header = headers[index]
    if (header && cell !== '') byHeader.set(header, cell)
  }
  const [type = '', key = ''] = ['tipo', 'clave'].map(
    (header) => normalText(csvGuard.read(byHeader.get(header) ?? '')) ?? '',
  )
  const kind = kindOf(type)
  if (kind && isKey(key)) {
    byHeader.delete('tipo')
    byHeader.delete('clave')
    return { row, place: '', kind, key, cells: byHeader, faults }
  }
  if (faults.length > 0) loose.push(...faults)
  else if (kind) loose.push({ row, column: 'clave', value: key, reason: 'key' })
  else loose.push({ row, column: 'tipo', value: type, reason: 'choice', values: { choices: rowKinds.join(', ') } })
  return null
}

export function kindOf(text: string): RowKind | null {
  const word = headerOf(text.trim()).replaceAll('_', '-')
  return rowKinds.find((kind) => kind === word) ?? englishKinds[word] ?? null
}
