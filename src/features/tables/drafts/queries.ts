import { sql } from 'kysely'
import type { Db } from '../../../platform/context.ts'
import type { Approval, Draft, Passage, Rating, Remark } from './model.ts'

type Row = Pick<Draft, 'id' | 'number' | 'title' | 'version' | 'alternative' | 'commitment'> & {
  passages: (Omit<Passage, 'remarks'> & { remarks: (Omit<Remark, 'at'> & { at: string })[] })[]
  ratings: Rating[]
  approvals: (Omit<Approval, 'at'> & { at: string })[]
  stoppedReason: string | null
  stoppedAt: Date | null
}

async function read(db: Db, where: ReturnType<typeof sql>): Promise<Draft[]> {
  const { rows } = await sql<Row>`
    select d.id, d.number, d.title, d.version, d.stopped_reason as "stoppedReason", d.stopped_at as "stoppedAt",
      case when a.id is not null then json_build_object('id', a.id, 'number', a.number, 'wording', a.wording) end as alternative,
      case when c.id is not null then json_build_object('id', c.id, 'plan', p.slug, 'key', c.key,
        'isPublished', u.plan_id is not null) end as commitment,
      coalesce((select json_agg(json_build_object('id', w.id, 'field', w.field, 'position', w.position,
        'wording', w.wording, 'version', w.version,
        'earlier', coalesce((select json_agg(json_build_object('number', v.number, 'wording', v.wording) order by v.number)
          from passage_versions v where v.passage_id = w.id and v.number < w.version), '[]'),
        'remarks', coalesce((select json_agg(json_build_object('id', r.id, 'onVersion', r.on_version, 'body', r.body,
          'suggested', r.suggested, 'signature', r.signature, 'sector', r.sector, 'at', r.remarked_at,
          'decision', r.decision, 'answer', r.answer) order by r.remarked_at, r.id)
          from passage_remarks r where r.passage_id = w.id), '[]')) order by w.position)
        from draft_passages w where w.draft_id = d.id), '[]') as passages,
      coalesce((select json_agg(json_build_object('criterion', r.criterion, 'raterId', r.rater_id, 'score', r.score,
        'argument', r.argument) order by r.rated_at, r.rater_id)
        from draft_ratings r where r.draft_id = d.id), '[]') as ratings,
      coalesce((select json_agg(json_build_object('sector', y.sector, 'version', y.on_version, 'name', m.name,
        'way', y.way, 'at', y.approved_at) order by y.approved_at, y.sector)
        from draft_approvals y join memberships m on m.id = y.membership_id where y.draft_id = d.id), '[]') as approvals
    from commitment_drafts d left join alternatives a on a.id = d.alternative_id
      left join commitments c on c.id = d.commitment_id left join plans p on p.id = c.plan_id
      left join plan_publications u on u.plan_id = p.id
    where ${where} order by d.number`.execute(db)
  return rows.map(({ stoppedReason, stoppedAt, ...row }) => ({
    ...row,
    passages: row.passages.map((passage) => ({
      ...passage,
      remarks: passage.remarks.map((remark) => ({ ...remark, at: new Date(remark.at) })),
    })),
    approvals: row.approvals.map((one) => ({ ...one, at: new Date(one.at) })),
    stopped: stoppedAt === null ? null : { reason: stoppedReason ?? '', at: stoppedAt },
  }))
}

export function draftsOfTable(db: Db, tableId: string): Promise<Draft[]> {
  return read(db, sql`d.table_id = ${tableId}`)
}

export async function findDraft(db: Db, tableId: string, number: number): Promise<Draft | null> {
  const [draft] = await read(db, sql`d.table_id = ${tableId} and d.number = ${number}`)
  return draft ?? null
}

export async function draftById(db: Db, id: string): Promise<Draft | null> {
  const [draft] = await read(db, sql`d.id = ${id}`)
  return draft ?? null
}

export type Alternative = { id: string; number: number; wording: string; nodeId: string | null; problem: string | null }

/** Alternatives of the table's tree that were selected, each with the first node that it answers and the central problem. */
export async function alternativesFor(db: Db, tableId: string): Promise<Alternative[]> {
  const { rows } = await sql<Alternative>`
    select a.id, a.number, a.wording, a.node_ids[1] as "nodeId",
      (select n.wording from tree_nodes n where n.tree_id = a.tree_id and n.kind = 'central') as problem
    from working_tables t join alternatives a on a.tree_id = t.tree_id
    where t.id = ${tableId} and a.is_selected order by a.number`.execute(db)
  return rows
}
