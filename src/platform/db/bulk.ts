import { sql } from 'kysely'
import type { Db } from '../context.ts'
import type { DB } from './types.ts'

type Row = Record<string, unknown>

const chunkRows = 2000

/**
 * Inserts many rows with one statement a chunk: the rows travel as one JSON parameter, so neither the number of parameters nor
 * of round trips grows with them. `columns` are written; `conflict` names the
 * key columns whose rows are updated instead (never their `id`: others point at it).
 */
export async function insertMany<Table extends keyof DB & string>(
  db: Db,
  table: Table,
  columns: readonly (keyof DB[Table] & string)[],
  rows: readonly Row[],
  conflict: readonly (keyof DB[Table] & string)[] = [],
): Promise<void> {
  const names = sql.join(columns.map((column) => sql.ref(column)))
  const updated = columns.filter((column) => !conflict.includes(column) && column !== 'id')
  const onConflict =
    conflict.length === 0
      ? sql``
      : sql` on conflict (${sql.join(conflict.map((column) => sql.ref(column)))}) do update set ${sql.join(
          updated.map((column) => sql`${sql.ref(column)} = excluded.${sql.ref(column)}`),
        )}`
  for (let start = 0; start < rows.length; start += chunkRows) {
    const chunk = JSON.stringify(rows.slice(start, start + chunkRows))
    await sql`insert into ${sql.table(table)} (${names})
      select ${names} from json_populate_recordset(null::${sql.table(table)}, ${chunk}::json)${onConflict}`.execute(db)
  }
}
