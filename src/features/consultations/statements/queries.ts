import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import type { Db } from '../../../platform/context.ts'
import type { Comment, Vote, VoteValue } from '../opinions/votes.ts'
import type { Decision, Statement } from './model.ts'
import type { Told } from './reckoning.ts'

/** All of a consultation's statements by number, each with its votes. */
export async function listStatements(db: Db, consultationId: string): Promise<Statement[]> {
  const rows = await db
    .selectFrom('statements')
    .selectAll()
    .where('consultation_id', '=', consultationId)
    .orderBy('number')
    .execute()
  const counts = await db
    .selectFrom('statement_votes as v')
    .innerJoin('statements as s', 's.id', 'v.statement_id')
    .select(['v.statement_id', 'v.vote', ({ fn }) => fn.countAll<string>().as('count')])
    .where('s.consultation_id', '=', consultationId)
    .groupBy(['v.statement_id', 'v.vote'])
    .execute()
  const countOf = (id: string, vote: number) =>
    Number(counts.find((one) => one.statement_id === id && one.vote === vote)?.count ?? 0)
  return rows.map((row) => ({
    id: row.id,
    number: row.number,
    body: row.body,
    isSeed: row.is_seed,
    decision: row.decision as Decision | null,
    reason: row.decision_reason,
    proposedAt: row.proposed_at,
    tally: { agrees: countOf(row.id, 1), disagrees: countOf(row.id, -1), passes: countOf(row.id, 0) },
  }))
}

/** Numbers of the statements that this voter has voted on. */
export async function votedBy(db: Db, consultationId: string, voter: string): Promise<Set<number>> {
  const rows = await db
    .selectFrom('statement_votes as v')
    .innerJoin('statements as s', 's.id', 'v.statement_id')
    .select('s.number')
    .where('s.consultation_id', '=', consultationId)
    .where('v.voter_hash', '=', voter)
    .execute()
  return new Set(rows.map(({ number }) => number))
}

/** The name of a voter in open data: the same in every export of one consultation, of no use anywhere else. */
export function publicVoter(voterHash: string): string {
  return createHash('sha256').update(`voter\n${voterHash}`).digest('hex').slice(0, 16)
}

/**
 * The conversation as Polis' open data tells it, in the order of its files: statements that were accepted or rejected by number, votes
 * by statement and voter. Days are told as their first instant, in milliseconds.
 */
export async function readConversation(
  db: Db,
  consultationId: string,
): Promise<{ comments: Comment[]; votes: Vote[] }> {
  const statements = await db
    .selectFrom('statements')
    .select(['id', 'number', 'body', 'decision'])
    .where('consultation_id', '=', consultationId)
    .where('decision', 'is not', null)
    .orderBy('number')
    .execute()
  const numbers = new Map(statements.map(({ id, number }) => [id, String(number)]))
  const rows = await db
    .selectFrom('statement_votes as v')
    .innerJoin('statements as s', 's.id', 'v.statement_id')
    .select(['v.statement_id', 'v.voter_hash', 'v.vote', 'v.voted_on'])
    .where('s.consultation_id', '=', consultationId)
    .where('s.decision', 'is not', null)
    .orderBy('s.number')
    .execute()
  const names = new Map<string, string>()
  const nameOf = (hash: string) => {
    const known = names.get(hash) ?? publicVoter(hash)
    names.set(hash, known)
    return known
  }
  const votes = rows
    .map((row) => ({
      commentId: numbers.get(row.statement_id) ?? '',
      voterId: nameOf(row.voter_hash),
      value: row.vote as VoteValue,
      at: Date.parse(`${row.voted_on}T00:00:00Z`),
      number: Number(numbers.get(row.statement_id)),
    }))
    .sort((a, b) => a.number - b.number || (a.voterId < b.voterId ? -1 : a.voterId > b.voterId ? 1 : 0))
    .map(({ number: _, ...vote }, index) => ({ ...vote, line: index + 2 }))
  const comments = statements.map(({ number, body, decision }) => {
    // A text in a file has no white space around it, and only line ends of one kind.
    return { id: String(number), body: body.trim(), isLeftOut: decision === 'rejected' }
  })
  return { comments, votes }
}

export type OpinionResult = { told: Told; groupsCsv: string; commentsCsv: string; computedAt: Date; isStale: boolean }

export async function findOpinions(db: Db, consultationId: string): Promise<OpinionResult | null> {
  const row = await db
    .selectFrom('opinion_results')
    .selectAll()
    .where('consultation_id', '=', consultationId)
    .executeTakeFirst()
  if (!row) return null
  return {
    told: row.told as Told,
    groupsCsv: row.groups_csv,
    commentsCsv: row.comments_csv,
    computedAt: row.computed_at,
    isStale: row.is_stale,
  }
}

/** Changes when anybody votes or votes otherwise; cheap beside reckoning. */
export async function markOfVotes(db: Db, consultationId: string): Promise<string> {
  const { rows } = await sql<{ mark: string }>`
    select count(*) || ':' || coalesce(sum(v.vote * (hashtext(v.voter_hash)::bigint + s.number)), 0) as mark
    from statement_votes v join statements s on s.id = v.statement_id where s.consultation_id = ${consultationId}`.execute(
    db,
  )
  return rows[0]?.mark ?? ''
}

/** Consultations that have votes and were not reckoned since they closed, or since a statement was decided on anew. */
export async function awaitingOpinions(db: Db, now: Date): Promise<string[]> {
  const rows = await db
    .selectFrom('consultations as c')
    .leftJoin('opinion_results as r', 'r.consultation_id', 'c.id')
    .select('c.id')
    .where('c.has_statements', '=', true)
    .where('c.published_at', 'is not', null)
    .where('c.opens_at', '<=', now)
    .where((eb) =>
      eb.or([
        eb('r.computed_at', 'is', null),
        eb('r.is_stale', '=', true),
        eb('r.computed_at', '<', eb.ref('c.closes_at')),
      ]),
    )
    .where((eb) =>
      eb.exists(
        eb
          .selectFrom('statement_votes as v')
          .innerJoin('statements as s', 's.id', 'v.statement_id')
          .select('v.vote')
          .whereRef('s.consultation_id', '=', 'c.id'),
      ),
    )
    .execute()
  return rows.map(({ id }) => id)
}
