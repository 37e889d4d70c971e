import type { Context } from '../../../../platform/context.ts'
import { allow, found, Refused } from '../../../../platform/errors.ts'
import type { Body } from '../../model.ts'
import { canKeepBody } from '../../policy.ts'
import { nameMember } from '../../seating/commands.ts'
import { isNamedOn } from '../../seating/model.ts'
import { readRoster } from '../../seating/queries.ts'
import { findElection, readCount, readSeatable } from '../queries.ts'
import type { SeatFields } from '../schema.ts'

/** Names the elected, titular and alternate, to the free seats of the sector in order; refused where too few are free. */
export async function seatElected(context: Context, body: Body, slug: string, fields: SeatFields): Promise<number> {
  allow(canKeepBody(context.actor, body.space.id))
  const { db } = context
  const election = found(await findElection(db, body.id, slug))
  const count = await readCount(db, election.id)
  if (!count) throw new Refused('elections.refused.not-counted')
  const roster = await readRoster(db, body.id)
  if (roster.memberships.some(({ electionId }) => electionId === election.id))
    throw new Refused('elections.refused.seated')
  const elected = count.result.standings.filter(({ isElected }) => isElected).map(({ number }) => number)
  const free = roster.seats
    .filter(({ id, sector }) => sector === election.sector && !isHeld(id))
    .toSorted((a, b) => a.number - b.number)
  if (free.length < elected.length) throw new Refused('elections.refused.no-seat', { free: free.length })
  const candidates = await readSeatable(db, election.id)
  for (const [at, number] of elected.entries()) {
    const one = found(candidates.find((candidate) => candidate.number === number))
    const place = { seat: found(free[at]).id, organization: one.organizationId, documentUrl: null, ...fields }
    await nameMember(context, body, { ...place, quality: 'titular', name: one.name, email: one.email }, election.id)
    if (one.alternate)
      await nameMember(context, body, { ...place, quality: 'alternate', name: one.alternate, email: null }, election.id)
  }
  return elected.length

  function isHeld(seatId: string): boolean {
    return roster.memberships.some((one) => one.seatId === seatId && isNamedOn(one, fields.fromOn))
  }
}
