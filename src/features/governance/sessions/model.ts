import { daysBetween } from '../../../platform/civil-day.ts'
import { type Minimum, type Sector, seatSectors } from '../model.ts'
import { type FilledSeat, integrationOf, type Membership, type Roster, seatsOn } from '../seating/model.ts'

export const modalities = ['in-person', 'remote', 'mixed'] as const
export type Modality = (typeof modalities)[number]

export const motionKinds = [
  'other',
  'rules',
  'facilitator',
  'agenda',
  'minutes',
  'plan',
  'extension',
  'commitment',
] as const
export type MotionKind = (typeof motionKinds)[number]

export const majorities = ['simple', 'two-thirds', 'consensus'] as const
export type Majority = (typeof majorities)[number]

export const voteWords = ['for', 'against', 'abstains'] as const
export type Vote = (typeof voteWords)[number]

export type Outcome = 'carried' | 'rejected' | 'no-quorum'

export type Session = {
  id: string
  number: number
  title: string
  heldAt: Date
  modality: Modality
  place: string | null
  link: string | null
  recordingUrl: string | null
  isOpen: boolean
  calledAt: Date
  cancelledReason: string | null
}

export type SeatVote = { seatId: string; membershipId: string; vote: Vote }

export type SectorCount = {
  sector: Sector
  seats: number
  for: number
  against: number
  abstains: number
  absent: number
}

export type Motion = {
  id: string
  number: number
  kind: MotionKind
  subjectId: string | null
  wording: string
  majority: Majority
  votes: readonly SeatVote[]
  outcome: { outcome: Outcome; tally: readonly SectorCount[]; at: Date } | null
}

/** Who acts for a seat in a session: its titular where she is present, else its alternate. */
export type ActingSeat = FilledSeat & { acting: Membership | null }

export function actingSeats(roster: Roster, present: ReadonlySet<string>, day: string): ActingSeat[] {
  return seatsOn(roster, day).map((filled) => {
    const { titular, alternate } = filled
    const acting = [titular, alternate].find((one) => one && present.has(one.id)) ?? null
    return { ...filled, acting }
  })
}

export type Quorum = {
  has: boolean
  isIntegrated: boolean
  sectors: readonly { sector: Sector; seats: number; present: number; needed: number }[]
}

/**
 * Quorum by sector: the body is integrated and of every sector that it must have at least half of the filled seats are
 * present, rounded up, and never none. A body's rules may ask for more.
 */
export function quorumOf(roster: Roster, minimum: Minimum, present: ReadonlySet<string>, day: string): Quorum {
  const acting = actingSeats(roster, present, day)
  const sectors = seatSectors.flatMap((sector) => {
    const own = acting.filter(({ seat, titular, alternate }) => seat.sector === sector && (titular || alternate))
    const least = minimum[sector] ?? 0
    if (own.length === 0 && least === 0) return []
    const needed = least === 0 ? 0 : Math.max(1, Math.ceil(Math.max(own.length, least) / 2))
    return [{ sector, seats: own.length, present: own.filter((one) => one.acting).length, needed }]
  })
  const { isIntegrated } = integrationOf(roster, minimum, day)
  return { has: isIntegrated && sectors.every(({ present: there, needed }) => there >= needed), isIntegrated, sectors }
}

/** Votes by sector; a seat that is present and said nothing abstains. Votes of whoever does not act for the seat are not counted. */
export function tallyOf(acting: readonly ActingSeat[], votes: readonly SeatVote[]): SectorCount[] {
  const bySeat = new Map(votes.map((vote) => [vote.seatId, vote]))
  return seatSectors.flatMap((sector) => {
    const own = acting.filter(({ seat, titular, alternate }) => seat.sector === sector && (titular || alternate))
    if (own.length === 0) return []
    const count = { sector, seats: own.length, for: 0, against: 0, abstains: 0, absent: 0 }
    for (const { seat, acting: member } of own) {
      const vote = bySeat.get(seat.id)
      if (!member) count.absent += 1
      else count[vote?.membershipId === member.id ? vote.vote : 'abstains'] += 1
    }
    return [count]
  })
}

/** Simple: more for than against. Two thirds: of those for and against. Consensus: somebody for and nobody against. */
export function outcomeOf(tally: readonly SectorCount[], majority: Majority, quorum: Quorum): Outcome {
  if (!quorum.has) return 'no-quorum'
  const total = (word: Vote) => tally.reduce((sum, count) => sum + count[word], 0)
  const [inFavour, against] = [total('for'), total('against')]
  const carried = {
    simple: inFavour > against,
    'two-thirds': inFavour > 0 && inFavour * 3 >= (inFavour + against) * 2,
    consensus: inFavour > 0 && against === 0,
  }
  return carried[majority] ? 'carried' : 'rejected'
}

/** a body that has not met for 150 days is warned, for more than 183 (six months) it fails OGP's minimum. */
export function meetingGap(
  sessions: readonly { day: string; cancelled: boolean }[],
  sinceOn: string,
  today: string,
): { days: number; severity: 'warning' | 'error' } | null {
  const held = sessions.filter(({ day, cancelled }) => !cancelled && day <= today).map(({ day }) => day)
  const days = daysBetween(held.toSorted().at(-1) ?? sinceOn, today)
  if (days < 150) return null
  return { days, severity: days > 183 ? 'error' : 'warning' }
}
