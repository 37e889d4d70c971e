import assert from 'node:assert/strict'
import { test } from 'node:test'
import { instantOf, localOf } from '../../../platform/civil-day.ts'
import { type Lack, lacksOf } from './checklist/model.ts'
import type { Edition } from './model.ts'
import { presetOf, rulesOfPreset } from './rules/presets.ts'

test('T-63 an hour is that of the edition’s zone; one that the clock leaps over is none', () => {
  assert.equal(instantOf('2027-03-01T09:00', 'America/Mexico_City')?.toISOString(), '2027-03-01T15:00:00.000Z')
  assert.equal(instantOf('2027-03-01T09:00', 'America/Tijuana')?.toISOString(), '2027-03-01T17:00:00.000Z')
  assert.equal(instantOf('2027-03-14T02:30', 'America/Tijuana'), null)
  assert.equal(
    instantOf('2027-11-07T01:30', 'America/Tijuana')?.toISOString(),
    '2027-11-07T08:30:00.000Z',
    'the earlier of two',
  )
  for (const wrong of ['', '2027-02-30T09:00', '2027-03-01', 'mañana'])
    assert.equal(instantOf(wrong, 'America/Bogota'), null)
  assert.equal(localOf(new Date('2027-03-01T15:00:00Z'), 'America/Mexico_City'), '2027-03-01T09:00')
})

test('R-62 whether an unannounced visit counts is an edition’s switch', () => {
  assert.equal(presetOf('rally-2016').rules.unannounced_visit_factor, 0)
  assert.equal(presetOf('sample').rules.unannounced_visit_factor, 0.5)
})

const edition = {
  ...{ kind: 'rally', summary: 'x', terms: 'x', prizes: null, hashtags: ['A'], consolidationTargetMinutes: 180 },
  ...{ timeZone: 'America/Mexico_City', callOn: null, webinarAt: null, awardsAt: null },
  registrationOpensAt: new Date('2027-01-01T15:00:00Z'),
  registrationClosesAt: new Date('2027-03-02T15:00:00Z'),
  opensAt: new Date('2027-03-01T15:00:00Z'),
  closesAt: new Date('2027-03-08T00:00:00Z'),
  resultsAt: new Date('2027-03-08T04:00:00Z'),
  appealsCloseAt: new Date('2027-03-09T00:00:00Z'),
  rules: { number: 1, rules: rulesOfPreset('sample', { closesAt: null, timeZone: 'UTC' }), isSample: true },
} as unknown as Edition

test('R-73, R-68, R-71 what is missing before a call, and what only deserves a warning', () => {
  const town = (linkedOn: string | null) => ({
    id: '1',
    part: 'local-government' as const,
    name: 'X',
    url: null,
    linkedOn,
  })
  const codes = (lacks: readonly Lack[], severity: string) =>
    lacks.filter((lack) => lack.severity === severity).map(({ code }) => code)
  const around = {
    works: 1,
    unscored: 0,
    judges: 0,
    partners: [{ ...town(null), part: 'organiser' as const }, town('2027-01-15')],
  }
  assert.deepEqual(codes(lacksOf(edition, around), 'error'), [])
  assert.deepEqual(codes(lacksOf(edition, around), 'warning'), [
    ...['sample-rules', 'local-government-late', 'registration-open-at-start', 'appeals-short', 'results-late'],
    ...['no-panel', 'prizes'],
  ])
  assert.ok(codes(lacksOf(edition, { ...around, unscored: 2 }), 'warning').includes('keys'))
  const early = { ...around, judges: 3, partners: [town('2026-11-30')] }
  assert.ok(!codes(lacksOf(edition, early), 'warning').includes('local-government-late'))
  assert.deepEqual(codes(lacksOf(edition, { ...early, works: 0 }), 'error'), ['works', 'organiser'])
  const untied = { ...edition.rules, rules: { ...edition.rules.rules, tie_break: [] } }
  assert.deepEqual(codes(lacksOf({ ...edition, rules: untied, closesAt: edition.opensAt }, around), 'error').sort(), [
    'order',
    'tie-break',
  ])
})
