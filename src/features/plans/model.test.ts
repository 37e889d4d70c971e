import assert from 'node:assert/strict'
import { test } from 'node:test'
import { durationYears, type JudgedPlan, planFaultsOf } from './model.ts'

const plan: JudgedPlan = {
  kind: 'ogp-national',
  origin: 'platform',
  startsOn: '2026-01-01',
  endsOn: '2027-12-31',
  sourceTitle: null,
}

const codes = (change: Partial<JudgedPlan>, commitments: number) =>
  planFaultsOf({ ...plan, ...change }, commitments).map(({ rule, code, severity }) => `${rule} ${code} ${severity}`)

test('R-29: no commitment is an error; more than fifteen in an OGP plan, a warning', () => {
  assert.deepEqual(codes({}, 0), ['R-29 no-commitments error'])
  assert.deepEqual(codes({}, 1), [])
  assert.deepEqual(codes({}, 15), [])
  assert.deepEqual(codes({}, 16), ['R-29 many-commitments warning'])
  assert.deepEqual(codes({ kind: 'ogp-local' }, 16), ['R-29 many-commitments warning'])
  assert.deepEqual(codes({ kind: 'local' }, 16), [])
})

test('T-14: no number of commitments is fixed', () => {
  for (const count of [13, 26, 36, 80]) {
    assert.equal(
      planFaultsOf(plan, count).some((fault) => fault.severity === 'error'),
      false,
      String(count),
    )
  }
})

test('R-30: OGP plans last two or four years; others, one to four', () => {
  const lasting = (endsOn: string, kind: JudgedPlan['kind']) => codes({ endsOn, kind }, 5)
  const warned = ['R-30 duration warning']
  assert.deepEqual(lasting('2026-12-31', 'ogp-national'), warned)
  assert.deepEqual(lasting('2027-12-31', 'ogp-national'), [])
  assert.deepEqual(lasting('2028-12-31', 'ogp-national'), warned)
  assert.deepEqual(lasting('2029-12-31', 'ogp-national'), [])
  assert.deepEqual(lasting('2026-12-31', 'local'), [])
  assert.deepEqual(lasting('2028-12-31', 'local'), [])
  assert.deepEqual(lasting('2030-12-31', 'local'), warned)
  assert.deepEqual(lasting('2027-08-31', 'local'), warned)
  assert.deepEqual(codes({ endsOn: null }, 5), ['R-30 period-missing error'])
})

test('years are counted from the first day to the last, whichever month they begin in', () => {
  assert.equal(durationYears('2026-01-01', '2026-12-31'), 1)
  assert.equal(durationYears('2019-12-10', '2021-12-09'), 2)
  assert.equal(durationYears('2024-02-29', '2028-02-28'), 4)
  assert.ok(durationYears('2019-12-10', '2021-08-31') < 2)
})

test('a plan of public record needs its source and nothing else', () => {
  assert.deepEqual(codes({ origin: 'public-record', startsOn: null, endsOn: null }, 0), ['R-18 source-missing error'])
  assert.deepEqual(codes({ origin: 'public-record', startsOn: null, endsOn: null, sourceTitle: 'OGP' }, 0), [])
})
