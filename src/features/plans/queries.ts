import { sql } from 'kysely'
import type { Db } from '../../platform/context.ts'
import { answersOf } from '../consultations/systematising/queries.ts'
import { approvalOfPlan } from '../governance/sessions/queries.ts'
import type { CycleDebts, DocumentKind, PlanDocument } from './model.ts'

export async function listDocuments(db: Db, planId: string): Promise<PlanDocument[]> {
  const rows = await db
    .selectFrom('plan_documents')
    .selectAll()
    .where('plan_id', '=', planId)
    .orderBy('position')
    .execute()
  return rows.map((row) => ({
    id: row.id,
    title: row.title,
    kind: row.kind as DocumentKind,
    url: row.url,
    language: row.language,
    datedOn: row.dated_on,
    note: row.note,
  }))
}

export type CommitmentLine = {
  id: string
  key: string
  number: string
  title: string
  language: string
  leads: string[]
  updatedAt: Date
}

/** The commitments of a plan, one line each, in the plan's order. */
export async function commitmentLines(db: Db, planId: string): Promise<CommitmentLine[]> {
  const { rows } = await sql<CommitmentLine>`
    select c.id, c.key, c.number, c.title, c.language, c.updated_at as "updatedAt",
      coalesce((select array_agg(o.name order by l.position) from commitment_organizations l
        join organizations o on o.id = l.organization_id where l.commitment_id = c.id and l.part = 'lead'), '{}') as leads
    from commitments c where c.plan_id = ${planId} order by c.position, c.key`.execute(db)
  return rows
}

/** what the exercise behind a plan still owes it; null where no exercise made here leads to it. */
export async function cycleDebtsOf(db: Db, planId: string): Promise<CycleDebts> {
  const exercise = await db
    .selectFrom('exercises')
    .select('id')
    .where('plan_id', '=', planId)
    .where('origin', '=', 'platform')
    .executeTakeFirst()
  if (!exercise) return null
  const { unanswered } = await answersOf(db, { exerciseId: exercise.id })
  return { isApproved: (await approvalOfPlan(db, planId)) !== null, unanswered }
}
