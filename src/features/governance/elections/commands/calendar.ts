import { dayIn } from '../../../../platform/civil-day.ts'
import type { Context } from '../../../../platform/context.ts'
import { Refused } from '../../../../platform/errors.ts'
import { newId } from '../../../../platform/identity.ts'
import type { Body } from '../../model.ts'
import { endElected } from '../../seating/commands.ts'
import { type Election, phaseOf } from '../model.ts'
import type { CalendarFields } from '../schema.ts'
import { forgetOrder } from './order.ts'
import { keeping, tell } from './within.ts'

const dates = ['candidaciesFrom', 'candidaciesTo', 'votingFrom', 'votingTo'] as const
type Dates = Pick<Election, (typeof dates)[number]>

/**
 * Moves dates that have not come yet, or the polling table, with a public reason. What has happened stays: a date in the past is not moved, none is moved
 * into the past, and while a vote lasts its end may only be later, so that nobody who counted on a day loses it.
 */
export async function moveCalendar(context: Context, body: Body, slug: string, fields: CalendarFields): Promise<void> {
  await keeping(context, body, slug, async (tx, election) => {
    const { now } = context
    const phase = phaseOf(election, now)
    if (phase === 'annulled') throw new Refused('elections.refused.annulled')
    if (phase === 'counted' || phase === 'to-count') throw new Refused('elections.refused.voted')
    const moved = dates.filter((date) => fields[date].getTime() !== election[date].getTime())
    const isElsewhere = fields.pollingPlace !== election.pollingPlace
    if (moved.length === 0 && !isElsewhere) throw new Refused('elections.refused.same-dates')
    if (moved.some((date) => election[date] <= now || fields[date] <= now))
      throw new Refused('elections.refused.past-date')
    if (phase === 'voting' && fields.votingTo < election.votingTo) throw new Refused('elections.refused.shorter-vote')
    await tx
      .insertInto('election_calendar_moves')
      .values({
        ...{ id: newId(), election_id: election.id, reason: fields.reason, ...columnsOf(election) },
        ...{ moved_by: context.actor?.id ?? null, moved_at: now },
      })
      .execute()
    const place = { polling_place: fields.pollingPlace }
    await tx
      .updateTable('elections')
      .set({ ...columnsOf(fields), ...place })
      .where('id', '=', election.id)
      .execute()
    await tell(tx, context, body, election, 'election.calendar-moved', { moved, isElsewhere, reason: fields.reason })
  })
}

const columnsOf = (one: Dates) => ({
  ...{ candidacies_from: one.candidaciesFrom, candidacies_to: one.candidaciesTo },
  ...{ voting_from: one.votingFrom, voting_to: one.votingTo },
})

/**
 * Annuls an election, at any moment, with a public reason. Whoever it seated leaves the seat that day; its ballots are never
 * counted, and if they were, what was published stays beside the reason. The key goes, and with it any further signature.
 */
export async function annulElection(context: Context, body: Body, slug: string, reason: string): Promise<number> {
  return keeping(context, body, slug, async (tx, election) => {
    if (election.annulledReason !== null) throw new Refused('elections.refused.annulled')
    const { actor, now } = context
    await tx
      .insertInto('election_annulments')
      .values({ election_id: election.id, reason, annulled_by: actor?.id ?? null, annulled_at: now })
      .execute()
    await tx.deleteFrom('election_keys').where('election_id', '=', election.id).execute()
    if (!election.isCounted) await forgetOrder(tx, election.id)
    const ended = await endElected(tx, context, body, election.id, { onDay: dayIn(body.timeZone, now), reason })
    await tell(tx, context, body, election, 'election.annulled', { reason, ended })
    return ended
  })
}
