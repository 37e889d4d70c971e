import { sql } from 'kysely'
import type { Db, Locale } from '../../platform/context.ts'
import type { Kind, Organization } from './model.ts'

const columns = [
  ...(['o.id', 'o.name', 'o.acronym', 'o.kind', 'o.url', 'o.valid_from', 'o.valid_to', 'o.source_url'] as const),
  ...(['s.id as successor_id', 's.name as successor_name'] as const),
] as const

function select(db: Db) {
  return db
    .selectFrom('organizations as o')
    .leftJoin('organizations as s', 's.id', 'o.successor_id')
    .select([...columns])
}

type Row = Awaited<ReturnType<ReturnType<typeof select>['execute']>>[number]

function organizationOf(row: Row): Organization {
  const { successor_id: id, successor_name: name } = row
  return {
    id: row.id,
    name: row.name,
    acronym: row.acronym,
    kind: row.kind,
    url: row.url,
    validFrom: row.valid_from,
    validTo: row.valid_to,
    successor: id && name ? { id, name } : null,
    sourceUrl: row.source_url,
  }
}

export async function findOrganization(db: Db, spaceId: string, id: string): Promise<Organization | null> {
  const row = await select(db).where('o.space_id', '=', spaceId).where('o.id', '=', id).executeTakeFirst()
  return row ? organizationOf(row) : null
}

/** Those of a space by name, each with how many published commitments it takes part in. */
export async function listOrganizations(db: Db, spaceId: string): Promise<(Organization & { commitments: number })[]> {
  const rows = await select(db).where('o.space_id', '=', spaceId).orderBy('o.name').execute()
  const counts = await sql<{ id: string; count: number }>`
    select l.organization_id as id, count(distinct l.commitment_id)::int as count
    from commitment_organizations l join commitments c on c.id = l.commitment_id
    join plan_publications u on u.plan_id = c.plan_id join organizations o on o.id = l.organization_id
    where o.space_id = ${spaceId} group by 1`.execute(db)
  const byId = new Map(counts.rows.map((row) => [row.id, row.count]))
  return rows.map((row) => ({ ...organizationOf(row), commitments: byId.get(row.id) ?? 0 }))
}

/** Those whose functions this one took over. */
export async function predecessorsOf(db: Db, id: string): Promise<{ id: string; name: string }[]> {
  return db.selectFrom('organizations').select(['id', 'name']).where('successor_id', '=', id).orderBy('name').execute()
}

export type OwnCommitment = {
  plan: string
  planTitle: string
  key: string
  number: string
  title: string
  part: string
}

/** The published commitments it takes part in, whatever space they are in. */
export async function commitmentsOf(db: Db, id: string): Promise<(OwnCommitment & { space: string })[]> {
  const { rows } = await sql<OwnCommitment & { space: string }>`
    select s.slug as space, p.slug as plan, p.title as "planTitle", c.key, c.number, c.title, l.part
    from commitment_organizations l join commitments c on c.id = l.commitment_id
    join plans p on p.id = c.plan_id join spaces s on s.id = p.space_id join plan_publications u on u.plan_id = p.id
    where l.organization_id = ${id} order by u.published_at desc, c.position limit 1000`.execute(db)
  return rows
}

export async function listKinds(db: Db, locale: Locale): Promise<Kind[]> {
  return db
    .selectFrom('organization_kinds')
    .select(['code', locale === 'en' ? 'name_en as name' : 'name as name'])
    .orderBy('position')
    .execute()
}
