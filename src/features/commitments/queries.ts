import { sql } from 'kysely'
import type { Db } from '../../platform/context.ts'
import type { PolicyArea } from './model.ts'

/** Names of policy areas by 'scheme/version/code': a tag keeps the version of the list it was taken from (T-69). */
export async function namesOfAreas(
  db: Db,
  areas: readonly PolicyArea[],
): Promise<Map<string, { name: string; nameEn: string }>> {
  if (areas.length === 0) return new Map()
  const rows = await db
    .selectFrom('policy_areas')
    .select(['scheme', 'version', 'code', 'name', 'name_en'])
    .where('code', '=', sql<string>`any(${areas.map((area) => area.code)}::text[])`)
    .execute()
  return new Map(
    rows.map((row) => [`${row.scheme}/${row.version}/${row.code}`, { name: row.name, nameEn: row.name_en }]),
  )
}

export async function namesOfTerritories(db: Db, keys: readonly string[]): Promise<Map<string, string>> {
  if (keys.length === 0) return new Map()
  const rows = await db
    .selectFrom('territories')
    .select(['key', 'name'])
    .where('key', '=', sql<string>`any(${keys}::text[])`)
    .execute()
  return new Map(rows.map((row) => [row.key, row.name]))
}

/** Activities that are reported done and that civil society confirms; the copies that the board counts. */
export async function validatedCodes(db: Db, commitmentId: string): Promise<Set<string>> {
  const rows = await db
    .selectFrom('activities')
    .select('code')
    .where('commitment_id', '=', commitmentId)
    .where('is_validated', '=', true)
    .where('current_state', 'in', ['complete', 'verified'])
    .execute()
  return new Set(rows.map(({ code }) => code))
}
