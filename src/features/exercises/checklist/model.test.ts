import assert from 'node:assert/strict'
import { test } from 'node:test'
import { clocksOf } from '../clocks/model.ts'
import type { BodyFacts, Facts } from '../conditions/model.ts'
import { shippedMethods } from '../methods/shipped.ts'
import type { Exercise, Move } from '../model.ts'
import { checklistOf, kitDueOn, urgencyOf } from './model.ts'

const definition = shippedMethods().find(({ code }) => code === 'local-seis-pasos')?.definition ?? assert.fail()
const moved = (move: Move['move'], onDay: string): Move => ({ move, onDay, at: new Date(0), unmet: [], reason: null })
const exercise: Exercise = {
  ...{ id: 'e', slug: 'local', title: 'Ejercicio', summary: null, programme: 'local', origin: 'platform' },
  space: { id: 's', slug: 'lugar', name: 'Lugar', isFictional: true },
  method: { id: 'm', code: 'x', version: 1, name: 'X', isShipped: true },
  ...{ startsOn: null, endsOn: null, timeZone: 'America/Mexico_City', plan: null },
  ...{ publishedAt: new Date('2026-01-01'), createdAt: new Date('2026-01-01') },
  stages: definition.stages.map((stage, index) => ({
    ...{
      id: stage.code,
      code: stage.code,
      position: index + 1,
      name: stage.name,
      purpose: stage.purpose,
      definition: stage,
    },
    ...{ plannedFrom: null, plannedTo: null, moves: [] },
  })),
}
const body: BodyFacts = {
  ...{ slug: 'stl', name: 'Secretariado', minimum: {}, withoutAlternate: 1, newestDocumentOn: null },
  titulars: { government: 1, 'civil-society': 1, oversight: 1 },
  ...{ sessions: [{ heldOn: '2026-01-01', isOpen: true }], hasRules: true, hasFacilitator: true, hasAgenda: true },
}
const facts: Facts = {
  ...{ today: '2026-03-01', publishedOn: '2026-01-01', firstActivityOn: null, noticeDays: 14, stages: [], outputs: [] },
  ...{ signedSectors: [], invited: {}, joined: {}, bodies: [], consultations: [], tables: [] },
  ...{ trees: { total: 0, published: 0 }, drafts: { total: 0, open: 0 }, plan: null },
}
const matters = (change: Partial<Facts>, changed: Partial<Exercise> = {}) => {
  const all = { ...facts, ...change }
  const own = { ...exercise, ...changed }
  const launch = own.plan
  const clocks = clocksOf(definition, { beganOn: null, launch, today: all.today, outputs: new Set() })
  return checklistOf({ exercise: own, facts: all, clocks, noticeDays: 14 })
}
const find = (items: ReturnType<typeof matters>, matter: string) => items.find((item) => item.matter === matter)

test('R-02: a titular without alternate is told', () => {
  assert.equal(find(matters({ bodies: [body] }), 'alternates:stl')?.values.count, 1)
  assert.equal(find(matters({ bodies: [{ ...body, withoutAlternate: 0 }] }), 'alternates:stl'), undefined)
})

test('R-08: a session is asked for from the 150th day, and the 183rd is the last', () => {
  assert.equal(find(matters({ bodies: [body], today: '2026-05-30' }), 'session:stl'), undefined)
  assert.equal(find(matters({ bodies: [body], today: '2026-05-31' }), 'session:stl')?.dueOn, '2026-07-03')
})

test('R-07: a stage that was carried out without any document is told, and one that lacks a minimum one too', () => {
  const [first, ...rest] = exercise.stages as [Exercise['stages'][number], ...Exercise['stages'][number][]]
  const closed = { stages: [{ ...first, moves: [moved('open', '2026-02-01'), moved('close', '2026-02-02')] }, ...rest] }
  assert.equal(find(matters({}, closed), 'documents:arranque')?.key, 'checklist.bare')
  const other = [{ stage: 'arranque', output: null, addedOn: '2026-02-02' }]
  assert.equal(find(matters({ outputs: other }, closed), 'documents:arranque')?.key, 'checklist.lacking')
  const right = [{ stage: 'arranque', output: 'declaratoria', addedOn: '2026-02-02' }]
  assert.equal(find(matters({ outputs: right }, closed), 'documents:arranque'), undefined)
})

test('R-10: the repository is due six months after its last document', () => {
  const outputs = [{ stage: 'arranque', output: null, addedOn: '2026-02-02' }]
  assert.equal(find(matters({ outputs }), 'repository')?.dueOn, '2026-08-02')
  assert.equal(find(matters({ outputs }, { programme: 'ogp-local' }), 'repository')?.dueOn, '2026-06-02')
})

test('R-16: a kit is due five working days before its table', () => {
  assert.equal(kitDueOn('2026-03-20'), '2026-03-12', 'the Monday of rest does not count')
  const table = { slug: 't', title: 'Agua', heldOn: '2026-03-20', kitPublishedOn: null }
  assert.equal(find(matters({ tables: [table] }), 'kit:t')?.dueOn, '2026-03-12')
  assert.equal(
    find(matters({ tables: [{ ...table, heldOn: '2026-02-20' }] }), 'kit:t'),
    undefined,
    'it was held already',
  )
})

test('R-05, R-06 and R-13 fall due by the launch of the plan alone; before it nothing does (T-32)', () => {
  assert.deepEqual(
    matters({}).filter(({ dueOn }) => dueOn !== null),
    [],
  )
  const plan = { id: 'p', slug: 'p', title: 'P', launchedOn: '2026-02-01', endsOn: '2026-12-31', isPublished: true }
  const known = { slug: 'p', publishedOn: '2026-02-01', launchedOn: '2026-02-01', commitments: 1, withoutRoadmap: 0 }
  const items = matters({ plan: known }, { plan })
  assert.equal(find(items, 'check:monitoreo')?.dueOn, '2026-08-01')
  assert.equal(find(items, 'check:evaluacion')?.dueOn, '2027-02-01')
  assert.ok(find(items, 'period'), 'the plan ends before its year')
  assert.equal(find(items, 'open-meetings')?.dueOn, '2027-02-01')
})

test('what is late comes first; a process of public record asks for nothing', () => {
  assert.equal(urgencyOf({ dueOn: '2026-02-28' }, '2026-03-01'), 'late')
  assert.equal(urgencyOf({ dueOn: '2026-03-08' }, '2026-03-01'), 'due')
  assert.equal(urgencyOf({ dueOn: '2026-03-09' }, '2026-03-01'), 'soon')
  const stages = exercise.stages.map((stage, at) => (at === 0 ? { ...stage, plannedFrom: '2026-02-01' } : stage))
  assert.equal(matters({}, { stages })[0]?.matter, 'arranque:open')
  assert.deepEqual(matters({}, { origin: 'public-record' }), [])
})
