import assert from 'node:assert/strict'
import { test } from 'node:test'
import { orderShownBy, readDate } from './dates.ts'
import { ordersIn } from './ogp/order.ts'

const start = (text: string, order: 'day-first' | 'month-first' | null = null) =>
  readDate(text, { order, edge: 'start' })
const end = (text: string, order: 'day-first' | 'month-first' | null = null) => readDate(text, { order, edge: 'end' })

test('texts that name one day need no order', () => {
  const days = {
    '2026-05-12': '2026-05-12',
    '2026-5-2': '2026-05-02',
    '1/1/2014': '2014-01-01',
    '31/12/2014': '2014-12-31',
    '12/31/2019': '2019-12-31',
    '31.12.2014': '2014-12-31',
    '12/31/19': '2019-12-31',
    '12 de mayo de 2026': '2026-05-12',
    'May 12, 2026': '2026-05-12',
    '1st August 2015': '2015-08-01',
  }
  for (const [text, date] of Object.entries(days))
    assert.deepEqual(start(text), { date, asWritten: null, ambiguous: false }, text)
})

test('day and month that could change places need an order, and without one give no date', () => {
  assert.deepEqual(start('3/4/2020'), { date: null, asWritten: '3/4/2020', ambiguous: true })
  assert.equal(start('3/4/2020', 'day-first').date, '2020-04-03')
  assert.equal(start('3/4/2020', 'month-first').date, '2020-03-04')
  assert.equal(start('3/4/2020', 'month-first').ambiguous, true)
})

test('a month, quarter or year starts on its first day, ends on its last, and is kept as written', () => {
  assert.deepEqual(start('December 2015'), { date: '2015-12-01', asWritten: 'December 2015', ambiguous: false })
  assert.equal(end('December 2015').date, '2015-12-31')
  assert.equal(end('febrero de 2024').date, '2024-02-29')
  assert.equal(end('2014').date, '2014-12-31')
  assert.equal(start('Quarter 4 2016').date, '2016-10-01')
  assert.equal(end('III quarter of 2022').date, '2022-09-30')
  assert.equal(end('2023-12').date, '2023-12-31')
})

test('days that do not exist and words are kept as written, never bent into a date', () => {
  for (const text of [
    '31/02/2020',
    '2023-02-29',
    '32/13/2020',
    '0/0/2020',
    'Ongoing',
    'Underway',
    'By fall 2022',
    '2019-2021',
    '13/13/2013',
  ]) {
    assert.deepEqual(end(text), { date: null, asWritten: text, ambiguous: false }, text)
  }
})

test('one cell shows the order of its surroundings', () => {
  assert.equal(orderShownBy('31/12/2014'), 'day-first')
  assert.equal(orderShownBy('12/31/2019'), 'month-first')
  assert.equal(orderShownBy('1/2/2019'), null)
})

test('the order comes from the row, its plan, the succession of its dates, its year; a mixed file decides nothing', () => {
  const row = (startText: string, endText: string, plan: string, year: string) => ({
    start: startText,
    end: endText,
    plan,
    year,
  })
  const european = row('1/7/2014', '31/12/2015', 'A', '2014')
  const american = row('1/7/2019', '12/31/2020', 'B', '2019')
  const { orderOf } = ordersIn([european, american])
  assert.deepEqual(orderOf(european), { order: 'day-first', isAssumed: false })
  assert.deepEqual(orderOf(row('2/3/2014', 'NA', 'A', '2012')), { order: 'day-first', isAssumed: false })
  assert.deepEqual(orderOf(row('10/2/2020', '3/5/2020', 'C', '2020')), { order: 'day-first', isAssumed: false })
  assert.deepEqual(orderOf(row('2/3/2014', 'NA', 'C', '2019')), { order: 'month-first', isAssumed: true })
  assert.deepEqual(orderOf(row('2/3/2014', 'NA', 'C', '2013')), { order: null, isAssumed: true })
  assert.deepEqual(ordersIn([european]).orderOf(row('2/3/2014', 'NA', 'C', '2013')), {
    order: 'day-first',
    isAssumed: true,
  })
})

test('a year that a spreadsheet took for a date is read as that year, and kept as written', () => {
  const read = (text: string, edge: 'start' | 'end') => readDate(text, { order: 'month-first', edge })
  assert.deepEqual(read('7/16/1905', 'start'), { date: '2024-01-01', asWritten: '7/16/1905', ambiguous: false })
  assert.deepEqual(read('7/19/1905', 'end'), { date: '2027-12-31', asWritten: '7/19/1905', ambiguous: false })
  assert.equal(read('7/16/1950', 'start').date, '1950-07-16')
})
