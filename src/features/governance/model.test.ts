import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { standingOfAgreement } from './agreements/model.ts'
import type { Sector } from './model.ts'
import {
  awayOn,
  facilitatorOn,
  integrationOf,
  type Membership,
  type PartyMove,
  partyStanding,
  type Roster,
  seatsOn,
} from './seating/model.ts'
import { actingSeats, meetingGap, outcomeOf, quorumOf, type SeatVote, tallyOf, type Vote } from './sessions/model.ts'

const minimum = { oversight: 1, 'civil-society': 1, government: 1 }
const day = '2026-03-01'

function member(seatId: string | null, quality: Membership['quality'], more: Partial<Membership> = {}): Membership {
  return {
    ...{ id: `${seatId}-${quality}`, seatId, quality, name: 'Alguien', organization: null, personId: null },
    ...{ fromOn: '2026-01-01', toOn: null, electionId: null, promotedFrom: null, documentUrl: null, ending: null },
    ...more,
  }
}

/** Two seats a sector, each with titular and alternate, of an organisation named like the seat. */
function roster(sizes: Partial<Record<Sector, number>> = { oversight: 2, 'civil-society': 2, government: 2 }): Roster {
  const seats = Object.entries(sizes).flatMap(([sector, count]) =>
    Array.from({ length: count }, (_, index) => ({
      id: `${sector}-${index + 1}`,
      sector: sector as Sector,
      number: index + 1,
    })),
  )
  const memberships = seats.flatMap(({ id }) =>
    (['titular', 'alternate'] as const).map((quality) =>
      member(id, quality, { organization: { id: `org-${id}`, name: id } }),
    ),
  )
  return { seats, memberships, moves: [] }
}

const everybody = ({ memberships }: Roster) => new Set(memberships.map(({ id }) => id))
const move = (more: Partial<PartyMove>): PartyMove => ({
  ...{ id: 'm', organizationId: null, sector: 'civil-society', party: 'Núcleo', move: 'leaves', onDay: day },
  ...{ reason: 'Espionaje', documentUrl: null },
  ...more,
})

test('R-01 a body without a titular of each of the three sectors is not integrated, whatever else it holds', () => {
  assert.equal(integrationOf(roster(), minimum, day).isIntegrated, true)
  const three = roster({ oversight: 1, 'civil-society': 1, government: 1 })
  assert.equal(integrationOf(three, minimum, day).isIntegrated, true)
  const without = { ...three, memberships: three.memberships.filter(({ seatId }) => seatId !== 'civil-society-1') }
  assert.deepEqual(integrationOf(without, minimum, day).missing, [{ sector: 'civil-society', filled: 0, needed: 1 }])
  // An alternate alone does not integrate.
  const alternates = { ...three, memberships: three.memberships.filter((one) => one.quality === 'alternate') }
  assert.equal(integrationOf(alternates, minimum, day).missing.length, 3)
  assert.equal(integrationOf(roster({ government: 9 }), minimum, day).isIntegrated, false)
})

test('T-33 three seats or six, municipal or of the state: the size is data', () => {
  for (const size of [1, 2]) {
    assert.equal(
      integrationOf(roster({ oversight: size, 'civil-society': size, government: size }), minimum, day).isIntegrated,
      true,
    )
  }
})

test('R-02 a titular without an alternate is named', () => {
  const full = roster()
  const thin = { ...full, memberships: full.memberships.filter(({ id }) => id !== 'government-2-alternate') }
  assert.deepEqual(
    integrationOf(thin, minimum, day).withoutAlternate.map(({ id }) => id),
    ['government-2'],
  )
  assert.deepEqual(integrationOf(full, minimum, day).withoutAlternate, [])
})

test('a term that has not begun, is over or was ended does not count on that day', () => {
  const one = roster({ oversight: 1, 'civil-society': 1, government: 1 })
  const changed = (more: Partial<Membership>) => ({
    ...one,
    memberships: one.memberships.map((member_) =>
      member_.id === 'government-1-titular' ? { ...member_, ...more } : member_,
    ),
  })
  assert.equal(integrationOf(changed({ fromOn: '2026-03-02' }), minimum, day).isIntegrated, false)
  assert.equal(integrationOf(changed({ toOn: '2026-02-28' }), minimum, day).isIntegrated, false)
  const ended = changed({ ending: { kind: 'resigned', onDay: day, reason: 'Se fue' } })
  assert.equal(integrationOf(ended, minimum, day).isIntegrated, false)
  assert.equal(integrationOf(ended, minimum, '2026-02-28').isIntegrated, true)
})

test('a sector that leaves freezes the body, erases nothing, and its return mends it', () => {
  const full = roster()
  const left = { ...full, moves: [move({})] }
  assert.equal(integrationOf(left, minimum, '2026-02-28').isIntegrated, true)
  assert.equal(integrationOf(left, minimum, day).isIntegrated, false)
  assert.equal(quorumOf(left, minimum, everybody(left), day).has, false)
  assert.equal(left.memberships.length, full.memberships.length)
  assert.deepEqual(
    awayOn(left, day).map(({ party }) => party),
    ['Núcleo'],
  )
  const back = { ...full, moves: [move({}), move({ move: 'returns', onDay: '2026-05-01' })] }
  assert.equal(integrationOf(back, minimum, '2026-04-30').isIntegrated, false)
  assert.equal(integrationOf(back, minimum, '2026-05-01').isIntegrated, true)
  assert.deepEqual(awayOn(back, '2026-05-01'), [])
})

test('one organisation that suspends itself takes only its own seat out', () => {
  const full = roster()
  const own = { ...full, moves: [move({ organizationId: 'org-civil-society-2', move: 'suspends' })] }
  assert.equal(integrationOf(own, minimum, day).isIntegrated, true)
  assert.equal(seatsOn(own, day).find(({ seat }) => seat.id === 'civil-society-2')?.titular, null)
  assert.equal(partyStanding(own.moves, { sector: 'civil-society', organizationId: 'org-civil-society-1' }, day), 'in')
})

test('quorum asks at least half of the seats of every sector, one at the least', () => {
  const full = roster()
  const half = new Set(['oversight-1-titular', 'civil-society-2-alternate', 'government-1-titular'])
  assert.equal(quorumOf(full, minimum, half, day).has, true)
  const noCivil = new Set([
    'oversight-1-titular',
    'oversight-2-titular',
    'government-1-titular',
    'government-2-titular',
  ])
  assert.equal(quorumOf(full, minimum, noCivil, day).has, false)
  const three = roster({ oversight: 1, 'civil-society': 3, government: 1 })
  const oneOfThree = new Set(['oversight-1-titular', 'civil-society-1-titular', 'government-1-titular'])
  assert.equal(quorumOf(three, minimum, oneOfThree, day).has, false)
})

test('the titular acts for her seat, the alternate only in her absence, and nobody votes twice', () => {
  const full = roster({ oversight: 1, 'civil-society': 1, government: 1 })
  const acting = actingSeats(full, everybody(full), day)
  assert.ok(acting.every((seat) => seat.acting?.quality === 'titular'))
  const votes: SeatVote[] = [
    { seatId: 'oversight-1', membershipId: 'oversight-1-titular', vote: 'for' },
    // The alternate's word is not counted while the titular is there.
    { seatId: 'government-1', membershipId: 'government-1-alternate', vote: 'against' },
  ]
  const tally = tallyOf(acting, votes)
  assert.deepEqual(
    tally.map(({ for: inFavour, against, abstains }) => [inFavour, against, abstains]),
    [
      [1, 0, 0],
      [0, 0, 1],
      [0, 0, 1],
    ],
  )
})

test('the facilitator has no vote: no seat is hers', () => {
  const full = roster()
  const withOne = { ...full, memberships: [...full.memberships, member(null, 'facilitator')] }
  assert.ok(facilitatorOn(withOne, day))
  const acting = actingSeats(withOne, everybody(withOne), day)
  assert.equal(acting.length, 6)
  assert.ok(acting.every((seat) => seat.acting?.quality !== 'facilitator'))
})

test('every present seat is counted once and majorities agree with a plain count', () => {
  const words: Vote[] = ['for', 'against', 'abstains']
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...words), { minLength: 6, maxLength: 6 }), (said) => {
      const full = roster()
      const acting = actingSeats(full, everybody(full), day)
      const votes = full.seats.map(({ id }, index) => ({
        seatId: id,
        membershipId: `${id}-titular`,
        vote: said[index] ?? 'abstains',
      }))
      const tally = tallyOf(acting, votes)
      const quorum = quorumOf(full, minimum, everybody(full), day)
      const [yes, no] = [said.filter((word) => word === 'for').length, said.filter((word) => word === 'against').length]
      assert.equal(
        tally.reduce((sum, one) => sum + one.for + one.against + one.abstains + one.absent, 0),
        full.seats.length,
      )
      assert.equal(outcomeOf(tally, 'simple', quorum), yes > no ? 'carried' : 'rejected')
      assert.equal(outcomeOf(tally, 'consensus', quorum), yes > 0 && no === 0 ? 'carried' : 'rejected')
      assert.equal(
        outcomeOf(tally, 'two-thirds', quorum),
        yes > 0 && yes / (yes + no) >= 2 / 3 ? 'carried' : 'rejected',
      )
    }),
  )
})

test('R-08 more than 183 days without a session fails, 150 warn; a cancelled one does not count', () => {
  const held = [{ day: '2026-01-10', cancelled: false }]
  assert.equal(meetingGap(held, '2025-01-01', '2026-06-08'), null)
  assert.deepEqual(meetingGap(held, '2025-01-01', '2026-06-09'), { days: 150, severity: 'warning' })
  assert.deepEqual(meetingGap(held, '2025-01-01', '2026-07-12'), { days: 183, severity: 'warning' })
  assert.deepEqual(meetingGap(held, '2025-01-01', '2026-07-13'), { days: 184, severity: 'error' })
  const cancelled = [...held, { day: '2026-06-01', cancelled: true }]
  assert.equal(meetingGap(cancelled, '2025-01-01', '2026-07-13')?.severity, 'error')
})

test('an agreement is late once its day has passed, until it is done or cancelled with a reason', () => {
  const agreement = {
    ...{ id: 'a', folio: 'ACU-0', wording: 'Publicar', responsible: 'Obras', organization: null, dueOn: '2026-03-01' },
    ...{ madeAt: new Date(0), from: { kind: 'session' as const, title: '', number: 1, slug: null }, states: [] },
  }
  assert.equal(standingOfAgreement(agreement, '2026-03-01'), 'pending')
  assert.equal(standingOfAgreement(agreement, '2026-03-02'), 'late')
  const state = (word: 'done' | 'in-progress') => ({ state: word, reason: 'r', url: null, at: new Date(0) })
  assert.equal(standingOfAgreement({ ...agreement, states: [state('in-progress')] }, '2026-03-02'), 'late')
  assert.equal(standingOfAgreement({ ...agreement, states: [state('done')] }, '2026-03-02'), 'done')
})
