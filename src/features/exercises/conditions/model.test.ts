import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type Condition, plainConditions } from '../methods/model.ts'
import { shippedMethods } from '../methods/shipped.ts'
import { type BodyFacts, type Facts, isIntegrated, judge, kitNotice } from './model.ts'

const body: BodyFacts = {
  ...{ slug: 'stl', name: 'Secretariado', minimum: {}, withoutAlternate: 0, sessions: [], newestDocumentOn: null },
  titulars: { government: 1, 'civil-society': 1, oversight: 1 },
  ...{ hasRules: true, hasFacilitator: true, hasAgenda: true },
}
const empty: Facts = {
  ...{ today: '2026-03-01', publishedOn: null, firstActivityOn: null, noticeDays: 14, stages: [], outputs: [] },
  ...{ signedSectors: [], invited: {}, joined: {}, bodies: [], consultations: [], tables: [] },
  ...{ trees: { total: 0, published: 0 }, drafts: { total: 0, open: 0 }, plan: null },
}
const [definition] = shippedMethods().flatMap((method) => method.definition.stages)
const stage = { code: 'mesas', definition: definition ?? assert.fail() }
const holds = (condition: Condition, facts: Partial<Facts>) =>
  judge([condition], { ...empty, ...facts }, stage)[0]?.holds

test('R-01: a body without a titular of each of the three sectors is not integrated, whatever its size (T-33)', () => {
  assert.equal(isIntegrated(body), true, 'three is enough')
  assert.equal(
    isIntegrated({ ...body, titulars: { government: 2, 'civil-society': 2, oversight: 2 } }),
    true,
    'six as well',
  )
  for (const sector of ['government', 'civil-society', 'oversight'])
    assert.equal(isIntegrated({ ...body, titulars: { ...body.titulars, [sector]: 0 } }), false, sector)
  assert.equal(isIntegrated({ ...body, minimum: { 'civil-society': 2 } }), false, 'the minimum of the body holds too')
  assert.equal(holds('body-integrated', { bodies: [body] }), true)
  assert.equal(holds('body-integrated', {}), false)
})

test('R-03: rules, facilitator and agenda are asked for one by one', () => {
  for (const [condition, gone] of [
    ['body-has-rules', { hasRules: false }],
    ['body-has-facilitator', { hasFacilitator: false }],
    ['body-has-agenda', { hasAgenda: false }],
  ] as const) {
    assert.equal(holds(condition, { bodies: [body] }), true, condition)
    assert.equal(holds(condition, { bodies: [{ ...body, ...gone }] }), false, condition)
  }
})

test('R-04: a stage needs the one before it to be closed; the first needs none', () => {
  const stages = (state: 'open' | 'closed') => [
    { code: 'consulta', state },
    { code: 'mesas', state: 'not-open' as const },
  ]
  assert.equal(holds('previous-closed', { stages: stages('closed') }), true)
  assert.equal(holds('previous-closed', { stages: stages('open') }), false)
  assert.equal(holds('previous-closed', { stages: [{ code: 'mesas', state: 'not-open' }] }), true)
})

test('R-11: the timeline is public fourteen days before', () => {
  assert.equal(holds('timeline-published', {}), false)
  assert.equal(holds('timeline-published', { publishedOn: '2026-02-15' }), true)
  const judged = judge(['timeline-published'], { ...empty, publishedOn: '2026-02-16' }, stage)[0]
  assert.deepEqual(judged, { condition: 'timeline-published', holds: false, values: { days: 13, notice: 14 } })
})

test('R-12: every contribution received has its answer, and how many have not is said', () => {
  const consultation = { slug: 'c', title: 'C', publishedOn: '2026-01-01', closedOn: '2026-02-01', hasNonDigital: true }
  const answered = (count: number) => ({ consultations: [{ ...consultation, received: 1600, answered: count }] })
  assert.equal(holds('consultation-answered', answered(1600)), true)
  assert.deepEqual(judge(['consultation-answered'], { ...empty, ...answered(1597) }, stage)[0]?.values, { count: 3 })
})

test('R-15 and R-16: a channel that is not digital; a kit before its table, counted in working days', () => {
  const consultation = { slug: 'c', title: 'C', publishedOn: null, closedOn: null, received: 0, answered: 0 }
  assert.equal(holds('non-digital-channel', { consultations: [{ ...consultation, hasNonDigital: false }] }), false)
  assert.equal(holds('non-digital-channel', { consultations: [{ ...consultation, hasNonDigital: true }] }), true)
  const table = { slug: 't', title: 'T', heldOn: '2026-03-20', kitPublishedOn: '2026-03-13' as string | null }
  assert.equal(kitNotice(table), 4, 'Monday 16 March is a rest day')
  assert.equal(kitNotice({ ...table, kitPublishedOn: '2026-03-12' }), 5)
  assert.equal(holds('kit-published', { tables: [table] }), true)
  assert.equal(holds('kit-published', { tables: [{ ...table, kitPublishedOn: null }] }), false)
  assert.equal(holds('kit-published', { tables: [{ ...table, kitPublishedOn: '2026-03-21' }] }), false)
})

test('the declaration holds when the three sectors signed, two are not enough', () => {
  assert.equal(holds('declaration-signed', { signedSectors: ['government', 'civil-society'] }), false)
  assert.equal(holds('declaration-signed', { signedSectors: ['government', 'civil-society', 'oversight'] }), true)
})

test('every condition is judged on an exercise where nothing has happened, without a fault', () => {
  for (const condition of plainConditions) assert.equal(typeof holds(condition, {}), 'boolean', condition)
  assert.equal(
    holds('output-present:acta', { outputs: [{ stage: 'mesas', output: 'acta', addedOn: '2026-01-01' }] }),
    true,
  )
  assert.equal(holds('stage-closed:mesas', { stages: [{ code: 'mesas', state: 'closed' }] }), true)
})
