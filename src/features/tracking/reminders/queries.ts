import { sql } from 'kysely'
import type { Db } from '../../../platform/context.ts'

export type Due = {
  activityId: string
  code: string
  title: string
  dueOn: string
  space: string
  plan: string
  timeZone: string
  key: string
  personId: string
  email: string
  language: string
}

/**
 * Activities that are not done and end within a month or already ended, once for each liaison of the institution that leads:
 * of published plans made here, without those under a pause (nobody is late there).
 */
export async function dueActivities(db: Db, now: Date): Promise<Due[]> {
  const { rows } = await sql<Due>`
    with recursive above as (
      select id as space_id, id as at, parent_id from spaces
      union all select a.space_id, s.id, s.parent_id from above a join spaces s on s.id = a.parent_id
    )
    select distinct a.id as "activityId", a.code, a.title, a.ends_on as "dueOn", s.slug as space, p.slug as plan,
      p.time_zone as "timeZone", c.key, e.id as "personId", e.email, e.language
    from activities a join commitments c on c.id = a.commitment_id join plans p on p.id = c.plan_id
      join plan_publications u on u.plan_id = p.id join spaces s on s.id = p.space_id
      join commitment_organizations o on o.commitment_id = c.id and o.part = 'lead'
      join above x on x.space_id = p.space_id
      join role_grants g on g.space_id = x.at and g.role = 'liaison' and g.organization_id = o.organization_id
      join people e on e.id = g.person_id
    where p.origin = 'platform' and a.current_state in ('not-started', 'in-progress')
      and a.ends_on <= (${now}::timestamptz at time zone p.time_zone)::date + 30
      and not exists (select 1 from role_revocations r where r.grant_id = g.id)
      and (g.expires_at is null or g.expires_at > ${now})
      and not exists (
        select 1 from pauses z left join pause_endings y on y.pause_id = z.id
        where z.plan_id = p.id and y.pause_id is null and (z.commitment_id is null or z.commitment_id = c.id))
    order by "personId", "dueOn", a.code`.execute(db)
  return rows
}
