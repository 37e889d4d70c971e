import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { demographicQuestions } from '../model.ts'
import { answersFrom, fewest, shownTallies } from './model.ts'

test('no sum below ten is shown, nor can be reckoned from the total and the sums that are', () => {
  const answers = demographicQuestions.age
  fc.assert(
    fc.property(fc.array(fc.nat(40), { minLength: answers.length, maxLength: answers.length }), (counts) => {
      const tallies = answers.map((answer, at) => ({ answer, people: counts[at] ?? 0 }))
      const { total, rows } = shownTallies('age', tallies)
      const shown = rows.filter(({ people }) => people !== null)
      assert.ok(shown.every(({ people }) => (people ?? 0) >= fewest))
      if (total === null) return assert.equal(shown.length, 0)
      const withheld = rows.length - shown.length
      const left = total - shown.reduce((sum, { people }) => sum + (people ?? 0), 0)
      // What subtraction leaves is nothing, or at least two answers of at least ten people together.
      assert.ok(withheld === 0 ? left === 0 : withheld >= 2 && left >= fewest, JSON.stringify(rows))
    }),
  )
})

test('what is not asked, or not among the answers, is no answer', () => {
  const typed = { 'demographics.gender': 'woman', 'demographics.age': '31', 'demographics.disability': 'yes' }
  assert.deepEqual(answersFrom(typed, ['gender', 'age']), { gender: 'woman' })
})
