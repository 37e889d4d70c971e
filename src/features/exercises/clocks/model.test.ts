import assert from 'node:assert/strict'
import { test } from 'node:test'
import { shippedMethods } from '../methods/shipped.ts'
import { addMonths, clocksOf, monthsBetween } from './model.ts'

const local = shippedMethods().find(({ code }) => code === 'local-seis-pasos')?.definition ?? assert.fail()
const facts = { beganOn: '2016-06-20', launch: null, outputs: new Set<string>(), today: '2017-09-19' }
const launched = { launchedOn: '2017-09-19', endsOn: '2018-09-19' }

test('T-31: the twelve months of the process and the year of the plan are two clocks', () => {
  const { process, plan } = clocksOf(local, { ...facts, launch: launched, today: '2017-10-01' })
  assert.deepEqual(process, { since: '2016-06-20', months: 15, minimumMonths: 12 })
  assert.equal(plan?.startsOn, '2017-09-19')
  assert.equal(plan?.endsOn, '2018-09-19')
})

test('T-32: fifteen months from declaration to plan, as Campeche took, make nothing late', () => {
  const waiting = clocksOf(local, { ...facts, today: '2018-06-20' })
  assert.equal(waiting.plan, null, 'without a launch there is no term and nothing due')
  const { plan } = clocksOf(local, { ...facts, launch: launched })
  assert.deepEqual(
    plan?.checks.map(({ dueOn, state }) => [dueOn, state]),
    [
      ['2018-03-19', 'to-come'],
      ['2018-09-19', 'to-come'],
    ],
  )
})

test('R-05: the plan ends a year after its public event; shorter is an error, longer a warning', () => {
  const faultOf = (endsOn: string) => clocksOf(local, { ...facts, launch: { ...launched, endsOn } }).plan?.fault
  assert.equal(faultOf('2018-09-19'), null)
  assert.equal(faultOf('2018-09-18'), null, 'the eve of the anniversary is the same year')
  assert.equal(faultOf('2018-08-31')?.severity, 'error')
  assert.equal(faultOf('2018-12-31')?.severity, 'warning')
})

test('R-06: monitoring is due at six months and evaluation at twelve, late fifteen days after', () => {
  const stateOn = (today: string, outputs: string[] = []) =>
    clocksOf(local, { ...facts, launch: launched, today, outputs: new Set(outputs) }).plan?.checks.map(
      ({ state }) => state,
    )
  assert.deepEqual(stateOn('2018-03-18'), ['to-come', 'to-come'])
  assert.deepEqual(stateOn('2018-03-19'), ['due', 'to-come'])
  assert.deepEqual(stateOn('2018-04-03'), ['due', 'to-come'])
  assert.deepEqual(stateOn('2018-04-04'), ['late', 'to-come'])
  assert.deepEqual(stateOn('2018-10-05', ['informe-monitoreo']), ['done', 'late'])
})

test('months end on the last day where there is no other', () => {
  assert.equal(addMonths('2026-08-31', 6), '2027-02-28')
  assert.equal(addMonths('2027-08-31', 6), '2028-02-29')
  assert.equal(monthsBetween('2026-01-31', '2026-02-28'), 1)
  assert.equal(monthsBetween('2026-03-01', '2026-02-28'), 0)
})
