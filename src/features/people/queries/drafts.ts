import type { Db } from '../../../platform/context.ts'
import type { Row } from '../model/holdings.ts'

/** What she remarked on drafts of commitments, or proposed to change in them. */
export function draftRemarks(db: Db, personId: string): Promise<Row[]> {
  return db
    .selectFrom('passage_remarks as m')
    .innerJoin('draft_passages as p', 'p.id', 'm.passage_id')
    .innerJoin('commitment_drafts as d', 'd.id', 'p.draft_id')
    .select(['d.title as draft', 'm.body', 'm.suggested', 'm.signature', 'm.remarked_at'])
    .where('m.remarked_by', '=', personId)
    .orderBy('m.remarked_at')
    .execute()
}

export function draftRatings(db: Db, personId: string): Promise<Row[]> {
  return db
    .selectFrom('draft_ratings as r')
    .innerJoin('commitment_drafts as d', 'd.id', 'r.draft_id')
    .select(['d.title as draft', 'r.criterion', 'r.score', 'r.argument', 'r.rated_at'])
    .where('r.rater_id', '=', personId)
    .orderBy('r.rated_at')
    .execute()
}
