import { sql } from 'kysely'
import type { Db } from '../../../../platform/context.ts'
import type { Reason, Status } from '../../scoring/model.ts'
import type { Outcome } from './model.ts'

export type Appeal = {
  id: string
  folio: string
  network: string
  postId: string
  team: { code: string; name: string } | null
  verdict: { status: Status; reason: Reason | null; kind: 'announcement' | 'visit' | null; points: string } | null
  /** Null: hidden. */
  reason: string | null
  evidenceUrl: string | null
  filedAt: Date
  hidden: { reason: string; at: Date } | null
  answer: { outcome: Outcome; reason: string; by: string; at: Date } | null
}

type Row = Omit<Appeal, 'hidden' | 'answer'> & {
  hidden: { reason: string; at: string } | null
  answer: { outcome: Outcome; reason: string; by: string; at: string } | null
}

/** Newest first. What was hidden comes without its text, whoever asks. */
export async function listAppeals(db: Db, editionId: string, folio: string | null = null): Promise<Appeal[]> {
  const { rows } = await sql<Row>`
    select a.id, a.folio, a.network, a.external_id as "postId",
      case when t.code is null then null else json_build_object('code', t.code, 'name', t.name) end as team,
      case when v.status is null then null else
        json_build_object('status', v.status, 'reason', v.reason, 'kind', v.kind, 'points', v.points::text) end as verdict,
      case when h.appeal_id is null then a.reason end as reason,
      case when h.appeal_id is null then a.evidence_url end as "evidenceUrl", a.filed_at as "filedAt",
      case when h.appeal_id is null then null else json_build_object('reason', h.reason, 'at', h.hidden_at) end as hidden,
      case when r.appeal_id is null then null else json_build_object('outcome', r.outcome, 'reason', r.reason,
        'by', r.judge_code, 'at', r.answered_at) end as answer
    from rally_appeals a
    left join rally_verdicts v on v.edition_id = a.edition_id and v.network = a.network and v.external_id = a.external_id
    left join rally_teams t on t.edition_id = a.edition_id and t.code = v.team_code
    left join rally_appeal_hidings h on h.appeal_id = a.id
    left join rally_appeal_answers r on r.appeal_id = a.id
    where a.edition_id = ${editionId} and (${folio}::text is null or a.folio = ${folio})
    order by a.filed_at desc, a.folio`.execute(db)
  return rows.map((row) => ({
    ...row,
    hidden: row.hidden && { ...row.hidden, at: new Date(row.hidden.at) },
    answer: row.answer && { ...row.answer, at: new Date(row.answer.at) },
  }))
}

export async function findAppeal(db: Db, editionId: string, folio: string): Promise<Appeal | null> {
  const [appeal] = await listAppeals(db, editionId, folio)
  return appeal ?? null
}
