import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { meanProgress, progressOf, reportedShare, roundedTo100, type WeighedAction } from './model.ts'

const counts = (verified: number, complete: number, inProgress: number, notStarted: number) => ({
  verified,
  complete,
  'in-progress': inProgress,
  'not-started': notStarted,
})

test('R-46 T-23 divides by the number of activities of each key action', () => {
  // 60 % of weight with 1 of 3 verified, 40 % with 1 of 2 complete.
  const progress = progressOf([
    { weight: 60, counts: counts(1, 0, 2, 0) },
    { weight: 40, counts: counts(0, 1, 0, 1) },
  ])
  assert.deepEqual(progress, { verified: 20, complete: 20, 'in-progress': 40, 'not-started': 20 })
})

test('T-24 three thirds add to 100.00 by largest remainder', () => {
  assert.deepEqual(roundedTo100([1, 1, 1]), [33.34, 33.33, 33.33])
})

test('T-24 parts always add to 100.00 and stay within a hundredth of the exact share', () => {
  const weights = fc.array(fc.integer({ min: 1, max: 1000 }), { minLength: 1, maxLength: 12 })
  const tally = fc.tuple(fc.nat(20), fc.nat(20), fc.nat(20), fc.nat(20)).filter((four) => four.some((n) => n > 0))
  fc.assert(
    fc.property(weights, fc.array(tally, { minLength: 12, maxLength: 12 }), (raw, tallies) => {
      const total = raw.reduce((sum, weight) => sum + weight, 0)
      const actions = raw.map(
        (weight, index): WeighedAction => ({
          weight: (weight * 100) / total,
          counts: counts(...(tallies[index] ?? [1, 0, 0, 0])),
        }),
      )
      const progress = progressOf(actions)
      assert.ok(progress)
      const cents = Object.values(progress).map((part) => Math.round(part * 100))
      assert.equal(
        cents.reduce((sum, part) => sum + part, 0),
        10_000,
      )
      for (const part of cents) assert.ok(part >= 0)
    }),
  )
})

test('the order of key actions does not matter', () => {
  const action = fc.record({
    weight: fc.constant(25),
    counts: fc.constantFrom(counts(1, 0, 0, 2), counts(0, 3, 1, 0), counts(0, 0, 0, 1)),
  })
  fc.assert(
    fc.property(fc.tuple(action, action, action, action), (four) => {
      assert.deepEqual(progressOf(four), progressOf([...four].reverse()))
    }),
  )
})

test('T-25 R-27 an action without activities gives no information, not NaN and not 0 %', () => {
  assert.equal(progressOf([]), null)
  assert.equal(progressOf([{ weight: 100, counts: {} }]), null)
  assert.equal(progressOf([{ weight: null, counts: counts(1, 0, 0, 0) }]), null)
  const full = { weight: 100, counts: counts(1, 0, 0, 0) }
  assert.equal(progressOf([full, { weight: 0, counts: {} }]), null, 'however little the action weighs')
})

test('R-26 weights that do not add to 100 ± 0.01 give no percentage', () => {
  assert.equal(progressOf([{ weight: 99.98, counts: counts(1, 0, 0, 0) }]), null)
  assert.ok(progressOf([{ weight: 99.99, counts: counts(1, 0, 0, 0) }]))
  assert.ok(progressOf([33.33, 33.33, 33.33].map((weight) => ({ weight, counts: counts(0, 0, 0, 1) }))))
})

test('R-47 cancelled activities leave the denominator', () => {
  const progress = progressOf([{ weight: 100, counts: { verified: 1, 'in-progress': 1, cancelled: 2 } }])
  assert.equal(progress?.verified, 50)
})

test('T-21 complete is reported, only verified is done', () => {
  const progress = progressOf([{ weight: 100, counts: counts(1, 1, 0, 2) }])
  assert.ok(progress)
  assert.equal(reportedShare(progress), 50)
  assert.equal(progress.verified, 25)
})

test('T-25 the mean leaves out what cannot be measured', () => {
  const half = progressOf([{ weight: 100, counts: counts(1, 0, 0, 1) }])
  assert.deepEqual(meanProgress([half, null]), half)
  assert.equal(meanProgress([null]), null)
})
