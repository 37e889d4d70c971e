import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { kindUnder, type NodeFacts, sideOf } from '../model.ts'
import { layoutOf, wrapped } from './layout.ts'

/** A tree that grew by hanging each new node on one that was there. */
const grown = fc
  .array(fc.tuple(fc.nat(), fc.boolean(), fc.string({ maxLength: 120 })), { maxLength: 40 })
  .map((steps) => {
    const nodes: NodeFacts[] = [
      { id: '0', kind: 'central', parentId: null, position: 1, wording: 'El problema', mirror: null },
    ]
    for (const [at, isCause, wording] of steps) {
      const parent = nodes[at % nodes.length]
      if (!parent) continue
      const kind = kindUnder(parent.kind, sideOf(parent.kind) ?? (isCause ? 'cause' : 'effect'))
      if (!kind) continue
      const id = String(nodes.length)
      nodes.push({ id, kind, parentId: parent.id, position: nodes.length, wording: wording || '?', mirror: null })
    }
    return nodes
  })

test('boxes stay on the paper, apart from each other, causes below what they cause and effects above it', () => {
  fc.assert(
    fc.property(grown, (nodes) => {
      const { boxes, width, height, lines } = layoutOf(nodes, ({ wording }) => wording)
      assert.equal(boxes.length, nodes.length)
      assert.equal(lines.length, nodes.length - 1)
      const byId = new Map(boxes.map((box) => [box.id, box]))
      for (const box of boxes) {
        assert.ok(box.x >= 0 && box.y >= 0 && box.x + box.width <= width && box.y + box.height <= height)
        for (const other of boxes) {
          if (other === box) continue
          const apart =
            box.x + box.width <= other.x ||
            other.x + other.width <= box.x ||
            box.y + box.height <= other.y ||
            other.y + other.height <= box.y
          assert.ok(apart, `${box.id} lies on ${other.id}`)
        }
      }
      for (const node of nodes) {
        const [own, parent] = [byId.get(node.id), byId.get(node.parentId ?? '')]
        if (!own || !parent) continue
        if (sideOf(node.kind) === 'cause') assert.ok(own.y >= parent.y + parent.height)
        else assert.ok(own.y + own.height <= parent.y)
      }
    }),
  )
})

test('words are wrapped, a long one is broken, and what does not fit ends in an ellipsis', () => {
  assert.deepEqual(wrapped('El agua llega dos días por semana'), ['El agua llega dos días', 'por semana'])
  assert.ok(wrapped('x'.repeat(60)).every((line) => line.length <= 25))
  const long = wrapped('palabra '.repeat(100))
  assert.equal(long.length, 7)
  assert.match(long.at(-1) ?? '', /…$/)
})
