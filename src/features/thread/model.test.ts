import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { flowOf, placesOf, type Trace, wayOf } from './model.ts'

const commitment = {
  plan: 'p',
  number: '1',
  title: 'Agua',
  href: '/c/1',
  activities: 4,
  begun: 1,
  verified: 1,
  evidence: 0,
}
const included = { kind: 'included', response: null } as const

function trace(more: Partial<Trace> = {}): Trace {
  const shown = { folio: 'APO', isHidden: false, hiddenReason: null, isPublished: true }
  return { ...shown, outcome: null, topic: null, tree: null, table: null, drafts: [], ...more }
}

const topic = { consultation: 'temas', number: 1, name: 'Agua' }
const tree = { slug: 'agua', title: 'Falta de agua limpia', node: null }
const table = { slug: 'mesa', title: 'Mesa del agua', heldOn: '2026-03-01', agreements: 2 }
const draft = (more: Partial<Trace['drafts'][number]> = {}) => ({
  ...{ title: 'D', stoppedReason: null, commitment: null },
  ...more,
})

test('a contribution’s way says how far it came and why no further', () => {
  assert.deepEqual(wayOf(trace()), { reached: 'received', halt: 'unsettled', isOver: false, reason: null })
  const refused = wayOf(trace({ outcome: { kind: 'out-of-scope', response: 'Toca a la federación.' } }))
  assert.deepEqual(refused, {
    reached: 'received',
    halt: 'out-of-scope',
    isOver: true,
    reason: 'Toca a la federación.',
  })
  assert.equal(wayOf(trace({ outcome: included, topic })).halt, 'no-tree')
  assert.equal(wayOf(trace({ outcome: included, topic, tree })).halt, 'no-table')
  assert.equal(wayOf(trace({ outcome: included, topic, tree, table })).halt, 'no-draft')
  const stopped = wayOf(
    trace({ outcome: included, topic, tree, table, drafts: [draft({ stoppedReason: 'Sin acuerdo' })] }),
  )
  assert.deepEqual([stopped.halt, stopped.reason, stopped.isOver], ['stopped', 'Sin acuerdo', true])
  const promised = trace({ outcome: included, topic, tree, table, drafts: [draft(), draft({ commitment })] })
  assert.deepEqual([wayOf(promised).reached, wayOf(promised).halt], ['activity', 'no-evidence'])
  const asleep = { ...promised, drafts: [draft({ commitment: { ...commitment, begun: 0 } })] }
  assert.deepEqual([wayOf(asleep).reached, wayOf(asleep).halt], ['commitment', 'not-begun'])
  const shown = draft({ commitment: { ...commitment, evidence: 1 } })
  assert.deepEqual(wayOf({ ...promised, drafts: [shown] }), {
    reached: 'evidence',
    halt: null,
    isOver: false,
    reason: null,
  })
})

test('what is hidden by a decision ends there with its reason, whatever it was settled as', () => {
  const hidden = wayOf(
    trace({ isHidden: true, hiddenReason: 'Trae un teléfono.', outcome: included, topic, tree, table }),
  )
  assert.deepEqual([hidden.halt, hidden.reason, hidden.isOver], ['hidden', 'Trae un teléfono.', true])
})

test('before the results are out nothing is told of what was decided', () => {
  const early = wayOf(trace({ isPublished: false, outcome: included, topic, tree, table }))
  assert.deepEqual(early, { reached: 'received', halt: 'unpublished', isOver: false, reason: null })
})

const anyOutcome: fc.Arbitrary<Trace['outcome']> = fc.option(
  fc.record({
    kind: fc.constantFrom(
      'included' as const,
      'included-in-part' as const,
      'not-included' as const,
      'out-of-scope' as const,
    ),
    response: fc.constant('Porque sí'),
  }),
)
const anyDraft: fc.Arbitrary<Trace['drafts'][number]> = fc.record({
  title: fc.constant('D'),
  stoppedReason: fc.option(fc.constant('No')),
  commitment: fc.option(
    fc.tuple(fc.nat(2), fc.nat(1)).map(([evidence, begun]) => ({ ...commitment, begun, evidence })),
  ),
})
const anyTrace: fc.Arbitrary<Trace> = fc.record({
  folio: fc.string(),
  isHidden: fc.boolean(),
  hiddenReason: fc.constant(null),
  isPublished: fc.boolean(),
  outcome: anyOutcome,
  topic: fc.option(fc.constantFrom(topic, { ...topic, number: 2, name: 'Luz' }, { ...topic, consultation: 'otra' })),
  tree: fc.option(fc.constantFrom(tree, { ...tree, slug: 'luz' })),
  table: fc.option(fc.constantFrom(table, { ...table, slug: 'otra' })),
  drafts: fc.array(anyDraft, { maxLength: 3 }),
})

test('numbers of the flow always add up: none is lost and none counted twice', () => {
  fc.assert(
    fc.property(fc.array(anyTrace, { maxLength: 60 }), (traces) => {
      const { total, parts, links } = flowOf(traces)
      assert.equal(total, traces.length)
      assert.equal(parts.find(({ key }) => key === 'received')?.count ?? 0, traces.length)
      for (const part of parts) {
        const entering = links.filter(({ to }) => to === part.key).reduce((sum, { count }) => sum + count, 0)
        if (part.key !== 'received') assert.equal(entering, part.count, part.key)
        const leaving = links.filter(({ from }) => from === part.key).reduce((sum, { count }) => sum + count, 0)
        const ending = traces.filter((one) => placesOf(one).at(-1)?.key === part.key).length
        assert.equal(leaving + ending, part.count, part.key)
      }
      const ends = traces.map((one) => placesOf(one).at(-1)?.key)
      assert.equal(ends.length, traces.length)
      for (const one of traces) assert.equal(new Set(placesOf(one).map(({ key }) => key)).size, placesOf(one).length)
    }),
  )
})

test('every link of the flow leads to a later column', () => {
  fc.assert(
    fc.property(fc.array(anyTrace, { maxLength: 40 }), (traces) => {
      const { parts, links } = flowOf(traces)
      const column = new Map(parts.map((part) => [part.key, part.column]))
      for (const { from, to } of links) assert.ok((column.get(from) ?? 9) < (column.get(to) ?? 0), `${from} → ${to}`)
    }),
  )
})
