import { sql } from 'kysely'
import { type Actor, type Db, holds, type Person, type Role } from '../../platform/context.ts'
import { spaceIdsUnder } from '../spaces/queries.ts'
import { type Totals, totalsOf } from '../tracking/board/model.ts'
import { boardRows } from '../tracking/board/queries.ts'

export type HomeFigures = { totals: Totals; plans: PlanCard[] }

export type PlanCard = {
  spaceSlug: string
  spaceName: string
  slug: string
  title: string
  startsOn: string | null
  endsOn: string | null
  origin: 'platform' | 'public-record'
  isFictional: boolean
  isPublished: boolean
  commitments: number
}

/** What a visitor sees first: how many promises there are, how they stand, and the plans they belong to. */
export async function homeFigures(db: Db, now: Date): Promise<HomeFigures> {
  const rows = await boardRows(db, 'all', now)
  return { totals: totalsOf(rows), plans: await planCards(db, sql`u.plan_id is not null`) }
}

/** The plans of one space; drafts only for those who work on them. */
export async function plansOfSpace(db: Db, actor: Actor, spaceId: string): Promise<PlanCard[]> {
  const cards = await planCards(db, sql`p.space_id = ${spaceId}`)
  const works = holds(actor, spaceId, 'administrator', 'facilitator', 'liaison', 'co-responsible', 'evaluator')
  return cards.filter((card) => card.isPublished || works)
}

async function planCards(db: Db, condition: ReturnType<typeof sql>): Promise<PlanCard[]> {
  const { rows } = await sql<PlanCard>`
    select s.slug as "spaceSlug", s.name as "spaceName", p.slug, p.title, p.starts_on as "startsOn", p.ends_on as "endsOn",
      p.origin, s.is_fictional as "isFictional", u.plan_id is not null as "isPublished",
      (select count(*)::int from commitments c where c.plan_id = p.id) as commitments
    from plans p join spaces s on s.id = p.space_id left join plan_publications u on u.plan_id = p.id
    where ${condition} order by p.starts_on desc nulls last, p.title`.execute(db)
  return rows
}

export type SpaceBelow = { slug: string; name: string; kind: string; isFictional: boolean; plans: number }

/** Spaces directly below one, each with the published plans in it and under it. */
export async function spacesBelow(db: Db, spaceId: string): Promise<SpaceBelow[]> {
  const { rows } = await sql<SpaceBelow>`
    with recursive below as (
      select id, id as top from spaces where parent_id = ${spaceId}
      union all select s.id, b.top from spaces s join below b on s.parent_id = b.id
    )
    select s.slug, s.name, s.kind, s.is_fictional as "isFictional",
      (select count(*)::int from plans p join plan_publications u on u.plan_id = p.id
       where p.space_id in (select b.id from below b where b.top = s.id)) as plans
    from spaces s where s.parent_id = ${spaceId} order by s.name`.execute(db)
  return rows
}

export type Work = {
  role: Role
  organization: string | null
  space: { slug: string; name: string }
  /** Plans in that space and below, drafts first. */
  plans: PlanCard[]
}

/** What a person holds and where: each role with the space it was given in and the plans within its reach. */
export async function workOf(db: Db, person: Person): Promise<Work[]> {
  const { rows } = await sql<{ role: Role; organization: string | null; spaceId: string; slug: string; name: string }>`
    select g.role, o.name as organization, s.id as "spaceId", s.slug, s.name
    from role_grants g join spaces s on s.id = g.space_id left join organizations o on o.id = g.organization_id
    where g.person_id = ${person.id} and not exists (select 1 from role_revocations r where r.grant_id = g.id)
      and (g.expires_at is null or g.expires_at > now())
    order by s.name, g.role`.execute(db)
  const works: Work[] = []
  for (const { role, organization, spaceId, slug, name } of rows) {
    const reach = await spaceIdsUnder(db, spaceId)
    const plans = await planCards(db, sql`p.space_id = any(${reach}::uuid[])`)
    works.push({
      role,
      organization,
      space: { slug, name },
      plans: plans.sort((a, b) => Number(a.isPublished) - Number(b.isPublished)),
    })
  }
  return works
}
