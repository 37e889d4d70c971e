import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { codersAgreement } from './agreement/model.ts'
import { type Coding, codersNeeded, livingTopic, standingOf, type Verdict } from './model.ts'

const at = new Date('2026-03-10T18:00:00Z')
const none = new Map<string, string>()
let seq = 0
const said = (coderId: string, verdict: Verdict, settles = false): Coding => {
  seq += 1
  return { ...verdict, id: `w${seq}`, seq, coderId, settles, at }
}
const topic = (topicId: string, kind: 'included' | 'included-in-part' = 'included'): Verdict => {
  return { kind, topicId, response: null }
}
const out = (response: string, kind: 'not-included' | 'out-of-scope' = 'not-included'): Verdict => {
  return { kind, topicId: null, response }
}

test('one word is half, two that agree settle, two that differ dispute, the newest of each holds', () => {
  const [ana, beto] = [said('ana', topic('agua')), said('beto', topic('luz'))]
  assert.equal(standingOf([], none, 2).standing, 'open')
  assert.equal(standingOf([ana], none, 2).standing, 'half')
  assert.equal(standingOf([ana], none, 1).standing, 'settled')
  assert.equal(standingOf([ana, beto], none, 1).standing, 'disputed')
  const again = said('beto', topic('agua', 'included-in-part'))
  const { standing, outcome } = standingOf([ana, beto, again], none, 2)
  assert.equal(standing, 'settled')
  assert.deepEqual(outcome, { kind: 'included-in-part', topicId: 'agua', response: null, settledBy: null, at })
})

test('not taken up is agreed on when both say the same way, with the answer of whoever spoke first', () => {
  const [ana, beto] = [said('ana', out('Es del estado.')), said('beto', out('No toca al municipio.'))]
  assert.equal(standingOf([ana, beto], none, 2).outcome?.response, 'Es del estado.')
  assert.equal(standingOf([ana, said('c', out('x', 'out-of-scope'))], none, 2).standing, 'disputed')
})

test('a third decides and holds until that is undone; a merge makes two words one', () => {
  const words = [said('ana', topic('agua')), said('beto', topic('luz'))]
  const third = said('carla', topic('luz'), true)
  const decided = standingOf([...words, third, said('ana', topic('calles'))], none, 2)
  assert.deepEqual(
    [decided.standing, decided.outcome?.topicId, decided.outcome?.settledBy],
    ['settled', 'luz', 'carla'],
  )
  assert.equal(standingOf(words, none, 2).standing, 'disputed')
  const merged = new Map([
    ['agua', 'servicios'],
    ['luz', 'agua'],
  ])
  assert.equal(livingTopic(merged, 'luz'), 'servicios')
  assert.equal(standingOf(words, merged, 2).outcome?.topicId, 'servicios')
})

test('the standing follows from what was said, not from the order in which it is read', () => {
  const word = fc.record({
    coder: fc.constantFrom('ana', 'beto', 'carla'),
    verdict: fc.constantFrom(topic('agua'), topic('luz'), out('Es del estado.')),
    settles: fc.boolean(),
  })
  fc.assert(
    fc.property(fc.array(word, { maxLength: 8 }), fc.infiniteStream(fc.nat()), (list, keys) => {
      const codings = list.map(({ coder, verdict, settles }) => said(coder, verdict, settles))
      const mixed = codings
        .map((one) => ({ one, key: keys.next().value as number }))
        .sort((a, b) => a.key - b.key)
        .map(({ one }) => one)
      assert.deepEqual(standingOf(mixed, none, 2), standingOf(codings, none, 2))
      const { standing, outcome } = standingOf(codings, none, 2)
      assert.equal(outcome !== null, standing === 'settled')
    }),
  )
})

test('which ones are coded twice follows from their ids, about as many as asked', () => {
  const ids = Array.from({ length: 2000 }, (_, index) => `0190a000-0000-7000-8000-${String(index).padStart(12, '0')}`)
  const twice = (share: number) => ids.filter((id) => codersNeeded(id, share) === 2)
  assert.equal(twice(0).length, 0)
  assert.equal(twice(100).length, 2000)
  assert.ok(Math.abs(twice(20).length - 400) < 80)
  const more = new Set(twice(40))
  assert.ok(twice(20).every((id) => more.has(id)))
})

test("Cohen's kappa of any number of codes: by hand, and null where chance alone agrees", () => {
  // 2 × 2 of Cohen's kind: 20 both yes, 15 both no, 5 and 10 apart: po 0.7, pe 0.5.
  const of = (first: string, second: string, times: number) =>
    Array.from({ length: times }, () => [first, second] as const)
  const two = codersAgreement([...of('s', 's', 20), ...of('s', 'n', 5), ...of('n', 's', 10), ...of('n', 'n', 15)])
  assert.equal(two.kappa, 0.4)
  // Three codes: agreed 6 of 10; pe = (4·3 + 3·4 + 3·3) / 100.
  const three = codersAgreement([
    ...[...of('a', 'a', 2), ...of('a', 'b', 1), ...of('a', 'c', 1), ...of('b', 'b', 2), ...of('b', 'a', 1)],
    ...[...of('c', 'c', 2), ...of('c', 'b', 1)],
  ])
  assert.ok(Math.abs((three.kappa ?? 0) - (0.6 - 0.33) / 0.67) < 1e-12)
  assert.deepEqual(codersAgreement([]), { items: 0, agreed: 0, observed: null, kappa: null })
  assert.equal(codersAgreement(of('a', 'a', 3)).kappa, null)
})
