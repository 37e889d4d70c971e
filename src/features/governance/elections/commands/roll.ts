import { dayIn } from '../../../../platform/civil-day.ts'
import type { Context } from '../../../../platform/context.ts'
import { found, Refused } from '../../../../platform/errors.ts'
import { newId } from '../../../../platform/identity.ts'
import type { Body } from '../../model.ts'
import { personWith } from '../../seating/queries.ts'
import { type Election, phaseOf } from '../model.ts'
import type { VoterFields } from '../schema.ts'
import { keeping, type Tx, tell } from './within.ts'

/** The roll closes when voting opens: nobody is added while ballots come in. */
function refuseClosedRoll(election: Election, now: Date): void {
  if (now >= election.votingFrom) throw new Refused('elections.refused.roll-closed')
}

export async function admitVoter(context: Context, body: Body, slug: string, fields: VoterFields): Promise<string> {
  return keeping(context, body, slug, async (tx, election) => {
    refuseClosedRoll(election, context.now)
    const personId = await personWith(tx, fields.email)
    if (personId === null) throw new Refused('governance.refused.no-account')
    const id = newId()
    const admitted = await tx
      .insertInto('election_roll')
      .values({
        ...{ id, election_id: election.id, person_id: personId, organization_id: fields.organization },
        ...{ admitted_by: context.actor?.id ?? null, admitted_at: context.now },
      })
      .onConflict((conflict) => conflict.columns(['election_id', 'person_id']).doNothing())
      .executeTakeFirst()
    if (admitted.numInsertedOrUpdatedRows === 0n) throw new Refused('elections.refused.on-roll')
    await tell(tx, context, body, election, 'election.voter-admitted')
    return id
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
