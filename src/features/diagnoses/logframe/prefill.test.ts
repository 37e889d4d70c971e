import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { NodeKind, TreeNode } from '../model.ts'
import { matrixFrom } from './prefill.ts'

const node = (
  id: string,
  kind: NodeKind,
  parentId: string | null,
  mirror: string | null = `${id} resuelto`,
): TreeNode => ({
  ...{ id, kind, parentId, position: 1, wording: id, mirror, version: 1 },
})
const whole = [
  node('c', 'central', null),
  node('a', 'direct-cause', 'c'),
  node('b', 'direct-cause', 'c'),
  node('d', 'direct-cause', 'c'),
  node('a1', 'root-cause', 'a'),
  node('a2', 'root-cause', 'a1', null),
  node('b1', 'root-cause', 'b'),
  node('e', 'direct-effect', 'c'),
  node('f', 'final-effect', 'e', 'Los hogares se quedan.'),
  node('g', 'final-effect', 'e', ' '),
]
const filled = (nodes: readonly TreeNode[], nodeIds: string[]) => {
  let last = 0
  const makeId = () => {
    last += 1
    return String(last)
  }
  return matrixFrom(nodes, { nodeIds }, makeId).rows.map(({ code, narrative, nodeId }) => [code, narrative, nodeId])
}

test('a matrix is filled from the mirror: ends, the solved problem, the means taken up, and their roots', () => {
  assert.deepEqual(filled(whole, ['a', 'b1']), [
    ['F', 'Contribuir a lo siguiente: Los hogares se quedan', 'f'],
    ['P', 'c resuelto', 'c'],
    ['C1', 'a resuelto', 'a'],
    ['A1.1', 'a1 resuelto', 'a1'],
    ['A1.2', '', 'a2'],
    ['C2', 'b resuelto', 'b'],
    ['A2.1', 'b1 resuelto', 'b1'],
  ])
})

test('of a cause whose roots were chosen one by one only those are taken up', () => {
  const codes = filled(whole, ['a', 'a2']).map(([code, , id]) => `${code} ${id}`)
  assert.deepEqual(codes, ['F f', 'P c', 'C1 a', 'A1.1 a2'])
})

test('without final effects the direct ones are its Fin; a tree without effects leaves it empty', () => {
  const direct = whole.filter(({ kind }) => kind !== 'final-effect')
  assert.equal(filled(direct, ['d'])[0]?.[1], 'Contribuir a lo siguiente: e resuelto')
  assert.deepEqual(filled(direct.slice(0, 7), ['d'])[0], ['F', '', null])
  assert.deepEqual(filled([], [])[1], ['P', '', null])
})
