import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type BoardFacts, boardRowOf, countsByState, ordered, standingOf, statesOf, totalsOf } from './model.ts'
import { filtersSchema, isFiltered, queryOf } from './schema.ts'

const now = new Date('2026-11-20T18:00:00Z')

function facts(change: Partial<BoardFacts> = {}, plan: Partial<BoardFacts['plan']> = {}): BoardFacts {
  return {
    id: 'c1',
    key: '1',
    number: '1',
    title: 'Agua',
    language: 'es',
    startsOn: '2026-01-01',
    endsOn: '2026-12-31',
    updatedAt: new Date('2026-11-01T00:00:00Z'),
    position: 1,
    origin: 'co-created',
    country: null,
    territories: [],
    plan: {
      id: 'p1',
      slug: 'plan',
      title: 'Plan',
      spaceSlug: 'lugar',
      spaceName: 'Lugar',
      spaceTerritory: '20067',
      isFictional: true,
      origin: 'platform',
      startsOn: '2026-01-01',
      endsOn: '2026-12-31',
      silenceDays: 90,
      dueSoonDays: 30,
      timeZone: 'America/Mexico_City',
      publishedAt: new Date('2026-01-15T00:00:00Z'),
      ...plan,
    },
    actions: [{ weight: 100, counts: { verified: 1, complete: 0, 'in-progress': 1, 'not-started': 0 } }],
    nextEnd: '2026-12-10',
    lastStatedAt: new Date('2026-11-01T00:00:00Z'),
    pause: null,
    ...change,
  }
}

test('R-49 T-22 the deadline light and the standing are two things', () => {
  const row = boardRowOf(facts(), now)
  assert.equal(row.standing, 'in-progress')
  assert.equal(row.deadline.lateness, 'due-soon')
  assert.equal(boardRowOf(facts({ nextEnd: '2026-11-19' }), now).deadline.lateness, 'late')
})

test('T-25 a plan of public record in which nobody said anything has no percentage and no light', () => {
  const silent = facts({ lastStatedAt: null, nextEnd: '2020-01-01' }, { origin: 'public-record' })
  const row = boardRowOf(silent, now)
  assert.equal(row.progress, null)
  assert.equal(row.standing, 'no-information')
  assert.equal(row.deadline.lateness, 'no-date')
  assert.equal(row.silentDays, null)
})

test('T-25 an empty commitment is without information, not 0 %', () => {
  const row = boardRowOf(facts({ actions: [] }), now)
  assert.equal(row.progress, null)
  assert.equal(totalsOf([row]).progress, null)
})

test('T-21 complete waits for verification; only verified is done', () => {
  const done = (state: 'complete' | 'verified') =>
    boardRowOf(facts({ actions: [{ weight: 100, counts: { [state]: 2 } }], nextEnd: null }), now)
  assert.equal(done('complete').standing, 'complete')
  assert.equal(done('complete').deadline.lateness, 'on-time')
  assert.equal(done('verified').standing, 'verified')
  assert.equal(done('verified').deadline.lateness, 'done')
  assert.equal(standingOf(null), 'no-information')
})

test('R-50 silence is said after the limit of the plan, and not of what is done or paused', () => {
  const old = { lastStatedAt: new Date('2026-08-01T00:00:00Z') }
  assert.equal(boardRowOf(facts(old), now).silentDays, 112)
  assert.equal(boardRowOf(facts(), now).silentDays, null)
  const pause = { kind: 'paused', since: '2026-09-01', party: 'Secretariado', reason: 'Elecciones' } as const
  assert.equal(boardRowOf(facts({ ...old, pause }), now).silentDays, null)
})

test('totals count each commitment once and paused ones apart from the lights', () => {
  const pause = { kind: 'suspended', since: '2026-09-01', party: 'Secretariado', reason: 'Elecciones' } as const
  const rows = [
    boardRowOf(facts({ nextEnd: '2026-01-01' }), now),
    boardRowOf(facts({ id: 'c2', nextEnd: '2026-01-01', pause }), now),
    boardRowOf(facts({ id: 'c3', actions: [] }), now),
  ]
  const totals = totalsOf(rows)
  assert.equal(totals.commitments, 3)
  assert.equal(totals.lateness.late, 1)
  assert.equal(totals.paused, 1)
  assert.equal(totals.measured, 2)
  assert.equal(Object.values(totals.lateness).reduce((sum, count) => sum + count, 0) + totals.paused, 3)
})

test('T-57 states are INEGI keys with their zero; a municipality lies in its state; national ones in none', () => {
  assert.deepEqual([...statesOf(facts())], ['20'])
  assert.deepEqual([...statesOf(facts({ territories: ['01', '01001', '09'] }))], ['01', '09'])
  assert.deepEqual([...statesOf(facts({}, { spaceTerritory: 'MX' }))], [])
  const row = boardRowOf(facts({ territories: ['01'] }), now)
  assert.deepEqual([...countsByState([row, row])], [['01', 2]])
})

test('the most urgent come first; equals keep the plan’s order', () => {
  const late = boardRowOf(facts({ id: 'late', nextEnd: '2026-01-01' }), now)
  const soon = boardRowOf(facts({ id: 'soon' }), now)
  const far = boardRowOf(facts({ id: 'far', nextEnd: '2027-06-01' }), now)
  assert.deepEqual(
    ordered([far, soon, late], 'urgencia').map((row) => row.id),
    ['late', 'soon', 'far'],
  )
  assert.deepEqual(
    ordered([far, soon, late], 'plan').map((row) => row.id),
    ['far', 'soon', 'late'],
  )
})

test('an address that nobody wrote right still shows the board', () => {
  const filters = filtersSchema.parse({
    ods: '99',
    plazo: 'tarde',
    pagina: '-3',
    institucion: "' or 1=1",
    estado: '1',
    orden: '',
  })
  assert.deepEqual(filters, filtersSchema.parse({}))
  assert.equal(isFiltered(filters), false)
})

test('equal filters have one address, and changing a filter goes back to the first page', () => {
  const filters = filtersSchema.parse({ plazo: 'late', q: 'agua', pagina: '3' })
  assert.equal(queryOf(filters, { ods: 6 }), '?q=agua&ods=6&plazo=late')
  assert.equal(queryOf(filters, { pagina: 4 }), '?q=agua&plazo=late&pagina=4')
  assert.equal(queryOf(filtersSchema.parse({})), '')
})

test('R-48 proactive commitments are shown, and the headline leaves them out and says so', () => {
  const none = [{ weight: 100, counts: { 'not-started': 1 } }]
  const rows = [boardRowOf(facts({ actions: none }), now), boardRowOf(facts({ id: 'c2', origin: 'proactive' }), now)]
  const totals = totalsOf(rows)
  assert.deepEqual([totals.commitments, totals.measured, totals.proactive], [2, 1, 1])
  assert.equal(totals.progress?.verified, 0)
})

test('T-20 what civil society confirms is its own share, beside what the institution reports', () => {
  const actions = [{ weight: 100, counts: { complete: 3, 'in-progress': 1 }, validated: 1 }]
  const row = boardRowOf(facts({ actions, disputed: 2 }), now)
  assert.deepEqual([row.progress?.complete, row.validated, row.progress?.verified, row.disputed], [75, 25, 0, 2])
  assert.deepEqual([totalsOf([row]).validated, totalsOf([row]).disputed], [25, 1])
})
