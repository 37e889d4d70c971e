import type { CommitmentDocument, Missing } from '../../model.ts'
import { codecOf } from './cells.ts'
import { type Column, columnsOf, headerOf, keyColumn, type RowKind } from './columns.ts'
import type { Guard } from './guard.ts'

/** A row of the template: cells by header, `clave` included; blank cells are left out. */
export type WrittenRow = { kind: RowKind; cells: Map<string, string> }

type Thing = Record<string, unknown>
type Missings = { all: Record<string, Missing>; written: Set<string> }

/** The commitment first, then its key actions, each followed by its activities, then its indicators. */
export function rowsOf(document: CommitmentDocument, guard: Guard): WrittenRow[] {
  const missings = { all: document.missing, written: new Set<string>() }
  const row = (kind: RowKind, thing: Thing) => writtenRow(kind, document.key, thing, guard, missings)
  const actions = document.keyActions.flatMap((action) => [
    row('accion', { ...action }),
    ...action.activities.map((activity) => row('actividad', { ...activity, action: action.code })),
  ])
  const indicators = document.indicators.map((indicator) => row('indicador', { ...indicator }))
  return [commitmentRow(document, guard, missings), ...actions, ...indicators]
}

/** Last, because the column `sin_dato` holds what no other cell could say. */
function commitmentRow(document: CommitmentDocument, guard: Guard, missings: Missings): WrittenRow {
  const byPart = Object.groupBy(document.organizations, (party) => party.part)
  const thing: Thing = {
    ...document,
    'organizations.lead': byPart.lead ?? [],
    'organizations.co-responsible': byPart['co-responsible'] ?? [],
    'organizations.supporting': byPart.supporting ?? [],
    missing: {},
  }
  const row = writtenRow('compromiso', document.key, thing, guard, missings)
  const rest = Object.fromEntries(Object.entries(document.missing).filter(([name]) => !missings.written.has(name)))
  const column = columnsOf('compromiso').find((one) => one.cell === 'missing')
  if (column && Object.keys(rest).length > 0)
    row.cells.set(column.header, guard.write(codecOf('missing').write(rest as never)))
  return row
}

function writtenRow(kind: RowKind, key: string, thing: Thing, guard: Guard, missings: Missings): WrittenRow {
  const cells = new Map([[headerOf(keyColumn.name), key]])
  for (const column of columnsOf(kind)) {
    const value = thing[column.field]
    const name = missingName(kind, String(thing.code ?? ''), column.field)
    if (!isBlank(value)) {
      const text = codecOf(column.cell).write(value as never)
      cells.set(column.header, column.cell === 'number' || column.cell === 'date' ? text : guard.write(text))
    } else if (canBeMissing(column) && missings.all[name]) {
      missings.written.add(name)
      cells.set(column.header, missings.all[name].toUpperCase())
    }
  }
  return { kind, cells }
}

function isBlank(value: unknown): boolean {
  if (value === null || value === undefined || value === '') return true
  return typeof value === 'object' && Object.keys(value).length === 0
}

/** Where `missing` keeps why a cell of a row is empty. */
export function missingName(kind: RowKind, code: string, field: string): string {
  if (kind === 'compromiso') return field
  const list = { accion: 'keyActions', actividad: 'activities', indicador: 'indicators' }[kind]
  return `${list}.${code}.${field}`
}

export function canBeMissing(column: Column): boolean {
  return !column.needed && column.cell !== 'missing' && column.cell !== 'as-written'
}
