import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import fc from 'fast-check'
import { codesOf, daysWaiting, isOpen, stateOfFinding } from './model.ts'
import { askedFrom } from './open311/model.ts'
import { proposalFor } from './publisher/model.ts'

const seen = { finding: 'matches', comparisons: {}, declaredProgress: null, observedProgress: null } as const

test('R-74 a work that was not located is a finding of its own, whatever else was compared', () => {
  assert.deepEqual(codesOf({ ...seen, finding: 'not_found' }), ['not_located'])
  assert.deepEqual(codesOf({ ...seen, comparisons: { existence: 'differs' } }), ['not_located'])
})

test('T-52 a closed gate is told as a closed gate and nothing else', () => {
  const comparisons = { existence: 'differs', sign: 'no', use: 'no' }
  assert.deepEqual(
    codesOf({ ...seen, finding: 'no_access', comparisons, declaredProgress: 90, observedProgress: '0' }),
    ['no_access'],
  )
})

test('what was compared says what differs; what agrees or is not known says nothing', () => {
  assert.deepEqual(codesOf({ ...seen, comparisons: { sign: 'no', use: 'no', kind: 'partly', place: 'differs' } }), [
    ...['other_place', 'other_kind', 'out_of_use', 'no_sign'],
  ])
  assert.deepEqual(codesOf({ ...seen, comparisons: { sign: 'yes', use: 'unknown', kind: 'matches' } }), [])
  assert.deepEqual(codesOf({ ...seen, finding: 'differs' }), ['other'])
  assert.deepEqual(codesOf(seen), [])
})

test('progress differs only outside the range that was seen', () => {
  const codes = (declaredProgress: number, observedProgress: string) =>
    codesOf({ ...seen, declaredProgress, observedProgress })
  assert.deepEqual(codes(60, '26_50'), ['less_progress'])
  assert.deepEqual(codes(60, '76_99'), ['more_progress'])
  assert.deepEqual(codes(25.4, '1_25'), [])
  assert.deepEqual(codes(25.4, '26_50'), [])
  assert.deepEqual(codes(100, '76_99'), ['less_progress'])
  assert.deepEqual(codes(60, 'unknown'), [])
})

test('the newest word of the institution holds, unless the visit no longer counts', () => {
  assert.equal(stateOfFinding(false, []), 'unanswered')
  assert.equal(stateOfFinding(false, [{ stance: 'acknowledged' }, { stance: 'corrected' }]), 'corrected')
  assert.equal(stateOfFinding(true, [{ stance: 'corrected' }]), 'withdrawn')
  assert.deepEqual((['unanswered', 'acknowledged', 'explained', 'withdrawn'] as const).map(isOpen), [
    ...[true, true, false, false],
  ])
  const day = (text: string) => new Date(`2026-03-${text}T12:00:00Z`)
  assert.equal(daysWaiting(day('01'), null, day('05')), 4)
  assert.equal(daysWaiting(day('01'), day('03'), day('05')), 2)
})

test('T-40 a position is proposed from where teams stood together, each team once', () => {
  const at = (lat: number, team: string) => ({ lat, lon: -96.72, team })
  const standings = [at(17.1, 'a'), at(17.1, 'a'), at(17.1002, 'b')]
  const proposal = proposalFor({ lat: 17.06, lon: -96.72 }, standings, 300)
  assert.equal(proposal?.at.lat.toFixed(4), '17.1001')
  assert.equal(proposal?.teams, 2)
  assert.ok((proposal?.spreadMeters ?? 0) < 20)
  assert.equal(proposalFor({ lat: 17.06, lon: -96.72 }, standings.slice(0, 2), 300), null)
  assert.equal(proposalFor({ lat: 17.1, lon: -96.72 }, standings, 300), null)
  assert.equal(proposalFor(null, [at(17.1, 'a'), at(17.2, 'b')], 300), null)
  assert.equal(proposalFor(null, standings, 300)?.distanceMeters, null)
})

test('Open311 spans are at most 90 days, and a query that can’t be read is refused, not guessed', () => {
  const now = new Date('2026-03-10T00:00:00Z')
  const asked = (query: Record<string, string>) => askedFrom(query, now)
  const span = (query: Record<string, string>) => {
    const one = asked(query)
    return 'from' in one ? [one.from.toISOString().slice(0, 10), one.to.toISOString().slice(0, 10)] : one.status
  }
  assert.deepEqual(span({}), ['2025-12-10', '2026-03-10'])
  assert.deepEqual(span({ start_date: '2026-01-01T00:00:00Z' }), ['2026-01-01', '2026-04-01'])
  assert.deepEqual(span({ end_date: '2026-01-01T00:00:00-06:00' }), ['2025-10-03', '2026-01-01'])
  assert.equal(span({ start_date: '2025-01-01T00:00:00Z', end_date: '2026-01-01T00:00:00Z' }), 400)
  assert.equal(span({ start_date: '2026-01-01' }), 400)
  assert.equal(span({ status: 'abierto' }), 400)
  assert.equal(span({ service_request_id: 'x' }), 404)
  fc.assert(
    fc.property(fc.string(), fc.string(), (start_date, end_date) => {
      const one = asked({ start_date, end_date })
      if ('from' in one) assert.ok(one.to.getTime() - one.from.getTime() <= 90 * 86_400_000)
    }),
  )
})

test('T-53 no sentence about findings accuses anybody', () => {
  for (const language of ['es', 'en'] as const) {
    const file = new URL(`../../../../locales/${language}/rally-findings.json`, import.meta.url)
    const sentences: Record<string, string> = JSON.parse(readFileSync(file, 'utf8'))
    for (const [key, sentence] of Object.entries(sentences))
      assert.doesNotMatch(
        sentence,
        /fraude|corrup|irregular|mentira|falso|culpa|incumpl|fraud|lie[sd]?\b|fake|guilt/i,
        key,
      )
  }
})
