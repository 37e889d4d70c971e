import type { Transaction } from 'kysely'
import type { Context } from '../../../platform/context.ts'
import type { DB } from '../../../platform/db/types.ts'
import { allow, found, Refused } from '../../../platform/errors.ts'
import { newId } from '../../../platform/identity.ts'
import { record } from '../../../platform/record.ts'
import type { Body } from '../model.ts'
import { canKeepBody } from '../policy.ts'
import {
  alternateToPromote,
  facilitatorOn,
  isNamedOn,
  type Membership,
  partyStanding,
  type Roster,
  type Seat,
} from './model.ts'
import { personWith, readRoster, seatableOrganizations } from './queries.ts'
import type { EndFields, FacilitatorFields, NameFields, PartyFields } from './schema.ts'

export type Tx = Transaction<DB>

/** Names the titular or the alternate of a seat; the seat must be free of one on that day, and the organisation of its sector. */
export async function nameMember(context: Context, body: Body, fields: NameFields): Promise<string> {
  return withinBody(context, body, (tx, roster) => nameWithin(tx, context, body, roster, fields))
}

/** The same inside a transaction that holds the body's lock, where several are named together. */
export async function nameWithin(
  tx: Tx,
  context: Context,
  body: Body,
  roster: Roster,
  fields: NameFields & { electionId?: string },
): Promise<string> {
  const seat = found(roster.seats.find(({ id }) => id === fields.seat))
  const held = roster.memberships.some(
    (one) => one.seatId === seat.id && one.quality === fields.quality && isNamedOn(one, fields.fromOn),
  )
  if (held) throw new Refused('governance.refused.seat-held')
  await refuseOtherSector(tx, body, seat, fields.organization)
  const personId = await accountOf(tx, fields.email)
  const facilitator = facilitatorOn(roster, fields.fromOn)
  if (personId !== null && facilitator?.personId === personId) throw new Refused('governance.refused.facilitates')
  const id = newId()
  await tx
    .insertInto('memberships')
    .values({
      ...{ id, body_id: body.id, seat_id: seat.id, quality: fields.quality, name: fields.name },
      ...{ organization_id: fields.organization, person_id: personId, from_on: fields.fromOn, to_on: fields.toOn },
      ...{ election_id: fields.electionId ?? null, document_url: fields.documentUrl },
      ...{ named_by: context.actor?.id ?? null, named_at: context.now },
    })
    .execute()
  const about = { sector: seat.sector, seat: seat.number, quality: fields.quality, from: fields.fromOn }
  await tell(tx, context, body, 'body.member-named', { ...about, organization: fields.organization })
  return id
}

/** Names who facilitates, as a carried motion of the body decided. She holds no seat and has no vote. */
export async function nameFacilitator(context: Context, body: Body, fields: FacilitatorFields): Promise<string> {
  return withinBody(context, body, async (tx, roster) => {
    const carried = tx
      .selectFrom('motions as m')
      .innerJoin('motion_outcomes as o', 'o.motion_id', 'm.id')
      .innerJoin('sessions_of_bodies as s', 's.id', 'm.session_id')
      .select('m.id')
      .where('m.id', '=', fields.motion)
      .where('s.body_id', '=', body.id)
      .where('m.kind', '=', 'facilitator')
      .where('o.outcome', '=', 'carried')
    if (!(await carried.executeTakeFirst())) throw new Refused('governance.refused.facilitator-motion')
    const personId = await accountOf(tx, fields.email)
    const seated = roster.memberships.some(
      (one) => one.seatId !== null && isNamedOn(one, fields.fromOn) && personId !== null && one.personId === personId,
    )
    if (seated) throw new Refused('governance.refused.seated')
    const before = facilitatorOn(roster, fields.fromOn)
    if (before) await insertEnding(tx, context, before, { kind: 'term-ended', ...endingOf(fields.fromOn, fields.name) })
    const id = newId()
    await tx
      .insertInto('memberships')
      .values({
        ...{ id, body_id: body.id, quality: 'facilitator', name: fields.name, organization_id: fields.organization },
        ...{ person_id: personId, from_on: fields.fromOn },
        ...{ named_by: context.actor?.id ?? null, named_at: context.now },
      })
      .execute()
    await tell(tx, context, body, 'body.facilitator-named', { from: fields.fromOn, motion: fields.motion })
    return id
  })
}

const endingOf = (onDay: string, successor: string) => ({ onDay, reason: `→ ${successor}` })

/** Ends a membership. Where a titular goes her alternate becomes titular on that day; the rows before stay. */
export async function endMembership(context: Context, body: Body, id: string, fields: EndFields): Promise<void> {
  await withinBody(context, body, async (tx, roster) => {
    const one = found(roster.memberships.find((membership) => membership.id === id))
    if (one.ending !== null || fields.onDay < one.fromOn) throw new Refused('governance.refused.ended')
    await insertEnding(tx, context, one, fields)
    const promoted = await promoteAfter(tx, context, body, roster, [one], fields.onDay)
    const details = { quality: one.quality, kind: fields.kind, on: fields.onDay, reason: fields.reason, promoted }
    await tell(tx, context, body, 'body.member-ended', details)
  })
}

/**
 * Writes that a party leaves, suspends its part or returns. Leaving ends its memberships and calls up the alternates that are not
 * of it; suspending only takes its seats out of quorum and votes until it returns. Nothing is erased.
 */
export async function moveParty(context: Context, body: Body, fields: PartyFields): Promise<void> {
  await withinBody(context, body, async (tx, roster) => {
    const party = { sector: fields.sector, organizationId: fields.organization }
    const standing = partyStanding(roster.moves, party, fields.onDay)
    if (fields.move === 'returns' ? standing === 'in' : standing === 'left')
      throw new Refused('governance.refused.party-move')
    await tx
      .insertInto('party_moves')
      .values({
        ...{ id: newId(), body_id: body.id, organization_id: fields.organization, sector: fields.sector },
        ...{ party: fields.party, move: fields.move, on_day: fields.onDay, reason: fields.reason },
        ...{ document_url: fields.documentUrl, moved_by: context.actor?.id ?? null, moved_at: context.now },
      })
      .execute()
    const gone = fields.move === 'leaves' ? membersOfParty(roster, party, fields.onDay) : []
    for (const one of gone) {
      await insertEnding(tx, context, one, { kind: 'party-left', onDay: fields.onDay, reason: fields.reason })
    }
    const promoted = await promoteAfter(tx, context, body, roster, gone, fields.onDay)
    const { sector, party: name, move, onDay: on, reason } = fields
    await tell(tx, context, body, 'body.party-moved', { sector, party: name, move, on, reason, promoted })
  })
}

function membersOfParty(roster: Roster, { sector, organizationId }: PartyScope, day: string): Membership[] {
  const seatIds = new Set(roster.seats.filter((seat) => seat.sector === sector).map(({ id }) => id))
  return roster.memberships.filter(
    (one) =>
      one.seatId !== null &&
      seatIds.has(one.seatId) &&
      isNamedOn(one, day) &&
      (organizationId === null || one.organization?.id === organizationId),
  )
}

type PartyScope = { sector: Seat['sector']; organizationId: string | null }

/** Alternates of the seats whose titular went become titulars on that day; returns how many. */
async function promoteAfter(
  tx: Tx,
  { actor, now }: Context,
  body: Body,
  roster: Roster,
  ended: readonly Membership[],
  day: string,
): Promise<number> {
  const vacated = ended.filter((one) => one.quality === 'titular' && one.seatId !== null)
  let promoted = 0
  for (const { seatId } of vacated) {
    const alternate = seatId === null ? null : alternateToPromote(roster, ended, seatId, day)
    if (!alternate) continue
    const by = { ended_by: actor?.id ?? null, ended_at: now }
    const ending = { membership_id: alternate.id, kind: 'promoted', on_day: day, reason: 'titular', ...by }
    await tx.insertInto('membership_endings').values(ending).execute()
    await tx
      .insertInto('memberships')
      .values({
        ...{ id: newId(), body_id: body.id, seat_id: seatId, quality: 'titular', name: alternate.name },
        ...{ organization_id: alternate.organization?.id ?? null, person_id: alternate.personId, from_on: day },
        ...{ to_on: alternate.toOn, promoted_from: alternate.id, named_by: actor?.id ?? null, named_at: now },
      })
      .execute()
    promoted += 1
  }
  return promoted
}

/** Whoever an election named goes with it; nobody is called up, since alternates were named by it too. Returns how many. */
export async function endElected(
  tx: Tx,
  context: Context,
  body: Body,
  electionId: string,
  { onDay, reason }: { onDay: string; reason: string },
): Promise<number> {
  const roster = await readRoster(tx, body.id)
  const theirs = new Set(roster.memberships.flatMap((one) => (one.electionId === electionId ? [one.id] : [])))
  const named = roster.memberships.filter(
    (one) => one.ending === null && (theirs.has(one.id) || (one.promotedFrom !== null && theirs.has(one.promotedFrom))),
  )
  for (const one of named)
    await insertEnding(tx, context, one, { kind: 'removed', reason, onDay: onDay < one.fromOn ? one.fromOn : onDay })
  return named.length
}

async function insertEnding(
  tx: Tx,
  { actor, now }: Context,
  one: Membership,
  { kind, onDay, reason }: { kind: string; onDay: string; reason: string },
): Promise<void> {
  const by = { ended_by: actor?.id ?? null, ended_at: now }
  await tx
    .insertInto('membership_endings')
    .values({ membership_id: one.id, kind, on_day: onDay, reason, ...by })
    .execute()
}

/** titular and alternate are of the seat's sector. Somebody without an organisation sits for citizens or by her sector's word. */
async function refuseOtherSector(tx: Tx, body: Body, seat: Seat, organizationId: string | null): Promise<void> {
  if (organizationId === null) return
  const organization = (await seatableOrganizations(tx, body.space.id)).find(({ id }) => id === organizationId)
  if (found(organization).sector !== seat.sector) throw new Refused('governance.refused.sector')
}

async function accountOf(tx: Tx, email: string | null): Promise<string | null> {
  if (email === null) return null
  const personId = await personWith(tx, email)
  if (personId === null) throw new Refused('governance.refused.no-account')
  return personId
}

/** Under the body's lock, so that two who name for one seat wait for each other. */
export async function withinBody<Result>(
  context: Context,
  body: Body,
  act: (tx: Tx, roster: Roster) => Promise<Result>,
): Promise<Result> {
  allow(canKeepBody(context.actor, body.space.id))
  return context.db.transaction().execute(async (tx) => {
    await tx.selectFrom('bodies').select('id').where('id', '=', body.id).forUpdate().executeTakeFirstOrThrow()
    return act(tx, await readRoster(tx, body.id))
  })
}

function tell(tx: Tx, context: Context, body: Body, type: `body.${string}`, details: Record<string, unknown>) {
  const subject = { type: 'body', id: body.id }
  return record(tx, context, { type, spaceId: body.space.id, subject, details: { body: body.slug, ...details } })
}
