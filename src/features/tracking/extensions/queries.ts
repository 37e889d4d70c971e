import { type RawBuilder, sql } from 'kysely'
import type { Db } from '../../../platform/context.ts'
import type { Extension } from './model.ts'

type Row = Omit<Extension, 'decision'> & { decision: (NonNullable<Extension['decision']> & { at: string }) | null }

async function read(db: Db, where: RawBuilder<unknown>): Promise<Extension[]> {
  const { rows } = await sql<Row>`
    select x.id, x.folio, c.id as "commitmentId", c.key, c.number, a.id as "activityId", a.code, a.title as activity,
      o.name as organization, x.was_due_on as "wasDueOn", x.wanted_on as "wantedOn", x.reason, x.asked_at as "askedAt",
      x.asked_by as "askedBy",
      case when d.request_id is null then null else json_build_object('decision', d.decision, 'grantedUntil', d.granted_until,
        'reason', d.reason, 'approvedBy', d.approved_by, 'at', d.decided_at) end as decision
    from extension_requests x join commitments c on c.id = x.commitment_id join activities a on a.id = x.activity_id
      join organizations o on o.id = x.organization_id left join extension_decisions d on d.request_id = x.id
    where ${where} order by d.request_id is not null, x.asked_at desc, x.id desc limit 500`.execute(db)
  return rows.map((row) => ({ ...row, decision: row.decision && { ...row.decision, at: new Date(row.decision.at) } }))
}

/** What waits for a decision first, then the newest. */
export function extensionsOf(db: Db, planId: string): Promise<Extension[]> {
  return read(db, sql`c.plan_id = ${planId}`)
}

export function extensionsOfCommitment(db: Db, commitmentId: string): Promise<Extension[]> {
  return read(db, sql`c.id = ${commitmentId}`)
}

export async function findExtension(db: Db, planId: string, folio: string): Promise<Extension | null> {
  const [one] = await read(db, sql`c.plan_id = ${planId} and x.folio = ${folio.toUpperCase()}`)
  return one ?? null
}

/** A request on the activity that nobody decided yet. */
export async function pendingOn(db: Db, activityId: string): Promise<Extension | null> {
  const [one] = await read(db, sql`x.activity_id = ${activityId} and d.request_id is null`)
  return one ?? null
}
