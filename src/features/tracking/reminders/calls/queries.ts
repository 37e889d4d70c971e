import { sql } from 'kysely'
import type { Db } from '../../../../platform/context.ts'

/** An institution that leads something already begun and has told nothing since a day. */
export type SilentInstitution = {
  organizationId: string
  name: string
  open: number
  late: number
  /** Of the open ones, those whose next word is civil society's: the institution reported and nobody answered. */
  theirs: number
  lastReportAt: Date | null
  liaisons: number
}

type Asked = { planId: string; timeZone: string; since: string; now: Date }

/** Of a plan, those that wait longest first. Paused commitments ask for nothing; neither does what has not begun. */
export async function silentInstitutions(
  db: Db,
  { planId, timeZone, since, now }: Asked,
): Promise<SilentInstitution[]> {
  const { rows } = await sql<SilentInstitution>`
    with today as (select (${now}::timestamptz at time zone ${timeZone}::text)::date as day),
    waiting as (
      select o.organization_id, a.ends_on < today.day as is_late,
        w.id is not null and not a.is_disputed and w.is_answered is not true
          and exists (select 1 from commitment_organizations p where p.commitment_id = c.id and p.part = 'co-responsible') as is_theirs
      from commitments c join today on true
        join commitment_organizations o on o.commitment_id = c.id and o.part = 'lead'
        join activities a on a.commitment_id = c.id
        left join lateral (
          select r.id, exists (select 1 from report_answers x where x.report_id = r.id and x.voice = 'civil-society')
            or exists (select 1 from reports y where y.activity_id = a.id and y.voice = 'civil-society' and y.reported_at >= r.reported_at)
              as is_answered
          from reports r where r.activity_id = a.id and r.voice = 'institution' order by r.reported_at desc, r.id desc limit 1) w on true
      where c.plan_id = ${planId} and a.current_state in ('not-started', 'in-progress')
        and (a.starts_on is null or a.starts_on <= today.day)
        and not exists (select 1 from pauses z left join pause_endings e on e.pause_id = z.id
          where z.plan_id = c.plan_id and e.pause_id is null and (z.commitment_id is null or z.commitment_id = c.id))
    ),
    counted as (
      select organization_id, count(*)::int as open, count(*) filter (where is_late)::int as late,
        count(*) filter (where is_theirs)::int as theirs from waiting group by organization_id
    )
    select n.organization_id as "organizationId", g.name, n.open, n.late, n.theirs, l.at as "lastReportAt",
      (select count(distinct person_id)::int from (${liaisonsOf(planId, now)}) p where p.organization_id = n.organization_id) as liaisons
    from counted n join organizations g on g.id = n.organization_id
      left join lateral (select max(r.reported_at) as at from reports r
        where r.plan_id = ${planId} and r.organization_id = n.organization_id) l on true
    where l.at is null or (l.at at time zone ${timeZone}::text)::date < ${since}::date
    order by l.at nulls first, n.late desc, g.name`.execute(db)
  return rows
}

export type Liaison = { personId: string; organizationId: string; email: string; language: string }

/** Whom to write to: liaisons of these institutions in the plan's space or above it, whose role stands. */
export async function liaisonsToCall(db: Db, planId: string, organizationIds: readonly string[], now: Date) {
  const { rows } = await sql<Liaison>`
    select distinct p.person_id as "personId", p.organization_id as "organizationId", e.email, e.language
    from (${liaisonsOf(planId, now)}) p join people e on e.id = p.person_id
    where p.organization_id = any(${organizationIds}::uuid[]) order by e.email, p.organization_id`.execute(db)
  return rows
}

function liaisonsOf(planId: string, now: Date) {
  return sql`
    with recursive above as (
      select s.id, s.parent_id from spaces s join plans p on p.space_id = s.id where p.id = ${planId}
      union all select s.id, s.parent_id from above a join spaces s on s.id = a.parent_id
    )
    select g.person_id, g.organization_id from above a
      join role_grants g on g.space_id = a.id and g.role = 'liaison'
    where (g.expires_at is null or g.expires_at > ${now})
      and not exists (select 1 from role_revocations r where r.grant_id = g.id)`
}

export type Call = { id: string; since: string; body: string; institutions: number; letters: number; calledAt: Date }

/** The newest calls of a plan. */
export async function callsOf(db: Db, planId: string): Promise<Call[]> {
  return db
    .selectFrom('report_calls')
    .select(['id', 'since', 'body', 'institutions', 'letters', 'called_at as calledAt'])
    .where('plan_id', '=', planId)
    .orderBy('called_at', 'desc')
    .limit(12)
    .execute()
}
