import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { completeCommitment } from '../../../../test/desk-plans.ts'
import { translator } from '../../../platform/i18n.ts'
import { differencesBetween } from '../differences/model.ts'
import { labelOf, wordsOf } from '../pages/versions/change-words.ts'
import { fingerprintOf } from './fingerprint.ts'
import { keyOfNumber, nextActivityCode, nextCode } from './keys.ts'
import { withActivity, withIndicator, withKeyAction, withoutKeyAction } from './parts.ts'

const t = translator('es')
const keyForm = /^[a-z0-9]+([.-][a-z0-9]+)*$/

test('T-15: whatever a plan prints as a number becomes an address or nothing', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 120 }), (number) => {
      const key = keyOfNumber(number)
      return key === '' || (keyForm.test(key) && key.length <= 80)
    }),
  )
  const cut = keyOfNumber(`${'a'.repeat(79)}.1`)
  assert.match(cut, keyForm, 'cut short it is still an address')
})

test('codes are never given twice', () => {
  assert.equal(nextCode([]), '1')
  assert.equal(nextCode(['1', '3', 'C01.1']), '4')
  const document = completeCommitment('1')
  const [action] = document.keyActions
  assert.ok(action)
  assert.equal(nextActivityCode(document, action), '1.2')
  fc.assert(fc.property(fc.array(fc.string()), (codes) => !codes.includes(nextCode(codes))))
})

test('an activity that moves to another action keeps its code, its state and its words', () => {
  const two = withKeyAction(completeCommitment('1'), null, {
    title: 'Segunda',
    weight: 0,
    startsOn: null,
    endsOn: null,
  })
  const [moving] = two.keyActions[0]?.activities ?? []
  assert.ok(moving)
  const stated = {
    ...two,
    keyActions: two.keyActions.map((action) => ({
      ...action,
      activities: action.activities.map((one) => ({ ...one, state: 'complete' as const, dueAsWritten: 'marzo' })),
    })),
  }
  const moved = withActivity(stated, '1.1', { ...moving, keyAction: '2' })
  assert.deepEqual(
    moved.keyActions.map((action) =>
      action.activities.map(({ code, state, dueAsWritten }) => [code, state, dueAsWritten]),
    ),
    [[], [['1.1', 'complete', 'marzo']]],
  )
  const dated = withActivity(moved, '1.1', { ...moving, keyAction: '2', endsOn: '2026-04-30' })
  assert.equal(dated.keyActions[1]?.activities[0]?.dueAsWritten, null, 'a day replaces the words that stood for it')
  assert.equal(withActivity(stated, '1.1', { ...moving, keyAction: '9' }), stated, 'no such action: nothing changes')
})

test('a report of progress does not change the fingerprint of a promise; anything of the promise does', () => {
  const document = completeCommitment('1')
  const [action] = document.keyActions
  assert.ok(action)
  const stated = {
    ...document,
    keyActions: [{ ...action, activities: action.activities.map((one) => ({ ...one, state: 'verified' as const })) }],
  }
  assert.equal(fingerprintOf(stated), fingerprintOf(document))
  assert.notEqual(fingerprintOf({ ...document, title: 'Otro' }), fingerprintOf(document))
  assert.notEqual(fingerprintOf(withoutKeyAction(document, '1')), fingerprintOf(document))
})

test('every difference has a name in words and values a person can read', () => {
  const before = completeCommitment('1', { missing: { budgetNote: 'np' }, values: ['transparency'] })
  const [action] = before.keyActions
  assert.ok(action)
  const emptied = {
    ...before,
    missing: {},
    values: [],
    organizations: [],
    origin: null,
    startsOn: null,
    keyActions: [],
  }
  const after = withIndicator(emptied, '1', {
    name: 'x',
    unit: null,
    direction: null,
    baseline: null,
    baselineOn: null,
    target: null,
    targetOn: null,
    frequency: null,
    meansOfVerification: null,
    justification: null,
  })
  for (const change of differencesBetween(before, after)) {
    const label = labelOf(t, change.path)
    assert.doesNotMatch(label, /commitment\.|undefined/, change.path)
    for (const side of [change.before, change.after]) {
      assert.doesNotMatch(
        wordsOf(t, 'es', change.path, side) ?? '',
        /co-created|ascending|^lead|\bnp\b|\d{4}-\d{2}-\d{2}/,
        change.path,
      )
    }
  }
})
