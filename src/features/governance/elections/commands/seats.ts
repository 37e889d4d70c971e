import type { Context } from '../../../../platform/context.ts'
import { found, Refused } from '../../../../platform/errors.ts'
import type { Body } from '../../model.ts'
import { nameWithin, withinBody } from '../../seating/commands.ts'
import { isNamedOn, type Roster } from '../../seating/model.ts'
import { readCount, readSeatable } from '../queries.ts'
import type { SeatFields } from '../schema.ts'
import { lockedElection, tell } from './within.ts'

/**
 * Names the elected, titular and alternate, to the free seats of the sector in order: all of them or, where too few seats are free
 * or one of them cannot be named, nobody.
 */
export async function seatElected(context: Context, body: Body, slug: string, fields: SeatFields): Promise<number> {
  return withinBody(context, body, async (tx, roster) => {
    const election = await lockedElection(tx, body, slug)
    if (election.annulledReason !== null) throw new Refused('elections.refused.annulled')
    const count = await readCount(tx, election.id)
    if (!count) throw new Refused('elections.refused.not-counted')
    if (roster.memberships.some(({ electionId }) => electionId === election.id))
      throw new Refused('elections.refused.seated')
    const elected = count.result.standings.filter(({ isElected }) => isElected).map(({ number }) => number)
    const free = freeSeats(roster, election.sector, fields.fromOn)
    if (free.length < elected.length) throw new Refused('elections.refused.no-seat', { free: free.length })
    const candidates = await readSeatable(tx, election.id)
    for (const [at, number] of elected.entries()) {
      const one = found(candidates.find((candidate) => candidate.number === number))
      const place = { seat: found(free[at]).id, organization: one.organizationId, documentUrl: null, ...fields }
      const whose = { ...place, electionId: election.id }
      await nameWithin(tx, context, body, roster, { ...whose, quality: 'titular', name: one.name, email: one.email })
      if (one.alternate)
        await nameWithin(tx, context, body, roster, {
          ...{ ...whose, quality: 'alternate' },
          ...{ name: one.alternate, email: null },
        })
    }
    await tell(tx, context, body, election, 'election.seated', { elected, from: fields.fromOn })
    return elected.length
  })
}

function freeSeats({ seats, memberships }: Roster, sector: string, day: string) {
  const held = new Set(memberships.flatMap((one) => (isNamedOn(one, day) ? [one.seatId] : [])))
  return seats.filter((seat) => seat.sector === sector && !held.has(seat.id)).toSorted((a, b) => a.number - b.number)
}
