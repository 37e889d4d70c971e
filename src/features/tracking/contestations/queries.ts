import { sql } from 'kysely'
import type { Db } from '../../../platform/context.ts'
import type { Contestation } from './model.ts'

type Row = Omit<Contestation, 'decision' | 'answers'> & {
  decision: { decision: 'shown' | 'withheld'; reason: string; at: string } | null
  answers: { organization: string; answer: string; outcome: Contestation['answers'][number]['outcome']; at: string }[]
}

async function read(db: Db, where: ReturnType<typeof sql>): Promise<Contestation[]> {
  const { rows } = await sql<Row>`
    select t.id, t.folio, t.commitment_id as "commitmentId", c.key, c.number, a.code, a.title as activity,
      t.contested_state as "contestedState", t.reason, t.evidence_url as "evidenceUrl", t.signature, t.filed_at as "filedAt",
      t.answer_due_on as "answerDueOn",
      case when d.contestation_id is null then null
        else json_build_object('decision', d.decision, 'reason', d.reason, 'at', d.decided_at) end as decision,
      coalesce((select json_agg(json_build_object('organization', o.name, 'answer', r.answer, 'outcome', r.outcome, 'at', r.answered_at)
        order by r.answered_at) from contestation_answers r join organizations o on o.id = r.organization_id
        where r.contestation_id = t.id), '[]') as answers
    from contestations t join commitments c on c.id = t.commitment_id left join activities a on a.id = t.activity_id
    left join contestation_decisions d on d.contestation_id = t.id
    where ${where} order by t.filed_at desc, t.id desc limit 500`.execute(db)
  return rows.map((row) => ({
    ...row,
    decision: row.decision && { ...row.decision, at: new Date(row.decision.at) },
    answers: row.answers.map((answer) => ({ ...answer, at: new Date(answer.at) })),
  }))
}

/** Newest first; what was shown, or everything for those who decide. */
export function contestationsOf(db: Db, planId: string, shownOnly: boolean): Promise<Contestation[]> {
  const shown = shownOnly ? sql`d.decision = 'shown'` : sql`true`
  return read(db, sql`t.plan_id = ${planId} and ${shown}`)
}

export function shownOnCommitment(db: Db, commitmentId: string): Promise<Contestation[]> {
  return read(db, sql`t.commitment_id = ${commitmentId} and d.decision = 'shown'`)
}

export async function findContestation(db: Db, planId: string, folio: string): Promise<Contestation | null> {
  const [one] = await read(db, sql`t.plan_id = ${planId} and t.folio = ${folio.toUpperCase()}`)
  return one ?? null
}
