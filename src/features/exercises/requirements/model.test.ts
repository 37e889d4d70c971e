import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { BodyFacts, Facts } from '../conditions/model.ts'
import { checkAll, longestPause, openMeetings, requirements } from './model.ts'

const body: BodyFacts = {
  ...{ slug: 'stl', name: 'Secretariado', minimum: {}, withoutAlternate: 0, newestDocumentOn: null },
  titulars: { government: 1, 'civil-society': 1, oversight: 1 },
  ...{ sessions: [{ heldOn: '2026-01-01', isOpen: false }], hasRules: true, hasFacilitator: true, hasAgenda: true },
}
const facts: Facts = {
  ...{
    today: '2026-03-01',
    publishedOn: '2025-12-01',
    firstActivityOn: '2025-12-20',
    noticeDays: 14,
    stages: [],
    outputs: [],
  },
  ...{ signedSectors: [], invited: {}, joined: {}, bodies: [body], consultations: [], tables: [] },
  ...{ trees: { total: 0, published: 0 }, drafts: { total: 0, open: 0 }, plan: null },
}
const seen = (code: string, change: Partial<Facts>, programme: 'local' | 'ogp-local' = 'local') =>
  requirements.find((one) => one.code === code)?.judge({ facts: { ...facts, ...change }, programme, hasBegun: true }) ??
  assert.fail()

test('R-08: sessions at most six months apart; from the 150th day it is at risk, after the 183rd it fails', () => {
  const on = (today: string) => seen('1.2', { today })
  assert.deepEqual([on('2026-05-30').state, on('2026-05-30').isAtRisk], ['met', false])
  assert.deepEqual([on('2026-05-31').state, on('2026-05-31').isAtRisk], ['met', true])
  assert.equal(on('2026-07-03').state, 'met')
  assert.equal(on('2026-07-04').state, 'not-met')
  const apart = { sessions: ['2025-01-01', '2025-12-01'].map((heldOn) => ({ heldOn, isOpen: true })) }
  assert.equal(longestPause(apart, '2025-12-02'), 334, 'a long pause of the past counts too')
  assert.equal(seen('1.2', { bodies: [] }).state, 'not-met')
})

test('R-09: the basic rules are a public document', () => {
  assert.equal(seen('1.3', {}).state, 'met')
  assert.equal(seen('1.3', { bodies: [{ ...body, hasRules: false }] }).state, 'not-met')
})

test('R-10: the repository grew within six months, within four for OGP Local', () => {
  const outputs = [{ stage: 'mesas', output: null, addedOn: '2025-10-15' }]
  assert.equal(seen('2.2', { outputs }).state, 'met')
  assert.equal(seen('2.2', { outputs }, 'ogp-local').state, 'not-met')
  assert.equal(seen('2.2', { outputs, today: '2026-04-16' }).state, 'not-met')
  assert.equal(seen('2.2', {}).state, 'not-met', 'nothing was ever added')
})

test('R-11: a short notice is not met, and cannot be mended', () => {
  assert.equal(seen('3.1', {}).state, 'met')
  assert.equal(seen('3.1', { firstActivityOn: '2025-12-14' }).state, 'not-met')
})

test('R-12: contributions of a closed consultation without answer fail it; before it closes nothing is asked', () => {
  const one = { slug: 'c', title: 'C', publishedOn: '2026-01-01', hasNonDigital: true, received: 10, answered: 9 }
  assert.deepEqual(seen('4.1', { consultations: [{ ...one, closedOn: '2026-02-01' }] }).values, {
    count: 1,
    received: 10,
  })
  assert.equal(seen('4.1', { consultations: [{ ...one, closedOn: '2026-02-01' }] }).state, 'not-met')
  assert.equal(seen('4.1', { consultations: [{ ...one, closedOn: '2026-04-01' }] }).state, 'not-yet')
})

test('R-13: two open meetings in each year of the plan, counted from its launch', () => {
  const plan = { slug: 'p', publishedOn: '2025-01-10', launchedOn: '2025-01-10', commitments: 1, withoutRoadmap: 0 }
  const sessions = ['2025-03-01', '2026-01-09', '2026-01-10', '2026-02-01'].map((heldOn) => ({ heldOn, isOpen: true }))
  const held = { ...facts, plan, bodies: [{ ...body, sessions }] }
  assert.deepEqual(openMeetings(held), { count: 2, from: '2026-01-10', to: '2027-01-10' })
  assert.equal(seen('5.1', held).state, 'met')
  const closedDoors = { ...body, sessions: sessions.map((session) => ({ ...session, isOpen: false })) }
  assert.deepEqual(
    [seen('5.1', { plan, bodies: [closedDoors] }).state, seen('5.1', { plan }).isAtRisk],
    ['not-yet', true],
  )
  assert.equal(seen('5.1', {}).state, 'not-yet', 'without a launch there is no year')
})

test('what the platform sees outweighs a statement, which speaks only where it sees nothing; the newest holds', () => {
  const say = (requirement: string, isMet: boolean) => ({
    requirement,
    isMet,
    explanation: 'x',
    url: null,
    at: new Date(0),
  })
  const asking = { facts, programme: 'local', hasBegun: true } as const
  const state = (code: string, stated: ReturnType<typeof say>[]) =>
    checkAll(asking, stated).find(({ requirement }) => requirement.code === code)?.state
  assert.equal(state('1.1', [say('1.1', false)]), 'met')
  assert.equal(state('3.3', []), 'not-met')
  assert.equal(state('3.3', [say('3.3', false), say('3.3', true)]), 'met')
  assert.equal(state('3.3', [say('3.3', true), say('3.3', false)]), 'not-met')
})
