import assert from 'node:assert/strict'
import { test } from 'node:test'
import { dayIn, daysBetween } from '../../../platform/civil-day.ts'
import { type Activity, type ActivityState, emptyDocument } from '../model.ts'
import { deadlineOf, silentDays } from './model.ts'

const today = '2026-11-20'

function activity(state: ActivityState, endsOn: string | null): Activity {
  const rest = { product: null, meansOfVerification: null, responsibleOffice: null, startsOn: null, dueAsWritten: null }
  return { ...rest, code: `${state} ${endsOn}`, title: `${state} ${endsOn}`, endsOn, state }
}

function deadline(activities: Activity[], endsOn: string | null = null) {
  const keyActions =
    activities.length === 0 ? [] : [{ code: '1', title: 'a', weight: 100, startsOn: null, endsOn: null, activities }]
  return deadlineOf({ ...emptyDocument('1', '1', 't'), keyActions, endsOn }, today, 30)
}

test('R-49 an open activity is late from the day after its end', () => {
  assert.equal(deadline([activity('in-progress', '2026-11-19')]).lateness, 'late')
  assert.equal(deadline([activity('in-progress', '2026-11-19')]).days, -1)
  assert.equal(deadline([activity('in-progress', '2026-11-20')]).lateness, 'due-soon')
})

test('R-49 due soon up to the limit, on time after it', () => {
  assert.equal(deadline([activity('not-started', '2026-12-20')]).lateness, 'due-soon')
  assert.equal(deadline([activity('not-started', '2026-12-21')]).lateness, 'on-time')
})

test('the earliest open activity decides, whatever else is done', () => {
  const result = deadline([
    activity('verified', '2026-01-01'),
    activity('not-started', '2027-01-01'),
    activity('in-progress', '2026-11-01'),
  ])
  assert.equal(result.lateness, 'late')
  assert.equal(result.activity, 'in-progress 2026-11-01')
})

test('T-21 T-22 complete is neither late nor done: somebody has still to verify it', () => {
  assert.equal(deadline([activity('complete', '2026-01-01')]).lateness, 'on-time')
  assert.equal(deadline([activity('verified', '2026-01-01')]).lateness, 'done')
})

test('R-49 without activities the end of the commitment decides, without any date nothing is claimed', () => {
  assert.equal(deadline([], '2026-01-01').lateness, 'late')
  assert.equal(deadline([]).lateness, 'no-date')
  assert.equal(deadline([activity('not-started', null)]).lateness, 'no-date')
})

test('R-47 cancelled activities are nobody’s deadline', () => {
  assert.equal(
    deadline([activity('cancelled', '2026-01-01'), activity('not-started', '2027-06-01')]).lateness,
    'on-time',
  )
})

test('R-50 silence is said from the limit on', () => {
  assert.equal(silentDays('2026-08-23', today, 90), null)
  assert.equal(silentDays('2026-08-22', today, 90), 90)
})

test('T-63 the day ends at midnight of the plan, not of UTC', () => {
  assert.equal(dayIn('America/Mexico_City', new Date('2026-11-21T05:59:00Z')), '2026-11-20')
  assert.equal(dayIn('America/Tijuana', new Date('2026-11-21T07:59:00Z')), '2026-11-20')
})

test('days are counted by the calendar', () => {
  assert.equal(daysBetween('2026-02-27', '2026-03-01'), 2)
  assert.equal(daysBetween('2024-02-28', '2024-03-01'), 2)
})
