import { dayIn } from '../../../../platform/civil-day.ts'
import type { Context } from '../../../../platform/context.ts'
import { found, Refused } from '../../../../platform/errors.ts'
import { newId } from '../../../../platform/identity.ts'
import type { Body } from '../../model.ts'
import { type Election, phaseOf, phasesBeforeVoting } from '../model.ts'
import type { VoterFields } from '../schema.ts'
import { keeping, type Tx, tell } from './within.ts'

/** The roll closes when voting opens: nobody is added while ballots come in. */
function refuseClosedRoll(election: Election, now: Date): void {
  if (!phasesBeforeVoting.includes(phaseOf(election, now))) throw new Refused('elections.refused.roll-closed')
}

/**
 * Puts people on the roll by the addresses of their accounts: all of them, or nobody where one has no account, and then the sentence
 * says which. Whoever is on it already stays as she is. Returns how many came on.
 */
export async function admitVoters(context: Context, body: Body, slug: string, fields: VoterFields): Promise<number> {
  return keeping(context, body, slug, async (tx, election) => {
    refuseClosedRoll(election, context.now)
    const people = await tx.selectFrom('people').select(['id', 'email']).where('email', 'in', fields.emails).execute()
    const known = new Set(people.map(({ email }) => email))
    const missing = fields.emails.filter((email) => !known.has(email))
    if (missing.length > 0) throw new Refused('elections.refused.no-account', { emails: missing.join(', ') })
    const by = { admitted_by: context.actor?.id ?? null, admitted_at: context.now }
    const rows = people.map(({ id }) => {
      return { id: newId(), election_id: election.id, person_id: id, organization_id: fields.organization, ...by }
    })
    const admitted = await tx
      .insertInto('election_roll')
      .values(rows)
      .onConflict((conflict) => conflict.columns(['election_id', 'person_id']).doNothing())
      .executeTakeFirst()
    const count = Number(admitted.numInsertedOrUpdatedRows ?? 0)
    if (count === 0) throw new Refused('elections.refused.on-roll')
    await tell(tx, context, body, election, 'election.voter-admitted', { count })
    return count
  })
}

export async function strikeVoter(
  context: Context,
  body: Body,
  slug: string,
  id: string,
  reason: string,
): Promise<void> {
  await keeping(context, body, slug, async (tx, election) => {
    refuseClosedRoll(election, context.now)
    await voterLocked(tx, election, id)
    await tx
      .updateTable('election_roll')
      .set({ struck_reason: reason, struck_at: context.now })
      .where('id', '=', id)
      .execute()
    await tell(tx, context, body, election, 'election.voter-struck')
  })
}

/** She votes at the table: from then on no signature is given to her; and whoever has one does not vote at the table. */
export async function markPaperVoter(context: Context, body: Body, slug: string, id: string): Promise<void> {
  await keeping(context, body, slug, async (tx, election) => {
    if (phaseOf(election, context.now) !== 'voting') throw new Refused('elections.refused.not-voting')
    const voter = await voterLocked(tx, election, id)
    if (voter.struck_at !== null) throw new Refused('elections.refused.struck')
    if (voter.credential_given_on !== null || voter.voted_on_paper_on !== null)
      throw new Refused('elections.refused.has-voted')
    const today = dayIn(election.timeZone, context.now)
    await tx.updateTable('election_roll').set({ voted_on_paper_on: today }).where('id', '=', id).execute()
  })
}

async function voterLocked(tx: Tx, election: Election, id: string) {
  return found(
    await tx
      .selectFrom('election_roll')
      .selectAll()
      .where('election_id', '=', election.id)
      .where('id', '=', id)
      .forUpdate()
      .executeTakeFirst(),
  )
}
