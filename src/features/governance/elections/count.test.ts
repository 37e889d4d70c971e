import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { marksOf } from './ballot.ts'
import { addsUp, type Candidate, countVotes, type PaperCount } from './model.ts'

const numbers = [1, 2, 3, 4, 5]
const candidates: Candidate[] = numbers.map((number) => ({
  ...{ number, name: `C${number}`, alternate: null, organization: null },
}))
const seats = 2
const choice = fc
  .uniqueArray(fc.constantFrom(...numbers), { maxLength: seats })
  .map((marks) => (marks.length === 0 ? 'blank' : marks.sort((a, b) => a - b).join(',')))
const box = fc
  .array(choice, { maxLength: 40 })
  .map((choices) => choices.map((one, at) => ({ serial: at.toString(16).padStart(64, '0'), choice: one })))
const act: fc.Arbitrary<PaperCount | null> = fc.option(
  fc.array(choice, { maxLength: 20 }).map((choices) => ({
    ...{ ballots: choices.length, blank: choices.filter((one) => one === 'blank').length, spoiled: 0 },
    votes: Object.fromEntries(numbers.map((number) => [number, choices.filter((one) => has(one, number)).length])),
    ...{ act: 'Acta', actUrl: null, actSha256: null, witnesses: 'T' },
  })),
)
const has = (one: string, number: number) => one.split(',').includes(String(number))

test('every mark counts once, in whatever order ballots lie, and nobody with fewer votes is elected before one with more', () => {
  fc.assert(
    fc.property(box, act, fc.infiniteStream(fc.nat()), (ballots, paper, chance) => {
      const result = countVotes({ id: 'e', seats }, candidates, ballots, paper)
      const shuffled = ballots
        .map((one) => [chance.next().value, one] as const)
        .toSorted(([a], [b]) => a - b)
        .map(([, one]) => one)
      assert.deepEqual(countVotes({ id: 'e', seats }, candidates, shuffled, paper), result)
      for (const { number, digital, paper: onPaper, total } of result.standings) {
        assert.equal(digital, ballots.filter((one) => has(one.choice, number)).length)
        assert.equal(onPaper, paper?.votes[number] ?? 0)
        assert.equal(total, digital + onPaper)
      }
      const elected = result.standings.filter(({ isElected }) => isElected)
      const others = result.standings.filter(({ isElected }) => !isElected)
      assert.ok(elected.length <= seats && elected.every(({ total }) => total > 0))
      for (const one of elected) for (const other of others) assert.ok(one.total >= other.total)
      const voted = result.standings.filter(({ total }) => total > 0).length
      const settled = result.tie === null || result.tie.settledBy === 'lot'
      if (settled) assert.equal(elected.length, Math.min(seats, voted))
    }),
  )
})

test('an act that some box of paper ballots gives adds up; one vote more than they can hold does not', () => {
  fc.assert(
    fc.property(act, (paper) => {
      if (!paper) return
      assert.ok(addsUp(paper, seats, numbers))
      const marked = paper.ballots - paper.blank - paper.spoiled
      assert.ok(!addsUp({ ...paper, votes: { ...paper.votes, 1: marked + 1 } }, seats, numbers))
      assert.ok(!addsUp({ ...paper, votes: { ...paper.votes, 9: 1 } }, seats, numbers))
    }),
  )
})

test('a choice marks candidates in order, each once and no more than there are seats', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 7 }), { maxLength: 4 }), (marks) => {
      const isRight =
        marks.length > 0 &&
        marks.length <= seats &&
        marks.every((mark, at) => numbers.includes(mark) && (at === 0 || mark > (marks[at - 1] ?? 0)))
      assert.equal(marksOf(marks.join(','), seats, numbers) !== null, isRight)
    }),
  )
})
