import assert from 'node:assert/strict'
import { test } from 'node:test'
import { completeCommitment } from '../../../../test/desk-plans.ts'
import { type CommitmentDocument, textFields } from '../model.ts'
import { differencesBetween } from './model.ts'

const before = completeCommitment('1')
const paths = (after: CommitmentDocument) => differencesBetween(before, after).map((change) => change.path)

test('the same document differs in nothing, and neither do states and outside judgements', () => {
  assert.deepEqual(paths(structuredClone(before)), [])
  const told = structuredClone(before)
  for (const action of told.keyActions) for (const activity of action.activities) activity.state = 'verified'
  told.assessments = [
    {
      assessor: 'IRM',
      variable: 'completion',
      label: 'Limited',
      missing: null,
      product: null,
      year: null,
      sourceUrl: null,
    },
  ]
  assert.deepEqual(paths(told), [])
})

test('R-33 every text, date and name of a commitment shows its own difference', () => {
  for (const field of textFields) assert.deepEqual(paths({ ...before, [field]: 'Otra cosa' }), [field])
  const changed = {
    number: '9',
    title: 'Otro',
    startsOn: '2026-02-02',
    endsOn: '2026-12-30',
    country: 'CA',
    language: 'en',
  }
  for (const [field, value] of Object.entries(changed)) assert.deepEqual(paths({ ...before, [field]: value }), [field])
})

test('R-33 every list shows its own difference, as the lines a person reads', () => {
  const lists: Partial<CommitmentDocument>[] = [
    { organizations: [] },
    { expectedProducts: ['Otro producto'] },
    { meansOfVerification: ['Otro medio'] },
    { values: ['technology'] },
    { sdgs: [{ goal: 1, target: '1.4' }] },
    { policyAreas: [{ scheme: 'ogp', version: '2024-07', code: 'gender' }] },
    { territories: ['01'] },
    { sources: [{ title: 'Acta', url: null, note: null }] },
    { missing: { budgetNote: 'nd' } },
    { asWritten: { startsOn: 'fines de 2026' } },
  ]
  for (const change of lists) assert.deepEqual(paths({ ...before, ...change }), Object.keys(change))
})

test('R-33 weights, dates, activities and targets are named by their code; what came or went has nothing on the other side', () => {
  const after = structuredClone(before)
  const [action] = after.keyActions
  const [activity] = action?.activities ?? []
  const [indicator] = after.indicators
  assert.ok(action && activity && indicator)
  action.weight = 41
  activity.endsOn = '2026-11-11'
  indicator.target = 12_345
  assert.deepEqual(paths(after).sort(), [
    `indicators/${indicator.code}/target`,
    `keyActions/${action.code}/activities/${activity.code}/endsOn`,
    `keyActions/${action.code}/weight`,
  ])
  const [gone] = differencesBetween(before, { ...before, indicators: [] })
  assert.equal(gone?.after, null)
  const [come] = differencesBetween({ ...before, indicators: [] }, before)
  assert.equal(come?.before, null)
})

test('a version kept before a field existed does not claim a change of it', () => {
  const older = Object.fromEntries(Object.entries(before).filter(([field]) => field !== 'criterionConcrete'))
  assert.deepEqual(differencesBetween(older as CommitmentDocument, { ...before, criterionConcrete: null }), [])
})
