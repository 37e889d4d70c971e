import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { dayAfter, scaleOf } from './gantt-scale.ts'

test('a year is drawn over its twelve months, from the first day to the last', () => {
  const scale = scaleOf(['2026-02-10', '2026-12-15', '2026-01-31'])
  assert.equal(scale.start, '2026-01-01')
  assert.equal(scale.end, '2027-01-01')
  assert.equal(scale.ticks.length, 12)
  assert.equal(scale.at('2026-01-01'), 0)
  assert.equal(scale.at(dayAfter('2026-12-31')), 100)
})

test('years of work are told by quarters or years of the calendar, at most twelve of them', () => {
  const scale = scaleOf(['2019-11-05', '2021-08-31'])
  assert.ok(scale.ticks.every((tick) => /-(01|04|07|10)-01$/.test(tick.date)))
  const day = fc.integer({ min: 0, max: 20_000 }).map((days) => new Date(days * 86_400_000).toISOString().slice(0, 10))
  fc.assert(
    fc.property(fc.array(day, { minLength: 1, maxLength: 6 }), (dates) => {
      const { ticks, at } = scaleOf(dates)
      assert.ok(ticks.length <= 13, `${ticks.length} labels`)
      assert.ok(ticks.filter((tick) => tick.major).length <= 5)
      assert.ok(dates.every((date) => at(date) >= 0 && at(date) <= 100))
    }),
  )
})
