import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { lateFor, momentOf, noticeOf } from './kits/model.ts'
import {
  inReadingOrder,
  isMissingSolution,
  kindUnder,
  moved,
  type NodeFacts,
  type NodeKind,
  objectivesOf,
  sideOf,
  treeFaults,
  worriesOf,
} from './model.ts'

function node(id: string, kind: NodeKind, parentId: string | null, more: Partial<NodeFacts> = {}): NodeFacts {
  return { id, kind, parentId, position: 1, wording: `El problema ${id}`, mirror: `Resuelto ${id}`, ...more }
}

const whole = [
  node('c', 'central', null),
  node('a', 'direct-cause', 'c'),
  node('b', 'direct-cause', 'c', { position: 2 }),
  node('r', 'root-cause', 'a'),
  node('e', 'direct-effect', 'c'),
  node('f', 'final-effect', 'e'),
]

test('R-120 a tree has exactly one central problem', () => {
  assert.deepEqual(treeFaults(whole), [])
  assert.ok(treeFaults(whole.filter(({ id }) => id !== 'c')).includes('central'))
  assert.ok(treeFaults([...whole, node('d', 'central', null)]).includes('central'))
})

test('R-121 a problem written as a missing solution is warned of, whatever its article, case or number', () => {
  for (const wording of [
    'Falta de pavimento',
    'la falta de agua',
    '  FALTA DE alumbrado',
    'Ausencia de vigilancia',
    'No hay camión por la tarde',
    'No existen banquetas',
    'Inexistencia de un padrón',
    'Carencia de recursos',
    'Carencias de personal',
  ]) {
    assert.ok(isMissingSolution(wording), wording)
  }
  for (const wording of [
    'El agua llega dos días por semana',
    'Le faltan luminarias',
    'Faltantes de medicina',
    'No habla nadie',
  ]) {
    assert.equal(isMissingSolution(wording), false, wording)
  }
  assert.deepEqual(worriesOf([node('x', 'central', null, { wording: 'Falta de agua' })]).missingSolutions, ['x'])
})

test('R-122 two direct causes and an effect are the least; what hangs on itself or on the other side is a fault', () => {
  assert.deepEqual(treeFaults(whole.filter(({ id }) => id !== 'b')), ['causes'])
  assert.deepEqual(treeFaults(whole.filter(({ id }) => id !== 'e' && id !== 'f')), ['effects'])
  const cycle = [...whole, node('x', 'root-cause', 'y'), node('y', 'root-cause', 'x')]
  assert.deepEqual(treeFaults(cycle), ['cycle'])
  assert.deepEqual(treeFaults([...whole, node('x', 'root-cause', 'e')]), ['sides'])
  assert.deepEqual(treeFaults([...whole, node('x', 'root-cause', 'c')]), ['sides'])
})

test('R-122 a node is not hung on itself nor across; kinds of all below it follow', () => {
  assert.equal(moved(whole, 'a', 'r'), 'cycle')
  assert.equal(moved(whole, 'a', 'a'), 'cycle')
  assert.equal(moved(whole, 'a', 'e'), 'side')
  assert.equal(moved(whole, 'c', 'a'), 'side')
  const under = moved(whole, 'a', 'b')
  assert.ok(Array.isArray(under))
  assert.deepEqual(
    under.map(({ id, kind }) => [id, kind]),
    [
      ['c', 'central'],
      ['a', 'root-cause'],
      ['b', 'direct-cause'],
      ['r', 'root-cause'],
      ['e', 'direct-effect'],
      ['f', 'final-effect'],
    ],
  )
  assert.equal(kindUnder('direct-effect', 'effect'), 'final-effect')
})

test('R-122 whatever is moved where, a tree without faults of shape stays without them', () => {
  const ids = whole.map(({ id }) => id)
  const step = fc.tuple(fc.constantFrom(...ids), fc.constantFrom(...ids))
  fc.assert(
    fc.property(fc.array(step, { maxLength: 30 }), (steps) => {
      let nodes = whole
      for (const [id, to] of steps) {
        const after = moved(nodes, id, to)
        if (Array.isArray(after)) nodes = after
      }
      const faults = treeFaults(nodes)
      assert.ok(!faults.includes('cycle') && !faults.includes('sides') && !faults.includes('central'))
      assert.equal(inReadingOrder(nodes).length, whole.length)
    }),
  )
})

test('R-123 every node needs its mirror: an empty one is warned of, and the tree of objectives is the mirror', () => {
  const half = whole.map((one) => (one.id === 'r' ? { ...one, mirror: ' ' } : one))
  assert.deepEqual(worriesOf(half).withoutMirror, ['r'])
  const objectives = objectivesOf(half)
  assert.deepEqual(
    objectives.map(({ id, objective }) => [id, objective]),
    half.map(({ id }) => [id, id === 'r' ? null : `Resuelto ${id}`]),
  )
})

test('effects are read before the problem and causes after it', () => {
  assert.deepEqual(
    inReadingOrder(whole).map(({ id }) => id),
    ['f', 'e', 'c', 'a', 'r', 'b'],
  )
  assert.equal(sideOf('central'), null)
})

test('R-16 a kit is due five working days before its table, days of rest left out', () => {
  const table = {
    id: 't',
    slug: 't',
    title: 'T',
    place: null,
    isPublic: true,
    endsAt: null,
    heldAt: new Date('2026-03-23T16:00:00Z'),
  }
  // Monday 16 March is a day of rest, so from Friday 13 there are only five to Monday 23.
  const friday = new Date('2026-03-13T18:00:00Z')
  const restDay = new Date('2026-03-16T18:00:00Z')
  assert.equal(noticeOf(friday, table.heldAt), 5)
  assert.deepEqual(lateFor({ publishedAt: friday, tables: [table] }, friday), [])
  const tuesday = new Date('2026-03-17T18:00:00Z')
  assert.equal(noticeOf(restDay, table.heldAt), 5)
  assert.equal(noticeOf(tuesday, table.heldAt), 4)
  assert.deepEqual(lateFor({ publishedAt: null, tables: [table] }, tuesday), [table])
})

test('what is sent is told apart by the table’s own clock: before, during, after', () => {
  const heldAt = new Date('2026-03-23T16:00:00Z')
  const endsAt = new Date('2026-03-23T19:00:00Z')
  assert.equal(momentOf({ heldAt, endsAt }, new Date(heldAt.getTime() - 1)), 'before')
  assert.equal(momentOf({ heldAt, endsAt }, heldAt), 'during')
  assert.equal(momentOf({ heldAt, endsAt }, endsAt), 'after')
  assert.equal(momentOf({ heldAt, endsAt: null }, endsAt), 'during')
})
