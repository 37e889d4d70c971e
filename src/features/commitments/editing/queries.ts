import { sql } from 'kysely'
import type { Db, Locale } from '../../../platform/context.ts'

export type OfferedChoices = {
  kinds: { code: string; name: string }[]
  organizations: string[]
  areas: { label: string | null; areas: { value: string; label: string }[] }[]
  areaVersion: string | null
  territories: { key: string; name: string }[]
}

type Asking = { spaceId: string; territoryKey: string | null; locale: Locale; chosen: readonly string[] }

/** What the text page lets one choose in a space: kinds and names of organisations, policy areas, places. */
export async function offeredChoices(db: Db, asking: Asking): Promise<OfferedChoices> {
  const name = asking.locale === 'en' ? 'name_en' : 'name'
  const kinds = await db
    .selectFrom('organization_kinds')
    .select(['code', `${name} as name`])
    .orderBy('position')
    .execute()
  const organizations = await db
    .selectFrom('organizations')
    .select('name')
    .where('space_id', '=', asking.spaceId)
    .where('valid_to', 'is', null)
    .orderBy('name')
    .limit(500)
    .execute()
  return {
    kinds,
    organizations: organizations.map((row) => row.name),
    ...(await offeredAreas(db, asking.locale)),
    territories: await offeredTerritories(db, asking),
  }
}

/** The newest version of the taxonomy, by group (T-69); older versions stay on the commitments that carry them. */
async function offeredAreas(db: Db, locale: Locale): Promise<Pick<OfferedChoices, 'areas' | 'areaVersion'>> {
  const newest = await db
    .selectFrom('policy_areas')
    .select(['scheme', 'version'])
    .orderBy('version', 'desc')
    .orderBy('scheme')
    .limit(1)
    .executeTakeFirst()
  if (!newest) return { areas: [], areaVersion: null }
  const rows = await db
    .selectFrom('policy_areas')
    .select(['code', 'parent_code', locale === 'en' ? 'name_en as name' : 'name as name'])
    .where('scheme', '=', newest.scheme)
    .where('version', '=', newest.version)
    .orderBy('position')
    .execute()
  const one = (row: { code: string; name: string }) => ({
    value: `${newest.scheme}/${newest.version}/${row.code}`,
    label: row.name,
  })
  const parents = rows.filter((row) => row.parent_code === null)
  const alone = parents.filter((parent) => !rows.some((row) => row.parent_code === parent.code))
  const groups = parents
    .filter((parent) => !alone.includes(parent))
    .map((parent) => ({
      label: parent.name,
      areas: [parent, ...rows.filter((row) => row.parent_code === parent.code)].map(one),
    }))
  const areas = alone.length > 0 ? [...groups, { label: null, areas: alone.map(one) }] : groups
  return { areas, areaVersion: newest.version }
}

/** The places just below the space's own (Mexico's states where it has none), and those that are already marked. */
async function offeredTerritories(db: Db, { territoryKey, chosen }: Asking): Promise<OfferedChoices['territories']> {
  const parent = territoryKey ?? 'MX'
  return db
    .selectFrom('territories')
    .select(['key', 'name'])
    .where((where) =>
      where.or([
        where('parent_key', '=', parent),
        where('key', '=', parent),
        where('key', '=', sql<string>`any(${[...chosen]}::text[])`),
      ]),
    )
    .orderBy('level')
    .orderBy('name')
    .execute()
}
