import { Worker } from 'node:worker_threads'
import type { Transaction } from 'kysely'
import { dayIn } from '../../../platform/civil-day.ts'
import type { Context, Database } from '../../../platform/context.ts'
import type { DB } from '../../../platform/db/types.ts'
import { allow, found, Refused } from '../../../platform/errors.ts'
import { newId } from '../../../platform/identity.ts'
import { record } from '../../../platform/record.ts'
import { about } from '../contributions/commands.ts'
import { personalDataIn } from '../contributions/personal-data.ts'
import { type Consultation, phaseOf } from '../model.ts'
import type { VoteValue } from '../opinions/votes.ts'
import { canModerateContributions } from '../policy.ts'
import { findOpinions, markOfVotes, readConversation } from './queries.ts'
import { type Conversation, type Reckoned, reckon } from './reckoning.ts'

type Tx = Transaction<DB>

function refuseClosed(consultation: Consultation, now: Date): void {
  if (!consultation.hasStatements) throw new Refused('consultations.refused.no-statements')
  if (phaseOf(consultation, now) !== 'open') throw new Refused('consultations.refused.closed')
}

/** One vote a voter and statement; voting again changes it. No event: a vote is nobody's public act. */
export async function vote(
  { db, now }: Pick<Context, 'db' | 'now'>,
  consultation: Consultation,
  { number, voter, value }: { number: number; voter: string; value: VoteValue },
): Promise<void> {
  refuseClosed(consultation, now)
  const statement = await db
    .selectFrom('statements')
    .select('id')
    .where('consultation_id', '=', consultation.id)
    .where('number', '=', number)
    .where('decision', '=', 'accepted')
    .executeTakeFirst()
  const row = { vote: value, voted_on: dayIn(consultation.timeZone, now) }
  await db
    .insertInto('statement_votes')
    .values({ statement_id: found(statement).id, voter_hash: voter, ...row })
    .onConflict((conflict) => conflict.columns(['statement_id', 'voter_hash']).doUpdateSet(row))
    .execute()
}

/** Proposes a statement; it waits for a person's decision. What may hold personal data is refused: a sentence needs none. */
export async function proposeStatement(
  context: Pick<Context, 'db' | 'now'>,
  consultation: Consultation,
  body: string,
): Promise<number> {
  refuseClosed(consultation, context.now)
  if (personalDataIn(body).length > 0) throw new Refused('consultations.refused.statement-personal')
  return context.db.transaction().execute(async (tx) => {
    const { number } = await insertStatement(tx, consultation.id, { body, isSeed: false, at: context.now, by: null })
    return number
  })
}

/** Puts statements of one's own to the vote; the bulk way for who runs the consultation. */
export async function seedStatements(
  context: Context,
  consultation: Consultation,
  bodies: readonly string[],
): Promise<number[]> {
  allow(canModerateContributions(context.actor, consultation.space.id))
  return context.db.transaction().execute((tx) => plantStatements(tx, context, consultation, bodies))
}

/** The same with no question of who: for the command line and the demonstration. */
export async function plantStatements(
  tx: Tx,
  context: Pick<Context, 'actor' | 'now'>,
  consultation: Consultation,
  bodies: readonly string[],
): Promise<number[]> {
  const numbers: number[] = []
  for (const body of bodies) {
    const by = context.actor?.id ?? null
    const made = await insertStatement(tx, consultation.id, { body, isSeed: true, at: context.now, by })
    numbers.push(made.number)
    await record(tx, context, {
      ...{ type: 'statement.seeded', spaceId: consultation.space.id, subject: { type: 'statement', id: made.id } },
      details: { ...about(consultation), number: made.number, statement: body },
    })
  }
  return numbers
}

type New = { body: string; isSeed: boolean; at: Date; by: string | null }

async function insertStatement(tx: Tx, consultationId: string, { body, isSeed, at, by }: New) {
  await tx.selectFrom('consultations').select('id').where('id', '=', consultationId).forUpdate().execute()
  const { last } = await tx
    .selectFrom('statements')
    .select(({ fn }) => fn.max('number').as('last'))
    .where('consultation_id', '=', consultationId)
    .executeTakeFirstOrThrow()
  const id = newId()
  const number = Number(last ?? 0) + 1
  const decided = isSeed ? { decision: 'accepted', decided_by: by, decided_at: at } : {}
  await tx
    .insertInto('statements')
    .values({ id, consultation_id: consultationId, number, body, is_seed: isSeed, proposed_at: at, ...decided })
    .execute()
  return { id, number }
}

/** Accepts or rejects a proposal, with its reason; what was decided may be decided anew, and the record keeps both. */
export async function decideStatement(
  context: Context,
  consultation: Consultation,
  { number, decision, reason }: { number: number; decision: 'accepted' | 'rejected'; reason: string | null },
): Promise<void> {
  const { actor, now } = context
  allow(canModerateContributions(actor, consultation.space.id))
  await context.db.transaction().execute(async (tx) => {
    const row = found(
      await tx
        .selectFrom('statements')
        .select(['id', 'decision', 'body'])
        .where('consultation_id', '=', consultation.id)
        .where('number', '=', number)
        .forUpdate()
        .executeTakeFirst(),
    )
    if (row.decision === decision) throw new Refused('consultations.refused.decided')
    await tx
      .updateTable('statements')
      .set({ decision, decision_reason: reason, decided_by: actor.id, decided_at: now })
      .where('id', '=', row.id)
      .execute()
    await tx
      .updateTable('opinion_results')
      .set({ is_stale: true })
      .where('consultation_id', '=', consultation.id)
      .execute()
    const words = decision === 'accepted' ? { statement: row.body } : {}
    await record(tx, context, {
      ...{ type: `statement.${decision}`, spaceId: consultation.space.id, subject: { type: 'statement', id: row.id } },
      details: { ...about(consultation), number, ...words, ...(reason ? { reason } : {}) },
    })
  })
}

/** Reckons groups and consensus of all votes and keeps what the command line would write of the same votes, byte for byte. */
export async function reckonOpinions(db: Database, consultationId: string, now: Date): Promise<{ votes: number }> {
  const mark = await markOfVotes(db, consultationId)
  const before = await findOpinions(db, consultationId)
  if (before && !before.isStale && before.told.mark === mark) {
    // Nobody voted since: only that it was looked at is written.
    const seen = { computed_at: now }
    await db.updateTable('opinion_results').set(seen).where('consultation_id', '=', consultationId).execute()
    return { votes: 0 }
  }
  const { comments, votes } = await readConversation(db, consultationId)
  const { told, groupsCsv, commentsCsv, summaryJson } = await reckoned({ comments, votes, mark })
  const files = { groups_csv: groupsCsv, comments_csv: commentsCsv, summary_json: summaryJson }
  const row = { ...files, told: JSON.stringify(told), computed_at: now, is_stale: false }
  await db
    .insertInto('opinion_results')
    .values({ consultation_id: consultationId, ...row })
    .onConflict((conflict) => conflict.column('consultation_id').doUpdateSet(row))
    .execute()
  return { votes: votes.length }
}

/** Fewer votes than this take less time than starting a thread. */
const fewVotes = 5_000

/** In a thread of its own where it would keep the process from everything else. */
export async function reckoned(conversation: Conversation): Promise<Reckoned> {
  if (conversation.votes.length < fewVotes) return reckon(conversation)
  return new Promise((resolve, reject) => {
    const thread = new Worker(new URL('./reckoning-thread.ts', import.meta.url), { workerData: conversation })
    thread.once('message', resolve)
    thread.once('error', reject)
    thread.once('exit', () => reject(new Error('the reckoning ended without a result')))
  })
}
