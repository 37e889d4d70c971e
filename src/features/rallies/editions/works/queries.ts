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
  /** Whether the edition's cut tells of it, so that the work has a page of its own; one that the organisers added has none. */
  hasPage: boolean
}

export type WorksOf = {
  total: number
  located: number
  /** Works of the whole edition whose key the scoring contract cannot read: nobody gets points for them. */
  unscored: number
  rows: RallyWork[]
}

type WorksWanted = { search?: string; state?: string; unscored?: boolean; limit: number; offset?: number }

/** The contract's key: 10 or 11 capital letters or digits. */
const isScored = sql`key ~ '^[0-9A-Z]{10,11}$'`

export async function countUnscored(db: Db, editionId: string): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from rally_works where edition_id = ${editionId} and not ${isScored}`.execute(db)
  return rows[0]?.count ?? 0
}

/** How many works the edition has, and some of them in the order of a page; `search` is words of a name, a key or a municipality. */
export async function worksOf(
  db: Db,
  editionId: string,
  { search = '', state = '', unscored = false, limit, offset = 0 }: WorksWanted,
): Promise<WorksOf> {
  const where = matching(editionId, { search, state, unscored })
  const counted = await sql<{ total: number; located: number }>`
    select count(*)::int as total, count(latitude)::int as located from rally_works where ${where}`.execute(db)
  const { rows } = await sql<RallyWork>`
    select key, name, state_key as "stateKey", state_name as "stateName", municipality, latitude is not null as "hasPlace",
      physical_progress::float8 as progress, exists (select from work_states s join rally_editions e on e.works_cut_id = s.cut_id
        where e.id = rally_works.edition_id and s.key = rally_works.key) as "hasPage"
    from rally_works where ${where} order by state_name nulls last, municipality nulls last, name, key
    limit ${limit} offset ${offset}`.execute(db)
  const [sums] = counted.rows
  return { total: sums?.total ?? 0, located: sums?.located ?? 0, unscored: await countUnscored(db, editionId), rows }
}

type Matched = { search: string; state: string; unscored: boolean }

function matching(editionId: string, { search, state, unscored }: Matched) {
  const pattern = `%${search.replace(/[\\%_]/g, (sign) => `\\${sign}`)}%`
  return sql`edition_id = ${editionId} and (${state} = '' or state_key = ${state}) and (not ${unscored} or not ${isScored})
    and (${search} = '' or fold(key || ' ' || name || ' ' || coalesce(municipality, '')) like fold(${pattern}))`
}

export async function pointsOf(db: Db, editionId: string, asked: Matched) {
  const { rows } = await sql<{ key: string; latitude: number; longitude: number }>`
    select key, latitude, longitude from rally_works
    where ${matching(editionId, asked)} and latitude is not null and longitude is not null order by key`.execute(db)
  return rows
}

export async function statesOfWorks(db: Db, editionId: string): Promise<{ key: string; name: string }[]> {
  const { rows } = await sql<{ key: string; name: string }>`
    select distinct state_key as key, coalesce(state_name, state_key) as name from rally_works
    where edition_id = ${editionId} and state_key is not null order by 2`.execute(db)
  return rows
}
