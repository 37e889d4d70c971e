import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { addWorkingDays, dayOf, isWorkingDay, workingDaysBetween } from './model/working-days.ts'

test('R-146: twenty working days leave out weekends and statutory rest days', () => {
  // November 2026: the 16th is the third Monday; 20 working days after Friday the 6th.
  assert.equal(addWorkingDays('2026-11-06', 20), '2026-12-07')
  assert.equal(addWorkingDays('2026-12-24', 1), '2026-12-28')
  assert.equal(addWorkingDays('2026-12-31', 1), '2027-01-04')
})

test('the statutory rest days of a year are those of article 74', () => {
  const rest = []
  for (let time = Date.UTC(2024, 0, 1); time < Date.UTC(2025, 0, 1); time += 86_400_000) {
    const day = new Date(time)
    const isWeekend = day.getUTCDay() % 6 === 0
    if (!isWeekend && !isWorkingDay(day)) rest.push(day.toISOString().slice(5, 10))
  }
  assert.deepEqual(rest, ['01-01', '02-05', '03-18', '05-01', '09-16', '10-01', '11-18', '12-25'])
})

test('counting back what was added gives the same number', () => {
  const dates = fc
    .integer({ min: 0, max: 20_000 })
    .map((days) => new Date(days * 86_400_000).toISOString().slice(0, 10))
  fc.assert(
    fc.property(dates, fc.integer({ min: 1, max: 60 }), (from, days) => {
      const to = addWorkingDays(from, days)
      assert.equal(workingDaysBetween(from, to), days)
      assert.equal(workingDaysBetween(to, from), -days)
      assert.ok(isWorkingDay(new Date(`${to}T00:00:00Z`)))
    }),
  )
})

test('a request late in the evening counts from that day in Mexico', () => {
  assert.equal(dayOf(new Date('2026-11-21T05:30:00Z')), '2026-11-20')
})
