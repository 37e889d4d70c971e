import type { Db } from '../../../../../platform/context.ts'
import type { Decision, Round } from '../../model.ts'
import type { PostKey } from '../../paths.ts'

export type Judgement = {
  id: string
  criterion: string
  judge: string
  round: Round
  decision: Decision
  note: string | null
  at: Date
}

export async function judgementsOf(db: Db, editionId: string, post: PostKey): Promise<Judgement[]> {
  const rows = await db
    .selectFrom('rally_judgements')
    .select(['id', 'criterion', 'judge_code as judge', 'round', 'decision', 'note', 'judged_at as at'])
    .where('edition_id', '=', editionId)
    .where('network', '=', post.network)
    .where('external_id', '=', post.id)
    .orderBy('judged_at')
    .orderBy('judge_code')
    .execute()
  return rows as Judgement[]
}

export type LastDecisions = { post: PostKey; at: Date; judgements: Judgement[] }

/** What a judge decided last, all of one form; null before her first. */
export async function lastOf(db: Db, editionId: string, judge: string): Promise<LastDecisions | null> {
  const newest = await db
    .selectFrom('rally_judgements')
    .select(['network', 'external_id as id', 'judged_at as at'])
    .where('edition_id', '=', editionId)
    .where('judge_code', '=', judge)
    .where('round', 'in', ['first', 'settling'])
    .orderBy('judged_at', 'desc')
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst()
  if (!newest) return null
  const post = { network: newest.network, id: newest.id }
  const all = await judgementsOf(db, editionId, post)
  const judgements = all.filter(
    (one) =>
      one.judge === judge &&
      one.at.getTime() === newest.at.getTime() &&
      (one.round === 'first' || one.round === 'settling'),
  )
  return { post, at: newest.at, judgements }
}
