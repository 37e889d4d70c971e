import { sql } from 'kysely'
import type { Db } from '../../../platform/context.ts'
import type { Sector } from '../model.ts'
import type { EndingKind, Membership, PartyMove, PartyMoveKind, Quality, Roster, Seat } from './model.ts'

type MembershipRow = Omit<Membership, 'organization' | 'ending'> & {
  organizationId: string | null
  organization: string | null
  endingKind: EndingKind | null
  endedOn: string | null
  endingReason: string | null
}

/** Everybody who ever sat, every seat and what its parties did: who counts on a day is the model's matter. */
export async function readRoster(db: Db, bodyId: string): Promise<Roster> {
  const seats = await sql<Seat>`select id, sector, number from seats where body_id = ${bodyId}`.execute(db)
  const memberships = await sql<MembershipRow>`
    select m.id, m.seat_id as "seatId", m.quality, m.name, m.organization_id as "organizationId", o.name as organization,
      m.person_id as "personId", m.from_on as "fromOn", m.to_on as "toOn", m.election_id as "electionId",
      m.promoted_from as "promotedFrom", m.document_url as "documentUrl", e.kind as "endingKind", e.on_day as "endedOn",
      e.reason as "endingReason"
    from memberships m left join organizations o on o.id = m.organization_id
    left join membership_endings e on e.membership_id = m.id
    where m.body_id = ${bodyId} order by m.from_on, m.named_at, m.id`.execute(db)
  const moves = await sql<PartyMove>`
    select id, organization_id as "organizationId", sector, party, move, on_day as "onDay", reason, document_url as "documentUrl"
    from party_moves where body_id = ${bodyId} order by on_day, moved_at`.execute(db)
  return {
    seats: seats.rows.map((seat) => ({ ...seat, sector: seat.sector as Sector })),
    memberships: memberships.rows.map(membershipOf),
    moves: moves.rows.map((move) => ({ ...move, move: move.move as PartyMoveKind })),
  }
}

function membershipOf(row: MembershipRow): Membership {
  const { organizationId, organization, endingKind, endedOn, endingReason, ...rest } = row
  return {
    ...rest,
    quality: rest.quality as Quality,
    organization: organizationId && organization ? { id: organizationId, name: organization } : null,
    ending: endingKind && endedOn ? { kind: endingKind, onDay: endedOn, reason: endingReason ?? '' } : null,
  }
}

/** Organisations of the space by the sector of their kind: who may hold a seat of that sector. */
export async function seatableOrganizations(
  db: Db,
  spaceId: string,
): Promise<{ id: string; name: string; sector: string }[]> {
  return db
    .selectFrom('organizations as o')
    .innerJoin('organization_kinds as k', 'k.code', 'o.kind')
    .select(['o.id', 'o.name', 'k.sector'])
    .where('o.space_id', '=', spaceId)
    .orderBy('o.name')
    .execute()
}

/** The account with that address; null when there is none. Asked only for whoever keeps a body. */
export async function personWith(db: Db, email: string): Promise<string | null> {
  const row = await db
    .selectFrom('people')
    .select('id')
    .where('email', '=', email.trim().toLowerCase())
    .executeTakeFirst()
  return row?.id ?? null
}
