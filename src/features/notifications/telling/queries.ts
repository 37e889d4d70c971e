import { type RawBuilder, sql } from 'kysely'
import type { Db } from '../../../platform/context.ts'
import { type Item, kindOf, toldTypes } from '../model.ts'

/**
 * Events with the place where each belongs, found by its subject's id in whatever table it stands; `is_public` says whether anybody
 * may see it now: of a published plan or rally, evidence not withdrawn, a contestation that was let through.
 */
export function placed(condition: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`(
    select e.seq, e.at, e.type, e.subject_type, e.subject_id, e.details, c.id as commitment_id, p.id as plan_id,
      coalesce(p.space_id, e.space_id) as space_id, s.slug as space_slug, s.name as space_name,
      coalesce(p.time_zone, r.time_zone) as time_zone, coalesce(c.short_title, c.title, p.title, r.name) as title,
      '/' || s.slug || case
        when c.id is not null then '/planes/' || p.slug || '/compromisos/' || c.key
        when p.id is not null then '/planes/' || p.slug
        else '/rallies/' || r.slug end as path,
      (u.plan_id is not null or exists (select from rally_acts a where a.edition_id = r.id and a.act = 'published'))
        and not (e.type in ('evidence.added', 'evidence.replaced')
          and exists (select from evidence_withdrawals w where w.evidence_id = e.subject_id))
        and not exists (select from contestations k left join contestation_decisions d on d.contestation_id = k.id
          where k.id = e.subject_id and d.decision is distinct from 'shown') as is_public
    from events e
    left join lateral (select coalesce(
      (select id from commitments where id = e.subject_id),
      (select commitment_id from activities where id = e.subject_id),
      (select commitment_id from reports where id = e.subject_id),
      (select o.commitment_id from report_answers a join reports o on o.id = a.report_id where a.id = e.subject_id),
      (select a.commitment_id from verifications_of_activities v join activities a on a.id = v.activity_id
        where v.id = e.subject_id),
      (select commitment_id from evidence where id = e.subject_id),
      (select commitment_id from contestations where id = e.subject_id),
      (select k.commitment_id from contestation_answers a join contestations k on k.id = a.contestation_id
        where a.id = e.subject_id),
      (select commitment_id from extension_requests where id = e.subject_id)) as id) around on true
    left join commitments c on c.id = around.id
    left join lateral (select coalesce(c.plan_id,
      (select id from plans where id = e.subject_id),
      (select plan_id from cuts where id = e.subject_id)) as id) whole on true
    left join plans p on p.id = whole.id
    left join plan_publications u on u.plan_id = p.id
    left join rally_editions r on r.id = e.subject_id
    left join spaces s on s.id = coalesce(p.space_id, e.space_id)
    where ${condition} and e.type = any(${[...toldTypes]}::text[])
  )`
}

/** Whether a placed event `x` concerns what the row named follows: itself, or for a place anything in it or below it. */
export function concerns(row: string): RawBuilder<boolean> {
  const type = sql.ref(`${row}.subject_type`)
  const id = sql.ref(`${row}.subject_id`)
  return sql<boolean>`case ${type}
    when 'commitment' then ${id} = x.commitment_id
    when 'plan' then ${id} = x.plan_id
    when 'organization' then exists (select from commitment_organizations l
      where l.commitment_id = x.commitment_id and l.organization_id = ${id})
    else ${id} in (with recursive up as (
      select s.id, s.parent_id from spaces s where s.id = x.space_id
      union all select s.id, s.parent_id from spaces s join up on s.id = up.parent_id) select up.id from up)
  end`
}

export type PlacedRow = {
  seq: number
  at: Date
  type: string
  subject_type: string
  subject_id: string
  details: Record<string, unknown>
  space_slug: string
  space_name: string
  title: string
  path: string
  is_public: boolean
}

export async function placedEvents(db: Db, seqs: readonly number[]): Promise<PlacedRow[]> {
  if (seqs.length === 0) return []
  const { rows } = await sql<PlacedRow>`
    select * from ${placed(sql`e.seq = any(${[...seqs]}::bigint[])`)} x order by x.seq`.execute(db)
  return rows.map((row) => ({ ...row, seq: Number(row.seq) }))
}

export function itemOf(row: PlacedRow): Item | null {
  const kind = kindOf(row.type, row.details)
  if (!kind) return null
  return { seq: row.seq, at: row.at, kind, title: row.title, place: row.space_name, path: row.path }
}
