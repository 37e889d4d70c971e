import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { flowOf, placesOf, type Trace, wayOf } from './model.ts'

const commitment = { number: '1', title: 'Agua', href: '/c/1', activities: 4, verified: 1, evidence: 0 }
const included = { kind: 'included', response: null } as const

function trace(more: Partial<Trace> = {}): Trace {
  return { folio: 'APO', isHidden: false, outcome: null, topic: null, tree: null, table: null, drafts: [], ...more }
}

const topic = { number: 1, name: 'Agua' }
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
  assert.equal(wayOf(promised).halt, 'no-evidence')
  const shown = draft({ commitment: { ...commitment, evidence: 1 } })
  assert.deepEqual(wayOf({ ...promised, drafts: [shown] }), {
    reached: 'evidence',
    halt: null,
    isOver: false,
    reason: null,
  })
})

test('what is hidden by a decision ends there, whatever it was settled as', () => {
  assert.equal(wayOf(trace({ isHidden: true, outcome: included, topic, tree, table })).halt, 'hidden')
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
  commitment: fc.option(fc.nat(2).map((evidence) => ({ ...commitment, evidence }))),
})
const anyTrace: fc.Arbitrary<Trace> = fc.record({
  folio: fc.string(),
  isHidden: fc.boolean(),
  outcome: anyOutcome,
  topic: fc.option(fc.constantFrom(topic, { number: 2, name: 'Luz' })),
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
