import { createHash } from 'node:crypto'
import { normalText } from '../../commitments/imports/normal.ts'
import { codecOf } from '../../commitments/imports/template/cells.ts'
import { columnsOf } from '../../commitments/imports/template/columns.ts'

const all = columnsOf('actividad')
/** Said for the reader and never taken back in: what joins the row to its place, and the state, which only reports and verdicts move. */
const fixedFields = ['action', 'state']
export const fixedColumns = all.filter(({ field }) => fixedFields.includes(field))
export const editableColumns = all.filter(({ field }) => field !== 'code' && !fixedFields.includes(field))
const compared = [...fixedColumns, ...editableColumns]

export const headers = ['clave', 'codigo', ...compared.map(({ header }) => header), 'huella'] as const
export const neededHeaders = ['clave', 'codigo', 'huella'] as const

/** An activity's cells by header, as texts that mean the same however a spreadsheet wrote them. */
export type Standing = { key: string; code: string; cells: ReadonlyMap<string, string> }
export type SheetRow = { row: number; cells: ReadonlyMap<string, string>; formulas: ReadonlySet<string> }

export type Place = { row: number; column: string }
export type Change = Place & { key: string; code: string; before: string; after: string }
/** The sheet says one thing, somebody else has meanwhile said another; neither is lost. */
export type Conflict = Change & { sheet: string }
export const faultKinds = [
  ...(['unknown-commitment', 'unknown-activity', 'ate-zeros', 'repeated', 'mark', 'unreadable', 'required'] as const),
  ...(['fixed', 'state', 'verify', 'formula', 'missing-code', 'dates', 'too-long'] as const),
] as const
export type SheetFault = Place & { kind: (typeof faultKinds)[number]; value: string; hint: string }
export type Judged = { changes: Change[]; conflicts: Conflict[]; faults: SheetFault[]; unchanged: number }

export const longestText = 20_000

/** The marks of a row's cells as they went out: what tells an edited cell from one that is only old. */
export function markOf(standing: Standing): string {
  return `1.${compared.map(({ header }) => cellMark(standing.cells.get(header) ?? '')).join('.')}`
}

function cellMark(text: string): string {
  return createHash('sha256').update(text).digest('base64url').slice(0, 8)
}

function marksFrom(text: string): Map<string, string> | null {
  const [version, ...marks] = text.trim().split('.')
  if (version !== '1' || marks.length !== compared.length) return null
  return new Map(compared.map(({ header }, index) => [header, marks[index] ?? '']))
}

/** One text for all spellings of a cell's value; null where it cannot be read as what the column holds. */
export function canonical(header: string, text: string): string | null {
  const normal = normalText(text)
  if (normal === null) return ''
  const column = compared.find((one) => one.header === header)
  if (!column || /^(ND|NR|NA|NP)$/.test(normal)) return normal
  const codec = codecOf(column.cell)
  const read = codec.read(normal)
  return 'reason' in read ? null : codec.write(read.value as never)
}

/** Compares a sheet with what stands, cell by cell: only what was edited since the sheet went out is a change. */
export function judgeSheet(rows: readonly SheetRow[], standing: ReadonlyMap<string, Standing>): Judged {
  const judged: Judged = { changes: [], conflicts: [], faults: [], unchanged: 0 }
  const keys = new Set([...standing.values()].map(({ key }) => key))
  const seen = new Set<string>()
  for (const row of rows) {
    const [key, code] = ['clave', 'codigo'].map((header) => normalText(row.cells.get(header) ?? '') ?? '') as [
      string,
      string,
    ]
    const found = standing.get(placeOf(key, code))
    const fault = (column: string, kind: SheetFault['kind'], value: string, hint = '') =>
      judged.faults.push({ row: row.row, column, kind, value, hint })
    if (!keys.has(key)) fault('clave', ...eatenOr('unknown-commitment', key, keys))
    else if (!found) {
      const codes = [...standing.values()].filter((one) => one.key === key).map((one) => one.code)
      fault('codigo', ...eatenOr('unknown-activity', code, new Set(codes)))
    } else if (seen.has(placeOf(key, code))) fault('codigo', 'repeated', code)
    else {
      seen.add(placeOf(key, code))
      judgeRow(row, found, judged, fault)
    }
  }
  return judged
}

export const placeOf = (key: string, code: string) => `${key}\n${code}`

/** '7' where only '007' is known: the spreadsheet took it for a number. */
function eatenOr(
  kind: 'unknown-commitment' | 'unknown-activity',
  value: string,
  known: ReadonlySet<string>,
): [SheetFault['kind'], string, string] {
  const bare = (text: string) =>
    text
      .split('.')
      .map((part) => part.replace(/^0+(?=.)/, ''))
      .join('.')
      .replace(/(\.\d*?)0+$/, '$1')
  const meant = value === '' ? undefined : [...known].find((one) => bare(one) === bare(value))
  return meant === undefined ? [kind, value, ''] : ['ate-zeros', value, meant]
}

type Say = (column: string, kind: SheetFault['kind'], value: string, hint?: string) => void

function judgeRow(row: SheetRow, found: Standing, judged: Judged, fault: Say): void {
  const marks = marksFrom(row.cells.get('huella') ?? '')
  if (!marks) {
    fault('huella', 'mark', row.cells.get('huella') ?? '')
    return
  }
  const changes: Change[] = []
  for (const { header, needed, field } of compared) {
    // A column that was taken out of the sheet says nothing.
    const raw = row.cells.get(header)
    if (raw === undefined) continue
    const now = found.cells.get(header) ?? ''
    if (row.formulas.has(header)) fault(header, 'formula', raw)
    else if (raw.length > longestText) fault(header, 'too-long', raw)
    else {
      const text = canonical(header, raw)
      const place = { row: row.row, column: header, key: found.key, code: found.code }
      if (text === null) fault(header, 'unreadable', raw)
      else if (cellMark(text) === marks.get(header) || text === now) judged.unchanged += 1
      else if (field === 'state') fault(header, text === 'verificada' ? 'verify' : 'state', raw)
      else if (field === 'action') fault(header, 'fixed', raw)
      else if (/^(ND|NR|NA|NP)$/.test(text)) fault(header, 'missing-code', raw)
      else if (text === '' && needed === 'yes') fault(header, 'required', '')
      else if (cellMark(now) !== marks.get(header))
        judged.conflicts.push({ ...place, before: now, after: text, sheet: text })
      else changes.push({ ...place, before: now, after: text })
    }
  }
  const dates = disordered(found, changes)
  if (dates) fault(dates.column, 'dates', dates.after)
  judged.changes.push(...(dates ? changes.filter(({ column }) => !dateHeaders.includes(column)) : changes))
}

const dateHeaders = editableColumns.filter(({ cell }) => cell === 'date').map(({ header }) => header)

/** An end before its start, once the changes of the row are made. */
function disordered(found: Standing, changes: readonly Change[]): Change | undefined {
  const [start = '', end = ''] = ['startsOn', 'endsOn'].map((field) => {
    const header = editableColumns.find((one) => one.field === field)?.header ?? ''
    return changes.find(({ column }) => column === header)?.after ?? found.cells.get(header) ?? ''
  })
  const isDay = (text: string) => /^\d{4}-/.test(text)
  if (!isDay(start) || !isDay(end) || start <= end) return undefined
  return changes.find(({ column }) => dateHeaders.includes(column))
}
