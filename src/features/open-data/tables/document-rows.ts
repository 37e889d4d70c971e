import type { RowKind } from '../../commitments/imports/template/columns.ts'
import type { Guard } from '../../commitments/imports/template/guard.ts'
import { rowsOf } from '../../commitments/imports/template/write-rows.ts'
import type { CommitmentDocument } from '../../commitments/model.ts'
import type { DataTable, TableName } from './fields.ts'

/** A commitment with the words that say where it belongs. */
export type Placed = {
  space: string
  plan: string
  document: CommitmentDocument
  /** Cells of the voices of an activity, for the table of activities. */
  voices?: (code: string) => ReadonlyMap<string, string> | undefined
}

const kinds: Partial<Record<TableName, RowKind>> = {
  compromisos: 'compromiso',
  acciones: 'accion',
  actividades: 'actividad',
  indicadores: 'indicador',
}

export const documentTables: readonly TableName[] = [
  ...(Object.keys(kinds) as TableName[]),
  'responsables',
  'evaluaciones',
]

/** The rows of a table that one commitment gives, cells in the order of the table's fields. */
export function documentRows(table: DataTable, placed: Placed, guard: Guard): string[][] {
  const kind = kinds[table.name]
  if (kind === undefined) return (table.name === 'responsables' ? partyRows : assessmentRows)(placed, guard)
  return rowsOf(placed.document, guard)
    .filter((row) => row.kind === kind)
    .map(({ cells }) => {
      cells.set('espacio', placed.space).set('plan', placed.plan)
      const voices = placed.voices?.(guard.read(cells.get('codigo') ?? ''))
      return table.fields.map((field) => cells.get(field.name) ?? voices?.get(field.name) ?? '')
    })
}

function partyRows({ space, plan, document }: Placed, guard: Guard): string[][] {
  return document.organizations.map(({ part, name, acronym, kind }) =>
    [space, plan, document.key, part, name, acronym ?? '', kind].map(guard.write),
  )
}

function assessmentRows({ space, plan, document }: Placed, guard: Guard): string[][] {
  return document.assessments.map((one) => [
    ...[
      space,
      plan,
      document.key,
      one.assessor,
      one.variable,
      one.label ?? '',
      one.missing ?? '',
      one.product ?? '',
    ].map(guard.write),
    one.year === null ? '' : String(one.year),
    guard.write(one.sourceUrl ?? ''),
  ])
}
