import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import { dayIn } from '../../../../platform/civil-day.ts'
import type { Context, Database } from '../../../../platform/context.ts'
import { found, NotAllowed, Refused } from '../../../../platform/errors.ts'
import { type Ballot, isSignedBy, keyOf, marksOf, receiptOf } from '../ballot.ts'
import { blindSign, openKey } from '../keys.ts'
import { type Election, phaseOf } from '../model.ts'
import { readCandidates } from '../queries.ts'
import type { Tx } from './within.ts'

/**
 * Signs one blinded ballot for a person of the roll, under her row's lock: once, or again the very same where the answer was lost.
 * Nothing goes to the public record, which would keep the instant; the roll keeps the day.
 */
export async function signBlinded(
  context: Context,
  election: Election,
  blinded: string,
  secret: string,
): Promise<string> {
  const { actor, now } = context
  if (!actor) throw new NotAllowed()
  if (phaseOf(election, now) !== 'voting') throw new Refused('elections.refused.not-voting')
  return context.db.transaction().execute(async (tx) => {
    const voter = await tx
      .selectFrom('election_roll')
      .selectAll()
      .where('election_id', '=', election.id)
      .where('person_id', '=', actor.id)
      .forUpdate()
      .executeTakeFirst()
    if (!voter) throw new Refused('elections.refused.not-on-roll')
    if (voter.struck_at !== null) throw new Refused('elections.refused.struck')
    const hash = createHash('sha256').update(blinded).digest('hex')
    const isSame = voter.blinded_sha256 === hash
    const has = voter.credential_given_on !== null || voter.voted_on_paper_on !== null
    if (has && !isSame) throw new Refused('elections.refused.has-voted')
    const key = await tx
      .selectFrom('election_keys')
      .select('sealed_private_key')
      .where('election_id', '=', election.id)
      .executeTakeFirst()
    const sealed = found(key).sealed_private_key
    const signed = blindSign(openKey(sealed, secret, election.id), Buffer.from(blinded, 'base64url'))
    if (signed === null) throw new Refused('elections.refused.blinded')
    if (!isSame) {
      const today = dayIn(election.timeZone, now)
      await tx
        .updateTable('election_roll')
        .set({ credential_given_on: today, blinded_sha256: hash })
        .where('id', '=', voter.id)
        .execute()
    }
    return signed.toString('base64url')
  })
}

/**
 * Puts a ballot into the box. It takes no context, so it knows no person: the signature alone shows that somebody of the roll made
 * it. Returns its receipt.
 */
export async function castBallot(db: Database, now: Date, election: Election, ballot: Ballot): Promise<string> {
  if (phaseOf(election, now) !== 'voting') throw new Refused('elections.refused.not-voting')
  const numbers = (await readCandidates(db, election.id)).map(({ number }) => number)
  if (marksOf(ballot.choice, election.seats, numbers) === null) throw new Refused('elections.refused.choice')
  if (!(await isSignedBy(keyOf(election.publicKey), election.id, ballot)))
    throw new Refused('elections.refused.signature')
  const receipt = receiptOf(election.id, ballot)
  return db.transaction().execute(async (tx) => {
    // Shared with other ballots; whoever counts waits for it, and finds the ballot.
    await sql`select id from elections where id = ${election.id} for share`.execute(tx)
    if (await isOver(tx, election.id)) throw new Refused('elections.refused.not-voting')
    const { serial, choice, signature } = ballot
    const put = await tx
      .insertInto('ballots')
      .values({ election_id: election.id, serial, choice, signature, receipt })
      .onConflict((conflict) => conflict.doNothing())
      .executeTakeFirst()
    if (put.numInsertedOrUpdatedRows === 0n) throw new Refused('elections.refused.cast', { receipt })
    return receipt
  })
}

/** Counted or annulled since the page was read. */
async function isOver(tx: Tx, electionId: string): Promise<boolean> {
  const { rows } = await sql`select election_id from election_counts where election_id = ${electionId}
    union all select election_id from election_annulments where election_id = ${electionId}`.execute(tx)
  return rows.length > 0
}
