import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { sampleRules } from '../../../../test/rally-stage.ts'
import { agreementOf, tableOf } from './agreement/model.ts'
import { remediesFor } from './appeals/model.ts'
import { barOf, type Decision, nextCode, questionsOf, standingOf } from './model.ts'
import { draw, errorRateOf, sampleSize, seedOf } from './second-look/model.ts'
import { distancesOf, lagsOf, metersBetween } from './signals/model.ts'

const visit = { status: 'counted', reason: null, kind: 'visit', isCompared: true } as const
const criteriaOf = (questions: readonly { criterion: string }[]) => questions.map(({ criterion }) => criterion)

test('R-64 a reused photograph asks whether it is their own; a copied text, whether the words are', () => {
  const asked = (reason: 'photo_reused' | 'copied_text' | 'no_work') =>
    questionsOf({ status: 'review', reason, kind: null, isCompared: false }, sampleRules)
  assert.deepEqual(asked('photo_reused'), [{ criterion: 'photo_original', round: 'first' }])
  assert.deepEqual(asked('copied_text'), [{ criterion: 'text_original', round: 'settling' }])
  assert.deepEqual(asked('no_work'), [{ criterion: 'work_named', round: 'settling' }])
})

test('a counted visit is asked only about what gives points and was not given yet', () => {
  assert.deepEqual(criteriaOf(questionsOf(visit, sampleRules)), ['other_data', 'interview', 'visualization'])
  assert.ok(criteriaOf(questionsOf({ ...visit, isCompared: false }, sampleRules)).includes('comparison'))
  const rules = {
    ...sampleRules,
    points: { ...sampleRules.points, interview: 0 },
    challenges: [{ id: 'sabelotodo', kind: 'judged', criterion: 'uses_data', points: 10 }] as const,
  }
  assert.deepEqual(criteriaOf(questionsOf(visit, rules)), ['other_data', 'visualization', 'uses_data'])
  assert.deepEqual(criteriaOf(questionsOf({ ...visit, kind: 'announcement' }, rules)), ['uses_data'])
  assert.deepEqual(questionsOf({ ...visit, status: 'excluded', reason: 'duplicate' }, rules), [])
})

test('one judge settles nothing, two who agree do, a tie waits for a third, and the third ends it', () => {
  const decision = fc.constantFrom<Decision>('yes', 'no')
  fc.assert(
    fc.property(decision, decision, decision, (a, b, c) => {
      assert.equal(standingOf([]), 'open')
      assert.equal(standingOf([a]), 'open')
      assert.equal(standingOf([a, b]), a === b ? (a === 'yes' ? 'granted' : 'denied') : 'tied')
      const ayes = [a, b, c].filter((one) => one === 'yes').length
      assert.equal(standingOf([a, b, c]), ayes >= 2 ? 'granted' : 'denied')
      assert.equal(standingOf([c, a, b]), standingOf([a, b, c]))
    }),
  )
})

test('a judge is barred from her own team and organisation, and from nothing else', () => {
  const judge = { code: 'J1', personId: 'ana', organizationId: 'osc' }
  const team = { code: 'a', organizationId: 'osc', memberIds: ['ana'] }
  assert.equal(barOf(judge, team), 'own-team')
  assert.equal(barOf(judge, { ...team, memberIds: [] }), 'own-organisation')
  assert.equal(barOf(judge, { ...team, memberIds: [], organizationId: 'other' }), null)
  assert.equal(barOf({ ...judge, organizationId: null }, { ...team, memberIds: [], organizationId: null }), null)
  assert.equal(barOf(judge, null), null)
  assert.equal(nextCode(['J1', 'J10', 'J2']), 'J11')
})

test("Cohen's kappa agrees with tables worked by hand", () => {
  const kappa = (yesYes: number, yesNo: number, noYes: number, noNo: number) =>
    agreementOf({ yesYes, yesNo, noYes, noNo }).kappa
  // po = 0.70, pe = (25·30 + 25·20)/50² = 0.50
  assert.equal(kappa(20, 5, 10, 15), 0.4)
  // po = 0.60, pe = (60·70 + 40·30)/100² = 0.54
  assert.equal(kappa(45, 15, 25, 15)?.toFixed(4), '0.1304')
  // po = 0.60, pe = (60·30 + 40·70)/100² = 0.46
  assert.equal(kappa(25, 35, 5, 35)?.toFixed(4), '0.2593')
  assert.equal(kappa(7, 0, 0, 3), 1)
  assert.equal(kappa(0, 5, 5, 0), -1)
})

test('kappa is not told where it says nothing', () => {
  assert.equal(agreementOf({ yesYes: 0, yesNo: 0, noYes: 0, noNo: 0 }).undefinedBecause, 'no-items')
  assert.equal(agreementOf({ yesYes: 9, yesNo: 0, noYes: 0, noNo: 0 }).undefinedBecause, 'no-variation')
  assert.equal(agreementOf({ yesYes: 0, yesNo: 9, noYes: 0, noNo: 0 }).kappa, 0)
  const pairs = [{ criterion: 'interview', first: 'yes', second: 'no' } as const]
  assert.deepEqual(tableOf(pairs), { yesYes: 0, yesNo: 1, noYes: 0, noNo: 0 })
})

test('the draw of the second look is the same for everybody and in any order', () => {
  const questions = Array.from({ length: 400 }, (_, index) => ({
    ...{ network: 'x', id: String(index), criterion: 'interview' },
  }))
  const seed = seedOf('a'.repeat(64))
  assert.match(seed, /^[0-9a-f]{64}$/)
  const drawn = draw(questions, seed)
  assert.equal(drawn.length, 40)
  assert.deepEqual(draw(questions.toReversed(), seed), drawn)
  assert.notDeepEqual(draw(questions, seedOf('b'.repeat(64))), drawn)
  assert.deepEqual([0, 1, 30, 31, 301, 1000].map(sampleSize), [0, 1, 30, 30, 31, 100])
})

test('the error rate carries its Wilson interval', () => {
  assert.deepEqual(errorRateOf(0, 0), { looked: 0, differing: 0, rate: null, low: null, high: null })
  const none = errorRateOf(30, 0)
  // z²/(n + z²)
  assert.equal(none.high?.toFixed(4), '0.1135')
  assert.equal(none.low, 0)
  const some = errorRateOf(30, 5)
  assert.equal(some.low?.toFixed(4), '0.0734')
  assert.equal(some.high?.toFixed(4), '0.3356')
  assert.equal(errorRateOf(10, 10).high, 1)
})

test('R-65 T-40 far from a point is a word to the judge; from a line or a whole municipality it says nothing', () => {
  const marks = [
    { of: 'work', at: { lat: 17.06, lon: -96.72 } },
    { of: 'device', at: { lat: 17.07, lon: -96.72 } },
    { of: 'exif', at: { lat: 17.0601, lon: -96.72 } },
  ] as const
  assert.deepEqual(
    distancesOf(marks, 'point', 300).map(({ of, isFar }) => [of, isFar]),
    [
      ['device', true],
      ['exif', false],
    ],
  )
  assert.ok(distancesOf(marks, 'line', 300).every(({ isFar }) => !isFar))
  assert.deepEqual(distancesOf(marks.slice(1), 'none', 300), [])
  assert.equal(Math.round(metersBetween({ lat: 0, lon: 0 }, { lat: 1, lon: 0 })), 111195)
})

test('T-50 each clock is told against the server, and one that is missing is left out', () => {
  const received = new Date('2026-03-02T18:00:00Z')
  const lags = lagsOf({ device: new Date('2026-03-02T17:30:00Z'), exif: null, published: received, received })
  assert.deepEqual(lags, [
    { of: 'device', minutes: 30 },
    { of: 'published', minutes: 0 },
  ])
})

test('what an appeal can change is what the engine reads', () => {
  const asked = { status: 'review', reason: 'copied_text', kind: 'visit' } as const
  assert.deepEqual(remediesFor(asked, sampleRules), ['text'])
  assert.deepEqual(remediesFor({ ...asked, reason: 'no_work' }, sampleRules), ['work'])
  assert.deepEqual(remediesFor({ ...asked, reason: 'photo_reused' }, sampleRules), ['grant:photo_original'])
  assert.deepEqual(remediesFor({ ...asked, status: 'excluded', reason: 'unknown_author' }, sampleRules), [])
})
