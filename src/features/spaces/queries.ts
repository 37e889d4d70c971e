import { sql } from 'kysely'
import type { Db } from '../../platform/context.ts'
import type { GrecaName } from '../../ui/Greca.tsx'
import type { Space, SpaceKind } from './model.ts'

/** A space shows the works of those above it too. */
const hasWorks = sql<boolean>`exists (
  with recursive up as (
    select spaces.id as id, spaces.parent_id as parent_id
    union all select s.id, s.parent_id from spaces s join up u on s.id = u.parent_id
  )
  select from works_datasets d join up u on u.id = d.space_id)`

/** Editions whose call went out, here or below: what the list of rallies of this space would show to anybody. */
const hasRallies = sql<boolean>`exists (
  with recursive below as (
    select spaces.id as id
    union all select s.id from spaces s join below b on s.parent_id = b.id
  )
  select from rally_editions e join below b on b.id = e.space_id
  where exists (select from rally_acts a where a.edition_id = e.id and a.act = 'published'))`

const hasBodies = sql<boolean>`exists (select from bodies x where x.space_id = spaces.id)`

const hasPublished = (table: 'exercises' | 'consultations' | 'problem_trees' | 'working_tables') =>
  sql<boolean>`exists (select from ${sql.table(table)} x where x.space_id = spaces.id and x.published_at is not null)`

export async function findSpace(db: Db, slug: string): Promise<Space | null> {
  const row = await db
    .selectFrom('spaces')
    .selectAll()
    .select([hasWorks.as('works'), hasRallies.as('rallies'), hasBodies.as('bodies')])
    .select([hasPublished('exercises').as('exercises'), hasPublished('consultations').as('consultations')])
    .select([hasPublished('problem_trees').as('diagnoses'), hasPublished('working_tables').as('tables')])
    .where('slug', '=', slug)
    .executeTakeFirst()
  if (!row) return null
  return {
    id: row.id,
    slug: row.slug,
    kind: row.kind as SpaceKind,
    name: row.name,
    language: row.language as 'es' | 'en',
    territoryKey: row.territory_key,
    colorPrimary: row.color_primary,
    colorAccent: row.color_accent,
    greca: row.greca as GrecaName,
    contactOffice: row.contact_office,
    contactUrl: row.contact_url,
    about: row.about,
    isFictional: row.is_fictional,
    shows: {
      ...{ works: row.works, rallies: row.rallies },
      ...{ exercises: row.exercises, bodies: row.bodies, consultations: row.consultations },
      ...{ diagnoses: row.diagnoses, tables: row.tables },
    },
    path: row.parent_id === null ? [] : await pathTo(db, row.parent_id),
  }
}

async function pathTo(db: Db, id: string): Promise<{ slug: string; name: string }[]> {
  const { rows } = await sql<{ slug: string; name: string }>`
    with recursive up as (
      select id, parent_id, slug, name, 0 as depth from spaces where id = ${id}
      union all
      select s.id, s.parent_id, s.slug, s.name, up.depth + 1 from spaces s join up on s.id = up.parent_id
    ) select slug, name from up order by depth desc`.execute(db)
  return rows
}

export type SpaceRow = {
  id: string
  slug: string
  name: string
  kind: SpaceKind
  isFictional: boolean
  parentSlug: string | null
  /** Published plans in the space itself. */
  plans: number
  depth: number
}

/** All spaces as a tree read downwards: each after its parent, siblings by name. */
export async function listSpaces(db: Db): Promise<SpaceRow[]> {
  const { rows } = await sql<SpaceRow>`
    with recursive tree as (
      select s.*, 0 as depth, array[s.name] as way, null::text as parent_slug from spaces s where s.parent_id is null
      union all
      select s.*, t.depth + 1, t.way || s.name, t.slug from spaces s join tree t on s.parent_id = t.id
    )
    select t.id, t.slug, t.name, t.kind, t.is_fictional as "isFictional", t.parent_slug as "parentSlug", t.depth,
      (select count(*)::int from plans p join plan_publications u on u.plan_id = p.id where p.space_id = t.id) as plans
    from tree t order by t.way`.execute(db)
  return rows
}

/** Ids of a space and everything below it. */
export async function spaceIdsUnder(db: Db, id: string): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    with recursive below as (
      select id from spaces where id = ${id}
      union all select s.id from spaces s join below b on s.parent_id = b.id
    ) select id from below`.execute(db)
  return rows.map((row) => row.id)
}
