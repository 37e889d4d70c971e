import { sql } from 'kysely'
import type { Db } from '../../../../platform/context.ts'
import type { DeskActivity } from './model.ts'

/** Activities of a plan that still wait for somebody; of the given organisations, or of all. */
export async function deskActivities(
  db: Db,
  planId: string,
  organizationIds: readonly string[] | null,
): Promise<DeskActivity[]> {
  const mine =
    organizationIds === null
      ? sql`true`
      : sql`exists (select 1 from commitment_organizations o where o.commitment_id = c.id and o.part <> 'supporting'
          and o.organization_id = any(${organizationIds}::uuid[]))`
  const { rows } = await sql<DeskActivity>`
    select a.id, c.id as "commitmentId", c.key, c.number, c.title as commitment, a.code, a.title, a.starts_on as "startsOn",
      a.ends_on as "endsOn", a.current_state as state, a.is_disputed as "isDisputed",
      exists (select 1 from commitment_organizations p where p.commitment_id = c.id and p.part = 'co-responsible') as "hasPartner"
    from activities a join commitments c on c.id = a.commitment_id join key_actions k on k.id = a.key_action_id
    where c.plan_id = ${planId} and a.current_state <> 'cancelled' and ${mine}
    order by c.position, k.position, a.position`.execute(db)
  return rows
}
