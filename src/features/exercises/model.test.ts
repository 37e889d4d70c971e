import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { toldTogether } from './facts/model.ts'
import { methodDefinition } from './methods/schema.ts'
import { shippedMethods } from './methods/shipped.ts'
import { noticeOf, orderFaults, proposedDates, stateOf } from './model.ts'

test('the two methods that come with the program are what the schema says, six stages each, with their sources', () => {
  const shipped = shippedMethods()
  assert.deepEqual(
    shipped.map(({ code, definition }) => [code, definition.stages.length]),
    [
      ['nacional-4pa', 6],
      ['local-seis-pasos', 6],
    ],
  )
  for (const { definition } of shipped) assert.ok(definition.sources.length > 0)
})

test('R-14: a method in which a stage has no purpose is no method', () => {
  const [{ definition }] = shippedMethods() as [ReturnType<typeof shippedMethods>[number]]
  const without = {
    ...definition,
    stages: definition.stages.map((stage, at) => (at === 2 ? { ...stage, purpose: ' ' } : stage)),
  }
  const issue = methodDefinition.safeParse(without).error?.issues[0]
  assert.deepEqual(issue?.path, ['stages', 2, 'purpose'])
})

test('T-29 and T-30: stages are counted from the list and never from a number in their name; a list printed twice is refused', () => {
  const [{ definition }] = shippedMethods() as [ReturnType<typeof shippedMethods>[number]]
  const twice = { ...definition, stages: [...definition.stages, ...definition.stages] }
  assert.match(methodDefinition.safeParse(twice).error?.message ?? '', /same-stage/)
  const skipping = {
    ...definition,
    stages: definition.stages.map((stage, at) => ({ ...stage, name: `${at < 4 ? at + 1 : at + 2}. ${stage.name}` })),
  }
  assert.equal(methodDefinition.parse(skipping).stages.length, 6)
})

test('a method whose conditions name what it does not have is refused, and so are words that are no condition', () => {
  const [{ definition }] = shippedMethods() as [ReturnType<typeof shippedMethods>[number]]
  const asking = (condition: string) => ({
    ...definition,
    stages: definition.stages.map((stage, at) => (at === 0 ? { ...stage, opens: [condition] } : stage)),
  })
  assert.equal(methodDefinition.safeParse(asking('stage-closed:mesas')).success, true)
  assert.match(methodDefinition.safeParse(asking('stage-closed:nada')).error?.message ?? '', /unknown-part/)
  assert.match(methodDefinition.safeParse(asking('sure')).error?.message ?? '', /method\.error\.condition/)
})

test('R-04: dates that go back are found, equal ones are not a fault', () => {
  const line = (code: string, plannedFrom: string | null, plannedTo: string | null) => ({
    code,
    plannedFrom,
    plannedTo,
  })
  assert.deepEqual(orderFaults([line('a', '2026-01-01', '2026-02-01'), line('b', '2026-01-01', null)]), [])
  assert.deepEqual(orderFaults([line('a', '2026-02-01', '2026-01-01')]), [
    { code: 'a', field: 'plannedTo', kind: 'ends-before' },
  ])
  assert.deepEqual(orderFaults([line('a', '2026-02-01', null), line('b', null, null), line('c', '2026-01-31', null)]), [
    { code: 'c', field: 'plannedFrom', kind: 'starts-before-previous' },
  ])
})

test('R-04: dates proposed from any first day and any lengths are in order, one after the other', () => {
  const days = fc.array(fc.option(fc.integer({ min: 1, max: 400 })), { minLength: 1, maxLength: 12 })
  fc.assert(
    fc.property(
      days,
      fc.date({ min: new Date('2000-01-01'), max: new Date('2060-01-01'), noInvalidDate: true }),
      (lengths, date) => {
        const stages = lengths.map((length, at) => ({ code: `s${at}`, days: length }))
        return orderFaults(proposedDates(stages, date.toISOString().slice(0, 10))).length === 0
      },
    ),
  )
})

test('R-11: a notice of thirteen days is short, of fourteen it is not', () => {
  assert.deepEqual(noticeOf('2026-02-15', '2026-03-01', 14), { days: 14, isShort: false })
  assert.deepEqual(noticeOf('2026-02-16', '2026-03-01', 14), { days: 13, isShort: true })
  assert.equal(noticeOf('2026-02-16', null, 14), null)
})

test('a stage is open because it was opened and not closed since', () => {
  const move = (one: 'open' | 'close') => ({ move: one, at: new Date(0), onDay: '1970-01-01', unmet: [], reason: null })
  assert.equal(stateOf({ moves: [] }), 'not-open')
  assert.equal(stateOf({ moves: [move('open')] }), 'open')
  assert.equal(stateOf({ moves: [move('open'), move('close')] }), 'closed')
  assert.equal(stateOf({ moves: [move('open'), move('close'), move('open')] }), 'open')
})

test('T-12 and T-13: what sources tell differently stands side by side, never averaged', () => {
  const fact = (value: string, sourceTitle: string) => ({
    stage: null,
    label: 'En persona',
    value,
    sourceTitle,
    sourceUrl: null,
    note: null,
  })
  const [told] = toldTogether([fact('cerca de 500', 'SFP'), fact('400', 'CEPAL')])
  assert.equal(told?.isDisputed, true)
  assert.deepEqual(
    told?.values.map(({ value }) => value),
    ['cerca de 500', '400'],
  )
  assert.equal(toldTogether([fact('12', 'SFP'), fact('12', 'INAI')])[0]?.isDisputed, false)
})
