import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { childrenOf, inReadingOrder, type NodeFacts, type NodeKind, treeFaults } from '../model.ts'
import { type Place, placed, waysOf } from './model.ts'

const node = (id: string, kind: NodeKind, parentId: string | null, position = 1): NodeFacts => ({
  ...{ id, kind, parentId, position, wording: id, mirror: null },
})
const whole = [
  node('c', 'central', null),
  ...['a', 'b', 'd'].map((id, index) => node(id, 'direct-cause', 'c', index + 1)),
  node('r', 'root-cause', 'a'),
  node('e', 'direct-effect', 'c'),
  node('f', 'direct-effect', 'c', 2),
]
const causes = (nodes: readonly NodeFacts[]) =>
  childrenOf(nodes, 'c')
    .filter(({ kind }) => kind === 'direct-cause')
    .map(({ id }) => id)
    .join('')
const beside = (id: string, where: Place['where'], anchorId: string, parentId: string) => {
  const after = placed(whole, id, { where, anchorId, parentId })
  return Array.isArray(after) ? causes(after) : after
}

test('a node is put before or after another, also of another branch; its kind follows', () => {
  assert.equal(beside('d', 'before', 'a', 'c'), 'dab')
  assert.equal(beside('a', 'after', 'b', 'c'), 'bad')
  assert.equal(beside('r', 'after', 'a', 'c'), 'arbd')
  assert.equal(beside('b', 'before', 'r', 'a'), 'ad')
})

test('R-122 beside itself, below itself or across it is not put', () => {
  assert.equal(beside('a', 'before', 'a', 'c'), 'side')
  assert.equal(beside('a', 'before', 'r', 'a'), 'cycle')
  assert.equal(beside('a', 'before', 'e', 'c'), 'side')
})

test('beside a node that hangs elsewhere by now nothing is put: whoever asked looked at another tree', () => {
  assert.equal(beside('d', 'before', 'r', 'b'), 'gone')
  assert.equal(beside('d', 'before', 'nobody', 'c'), 'gone')
})

test('the buttons of a node: up, down, under the one above, out beside its parent', () => {
  const [central, a, b, , r] = whole
  assert.ok(central && a && b && r)
  assert.deepEqual(waysOf(whole, central), { up: null, down: null, in: null, out: null })
  assert.deepEqual(waysOf(whole, b), { up: 'before:a@c', down: 'after:d@c', in: 'a', out: null })
  assert.deepEqual(waysOf(whole, r), { up: null, down: null, in: null, out: 'after:a@c' })
})

test('R-122 whatever is put where, the tree keeps its shape and all of its nodes', () => {
  const id = fc.constantFrom(...whole.map((one) => one.id))
  const step = fc.tuple(id, fc.constantFrom('before' as const, 'after' as const), id)
  fc.assert(
    fc.property(fc.array(step, { maxLength: 30 }), (steps) => {
      let nodes: NodeFacts[] = whole
      for (const [one, where, anchorId] of steps) {
        const parentId = nodes.find((anchor) => anchor.id === anchorId)?.parentId ?? ''
        const after = placed(nodes, one, { where, anchorId, parentId })
        if (Array.isArray(after)) nodes = after
      }
      const faults = treeFaults(nodes)
      assert.ok(!faults.includes('cycle') && !faults.includes('sides') && !faults.includes('central'))
      assert.equal(inReadingOrder(nodes).length, whole.length)
    }),
  )
})
