import { sql } from 'kysely'
import type { Db } from '../../../../platform/context.ts'

export type RallyWork = {
  key: string
  name: string
  stateKey: string | null
  stateName: string | null
  municipality: string | null
  hasPlace: boolean
  progress: number | null
}

export type WorksOf = { total: number; located: number; rows: RallyWork[] }

/** How many works the edition has, and some of them in the order of a page; `search` is words of a name, a key or a municipality. */
export async function worksOf(
  db: Db,
  editionId: string,
  { search = '', state = '', limit, offset = 0 }: { search?: string; state?: string; limit: number; offset?: number },
): Promise<WorksOf> {
  const pattern = `%${search.replace(/[\\%_]/g, (sign) => `\\${sign}`)}%`
  const where = sql`edition_id = ${editionId} and (${state} = '' or state_key = ${state})
    and (${search} = '' or fold(key || ' ' || name || ' ' || coalesce(municipality, '')) like fold(${pattern}))`
  const counted = await sql<{ total: number; located: number }>`
    select count(*)::int as total, count(latitude)::int as located from rally_works where ${where}`.execute(db)
  const { rows } = await sql<RallyWork>`
    select key, name, state_key as "stateKey", state_name as "stateName", municipality, latitude is not null as "hasPlace",
      physical_progress::float8 as progress
    from rally_works where ${where} order by state_name nulls last, municipality nulls last, name, key
    limit ${limit} offset ${offset}`.execute(db)
  return { total: counted.rows[0]?.total ?? 0, located: counted.rows[0]?.located ?? 0, rows }
}

export async function statesOfWorks(db: Db, editionId: string): Promise<{ key: string; name: string }[]> {
  const { rows } = await sql<{ key: string; name: string }>`
    select distinct state_key as key, coalesce(state_name, state_key) as name from rally_works
    where edition_id = ${editionId} and state_key is not null order by 2`.execute(db)
  return rows
}
