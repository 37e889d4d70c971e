import { sql } from 'kysely'
import type { Db } from '../../../../platform/context.ts'
import type { DeskActivity } from './model.ts'

/** Whose desk: that of organisations, what they still have to do or answer; or the evaluators', what nobody outside has judged. */
export type DeskOf = { organizationIds: readonly string[] } | 'evaluators'

/** A desk is worked from its top: what is beyond comes up as the rest is done. */
const deskMost = 300

/** The activities of a desk, most urgent first as far as dates tell. */
export async function deskActivities(db: Db, planId: string, of: DeskOf): Promise<DeskActivity[]> {
  const mine =
    of === 'evaluators'
      ? sql`a.current_state = 'complete' and not exists (
          select 1 from verifications_of_activities v where v.activity_id = a.id
          and v.verified_at >= coalesce((select max(r.reported_at) from reports r where r.activity_id = a.id), v.verified_at))`
      : sql`(a.current_state <> 'verified' or a.is_disputed) and exists (select 1 from commitment_organizations o where o.commitment_id = c.id and o.part <> 'supporting'
          and o.organization_id = any(${of.organizationIds}::uuid[]))`
  const { rows } = await sql<DeskActivity>`
    select a.id, c.id as "commitmentId", c.key, c.number, c.title as commitment, a.code, a.title, a.starts_on as "startsOn",
      a.ends_on as "endsOn", a.current_state as state, a.is_disputed as "isDisputed",
      exists (select 1 from commitment_organizations p where p.commitment_id = c.id and p.part = 'co-responsible') as "hasPartner"
    from activities a join commitments c on c.id = a.commitment_id join key_actions k on k.id = a.key_action_id
    where c.plan_id = ${planId} and a.current_state <> 'cancelled' and ${mine}
    order by a.ends_on nulls last, c.position, k.position, a.position limit ${deskMost}`.execute(db)
  return rows
}
