import { type Fault, type Rejection, rejection } from '../../../../platform/csv/faults.ts'
import type { T } from '../../../../platform/i18n.ts'
import type { CommitmentDocument, Missing } from '../../model.ts'
import { normalText } from '../normal.ts'
import type { Accepted } from '../report.ts'
import { type DocumentFault, faultsOfDocument } from '../rules.ts'
import type { Told } from '../telling.ts'
import { documentOf, type Part, type TemplateRow } from './build.ts'
import { codecOf } from './cells.ts'
import { type Column, columnsOf, type RowKind, rowKinds, sheetNames } from './columns.ts'
import { type Guard, missingOf } from './guard.ts'
import { canBeMissing, missingName } from './write-rows.ts'

type Group = { rows: TemplateRow[] }

export type Assembled = { accepted: Accepted[]; rejections: Rejection[] }

/** What a sheet with these headers says of a commitment; its roadmap comes whole or not at all. */
export function toldByHeaders(headers: readonly string[], roadmap: readonly ('keyActions' | 'indicators')[]): Told {
  const own = columnsOf('compromiso').filter((column) => headers.includes(column.header))
  return new Set([...own.map((column) => column.field), ...roadmap])
}

/** Rows of one key make one commitment; it is accepted whole or rejected whole. */
export function assemble(rows: readonly TemplateRow[], guard: Guard, told: Told, t: T): Assembled {
  const groups = new Map<string, Group>()
  for (const row of rows) {
    const group = groups.get(row.key)
    if (group) group.rows.push(row)
    else groups.set(row.key, { rows: [row] })
  }
  const assembled: Assembled = { accepted: [], rejections: [] }
  for (const { rows: own } of groups.values()) {
    const { document, faults, statedActivities } = readGroup(own, guard)
    const first = own.find((row) => row.kind === 'compromiso') ?? own[0]
    if (faults.length === 0 && document && first)
      assembled.accepted.push({ row: first.row, rows: own.length, document, statedActivities, told })
    else assembled.rejections.push(...faults.map((fault) => rejection(t, fault)), ...companions(own, faults, t))
  }
  return assembled
}

/** Rows that are sound but go with a faulty one: a commitment is never half imported. */
function companions(rows: readonly TemplateRow[], faults: readonly Fault[], t: T): Rejection[] {
  const faulty = new Set(faults.map((fault) => `${placeOf(fault)}${fault.row}`))
  const [first] = faults
  return rows
    .filter((row) => !faulty.has(`${row.place}${row.row}`))
    .map((row) =>
      rejection(t, {
        row: row.row,
        column: `${row.place}clave`,
        value: row.key,
        reason: 'companion',
        values: { row: first?.row ?? row.row },
      }),
    )
}

const placePattern = new RegExp(`^(${Object.values(sheetNames).join('|')}): `)

function placeOf(fault: Fault): string {
  return placePattern.exec(fault.column)?.[0] ?? ''
}

type GroupReading = { document: CommitmentDocument | null; faults: Fault[]; statedActivities: ReadonlySet<string> }

function readGroup(rows: readonly TemplateRow[], guard: Guard): GroupReading {
  const faults: Fault[] = []
  const missing: Record<string, Missing> = {}
  const parts: Record<RowKind, Part[]> = { compromiso: [], accion: [], actividad: [], indicador: [] }
  for (const row of rows) parts[row.kind].push(readPart(row, guard, missing, faults))
  const [head, second] = parts.compromiso
  const [first] = rows
  if (!head && first)
    faults.push({ row: first.row, column: `${first.place}clave`, value: first.key, reason: 'no-commitment-row' })
  if (second)
    faults.push({ row: second.row.row, column: `${second.row.place}clave`, value: second.row.key, reason: 'repeated' })
  const stated = new Set(parts.actividad.filter((part) => part.statesState).map((part) => part.code))
  if (faults.length > 0 || !head) return { document: null, faults, statedActivities: stated }
  const document = documentOf(head, parts, missing, faults)
  faults.push(...faultsOfDocument(document).map((fault) => placed(fault, head, parts)))
  return { document, faults, statedActivities: stated }
}

function readPart(row: TemplateRow, guard: Guard, missing: Record<string, Missing>, faults: Fault[]): Part {
  const values: Record<string, unknown> = {}
  if (row.faults.length > 0) {
    faults.push(...row.faults)
    return { row, values, code: '', statesState: false }
  }
  const code = normalText(guard.read(row.cells.get('codigo') ?? '')) ?? ''
  for (const column of columnsOf(row.kind)) {
    const { header } = column
    const cell = normalText(row.cells.get(header) ?? '')
    if (cell === null) {
      if (column.needed === 'yes')
        faults.push({ row: row.row, column: row.place + header, value: '', reason: 'required' })
      continue
    }
    readCell(column, cell, guard, {
      value: (value) => {
        values[column.field] = value
      },
      missing: (kind) => {
        missing[missingName(row.kind, code, column.field)] = kind
      },
      fault: (fault) => faults.push({ row: row.row, column: row.place + header, value: cell, ...fault }),
    })
  }
  const foreign = [...row.cells].find(([header, cell]) => cell.trim() !== '' && !belongs(row.kind, header))
  if (foreign) {
    const values = { kind: row.kind }
    faults.push({ row: row.row, column: row.place + foreign[0], value: foreign[1], reason: 'not-for-kind', values })
  }
  return {
    row,
    values,
    code,
    statesState: row.cells.has('estado') && normalText(row.cells.get('estado') ?? '') !== null,
  }
}

const headersOfKind = Object.fromEntries(
  rowKinds.map((kind) => [kind, new Set(columnsOf(kind).map((column) => column.header))]),
) as unknown as Record<RowKind, ReadonlySet<string>>

function belongs(kind: RowKind, header: string): boolean {
  return headersOfKind[kind].has(header)
}

type Outcome = {
  value: (value: unknown) => void
  missing: (kind: Missing) => void
  fault: (fault: Pick<Fault, 'reason' | 'values'>) => void
}

function readCell(column: Column, cell: string, guard: Guard, outcome: Outcome): void {
  const kind = missingOf(cell)
  if (kind) {
    if (canBeMissing(column)) outcome.missing(kind)
    else outcome.fault({ reason: 'required' })
    return
  }
  const read = codecOf(column.cell).read(guard.read(cell))
  if ('reason' in read) outcome.fault(read)
  else outcome.value(read.value)
}

/** Gives a rule's fault the row and header where the file says it. */
function placed(fault: DocumentFault, head: Part, parts: Record<RowKind, Part[]>): Fault {
  const { part: code, field, ...rest } = fault
  if (field === 'key') return { ...rest, row: head.row.row, column: `${head.row.place}clave` }
  const holders = [...parts.accion, ...parts.actividad, ...parts.indicador].filter((part) => part.code === code)
  const part = code === null ? head : (holders.findLast((one) => headerFor(one.row.kind, field) !== null) ?? head)
  const header = headerFor(part.row.kind, field) ?? field
  return { ...rest, row: part.row.row, column: part.row.place + header }
}

function headerFor(kind: RowKind, field: string): string | null {
  const column = columnsOf(kind).find(
    (one) => one.field === field || (field === 'organizations' && one.field.startsWith('organizations.')),
  )
  return column ? column.header : null
}
