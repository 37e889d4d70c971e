import type { Db } from '../../../platform/context.ts'
import type { Party } from '../model.ts'
import { areaName, type References } from './references.ts'

export async function readReferences(db: Db): Promise<References> {
  const territories = await db.selectFrom('territories').select(['key', 'level']).execute()
  const kinds = await db.selectFrom('organization_kinds').select('code').orderBy('position').execute()
  const areas = await db.selectFrom('policy_areas').select(['scheme', 'version', 'code']).execute()
  return {
    countries: new Set(territories.flatMap((one) => (one.level === 'country' ? [one.key] : []))),
    territories: new Set(territories.map((one) => one.key)),
    organizationKinds: new Set(kinds.map((kind) => kind.code)),
    policyAreas: new Set(areas.map(areaName)),
  }
}

/** What a space already says of its organisations, by name. */
export async function heldOrganizations(
  db: Db,
  spaceId: string,
): Promise<Map<string, Pick<Party, 'kind' | 'acronym'>>> {
  const rows = await db
    .selectFrom('organizations')
    .select(['name', 'kind', 'acronym'])
    .where('space_id', '=', spaceId)
    .execute()
  return new Map(rows.map((row) => [row.name, { kind: row.kind, acronym: row.acronym }]))
}

export async function findSpaceId(db: Db, slug: string): Promise<string | null> {
  const row = await db.selectFrom('spaces').select('id').where('slug', '=', slug).executeTakeFirst()
  return row?.id ?? null
}

export async function listSpaceSlugs(db: Db, most: number): Promise<string[]> {
  const rows = await db.selectFrom('spaces').select('slug').orderBy('created_at').orderBy('slug').limit(most).execute()
  return rows.map((row) => row.slug)
}

export async function findPlanId(db: Db, spaceId: string, slug: string): Promise<string | null> {
  const row = await db
    .selectFrom('plans')
    .select('id')
    .where('space_id', '=', spaceId)
    .where('slug', '=', slug)
    .executeTakeFirst()
  return row?.id ?? null
}
