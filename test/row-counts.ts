import { sql } from 'kysely'
import type { Database } from '../src/platform/context.ts'

let counting: Promise<string> | undefined

/** How many rows every table has; sessions and turns are counted by asking itself. */
export async function rowCounts(db: Database): Promise<Record<string, string>> {
  counting ??= sql<{ name: string }>`select tablename as name from pg_tables where schemaname = 'public'`
    .execute(db)
    .then(({ rows }) =>
      rows
        .filter(({ name }) => !['sessions', 'rate_limits'].includes(name))
        .map(({ name }) => `select '${name}' as name, count(*)::text as count from "${name}"`)
        .join(' union all '),
    )
  const { rows } = await sql<{ name: string; count: string }>`${sql.raw(await counting)}`.execute(db)
  return Object.fromEntries(rows.map(({ name, count }) => [name, count]))
}
