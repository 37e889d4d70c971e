import { type Minimum, type Sector, seatSectors } from '../model.ts'

export const qualities = ['titular', 'alternate', 'facilitator', 'guest', 'observer'] as const
export type Quality = (typeof qualities)[number]

export const endingKinds = ['resigned', 'removed', 'promoted', 'party-left', 'term-ended', 'died'] as const
export type EndingKind = (typeof endingKinds)[number]
/** Those that a person writes down; the others follow from something else. */
export const statedEndings = ['resigned', 'removed', 'term-ended', 'died'] as const

export const partyMoves = ['leaves', 'suspends', 'returns'] as const
export type PartyMoveKind = (typeof partyMoves)[number]

export type Seat = { id: string; sector: Sector; number: number }

export type Membership = {
  id: string
  seatId: string | null
  quality: Quality
  name: string
  organization: { id: string; name: string } | null
  personId: string | null
  fromOn: string
  toOn: string | null
  electionId: string | null
  promotedFrom: string | null
  documentUrl: string | null
  ending: { kind: EndingKind; onDay: string; reason: string } | null
}

/** Of one organisation, or of a whole sector where no organisation is named. */
export type PartyMove = {
  id: string
  organizationId: string | null
  sector: Sector
  party: string
  move: PartyMoveKind
  onDay: string
  reason: string
  documentUrl: string | null
}

export type Roster = {
  seats: readonly Seat[]
  memberships: readonly Membership[]
  moves: readonly PartyMove[]
}

/** Named and not ended on that day; whether its party stands aside is another question. */
export function isNamedOn({ fromOn, toOn, ending }: Membership, day: string): boolean {
  return fromOn <= day && (toOn === null || day <= toOn) && (ending === null || day < ending.onDay)
}

export type PartyStanding = 'in' | 'left' | 'suspended'

/**
 * Where a party stands on a day: what its own organisation did last, or its whole sector, whichever is later. Of two on one day
 * the one written down later holds.
 */
export function partyStanding(
  moves: readonly PartyMove[],
  { sector, organizationId }: { sector: Sector; organizationId: string | null },
  day: string,
): PartyStanding {
  const own = moves.filter(
    (move) =>
      move.onDay <= day &&
      move.sector === sector &&
      (move.organizationId === null || move.organizationId === organizationId),
  )
  const last = own.toSorted((a, b) => (a.onDay < b.onDay ? -1 : a.onDay > b.onDay ? 1 : 0)).at(-1)
  if (!last || last.move === 'returns') return 'in'
  return last.move === 'leaves' ? 'left' : 'suspended'
}

export type FilledSeat = { seat: Seat; titular: Membership | null; alternate: Membership | null }

/** Every seat with who counts for it on that day: a party that left or is suspended does not. */
export function seatsOn(roster: Roster, day: string): FilledSeat[] {
  return roster.seats
    .toSorted((a, b) => seatSectors.indexOf(a.sector) - seatSectors.indexOf(b.sector) || a.number - b.number)
    .map((seat) => {
      const holding = (quality: Quality) =>
        roster.memberships.find(
          (one) =>
            one.seatId === seat.id &&
            one.quality === quality &&
            isNamedOn(one, day) &&
            partyStanding(roster.moves, { sector: seat.sector, organizationId: one.organization?.id ?? null }, day) ===
              'in',
        ) ?? null
      return { seat, titular: holding('titular'), alternate: holding('alternate') }
    })
}

export type Integration = {
  isIntegrated: boolean
  /** Sectors without the titulars that they need. */
  missing: readonly { sector: Sector; filled: number; needed: number }[]
  /** Seats whose titular has no alternate: a warning. */
  withoutAlternate: readonly Seat[]
}

/** whether each sector has its titulars, and each titular an alternate. */
export function integrationOf(roster: Roster, minimum: Minimum, day: string): Integration {
  const seats = seatsOn(roster, day)
  const filledIn = (sector: Sector) => seats.filter(({ seat, titular }) => titular && seat.sector === sector).length
  const missing = seatSectors.flatMap((sector) => {
    const needed = minimum[sector] ?? 0
    const filled = filledIn(sector)
    return filled < needed ? [{ sector, filled, needed }] : []
  })
  return {
    isIntegrated: missing.length === 0,
    missing,
    withoutAlternate: seats.filter(({ titular, alternate }) => titular && !alternate).map(({ seat }) => seat),
  }
}

/** Who facilitates on that day; she has no seat, so no vote. */
export function facilitatorOn({ memberships }: Roster, day: string): Membership | null {
  return memberships.find((one) => one.quality === 'facilitator' && isNamedOn(one, day)) ?? null
}

/** Parties that left or are suspended on that day. */
export function awayOn({ moves }: Roster, day: string): (PartyMove & { move: 'leaves' | 'suspends' })[] {
  const keyOf = (move: PartyMove) => `${move.sector} ${move.organizationId ?? ''}`
  const last = new Map<string, PartyMove>()
  for (const move of moves) {
    const known = last.get(keyOf(move))
    if (move.onDay <= day && (!known || known.onDay <= move.onDay)) last.set(keyOf(move), move)
  }
  return [...last.values()].filter(
    (move): move is PartyMove & { move: 'leaves' | 'suspends' } =>
      move.move !== 'returns' && partyStanding(moves, move, day) !== 'in',
  )
}

/** Whom the ending of a titular calls up: the alternate of the same seat, unless she ends with it. */
export function alternateToPromote(roster: Roster, ended: readonly Membership[], seatId: string, day: string) {
  const gone = new Set(ended.map(({ id }) => id))
  return (
    roster.memberships.find(
      (one) => one.seatId === seatId && one.quality === 'alternate' && isNamedOn(one, day) && !gone.has(one.id),
    ) ?? null
  )
}
