import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import {
  type Answer,
  byUrgency,
  type Claim,
  claims,
  claimsFrom,
  isDisputed,
  isValidated,
  periodOffered,
  type Report,
  type Side,
  type Stance,
  stateAfter,
  stepFaults,
  turnOf,
  type Verdict,
  verifierFault,
  voicesOf,
} from './model.ts'

const at = (day: number) => new Date(Date.UTC(2026, 3, day))

function report(id: string, side: Side, state: Claim, day: number): Report {
  const organizationId = side === 'institution' ? 'agua' : 'vecinas'
  const period = { from: '2026-04-01', to: '2026-04-30' }
  const rest = { body: 'x', shareDone: null, products: null, reason: null, links: [] }
  return { id, folio: id, side, organizationId, organization: organizationId, state, ...rest, ...period, at: at(day) }
}

function answer(reportId: string, stance: Stance, day: number, organizationId = 'vecinas'): Answer {
  return {
    id: `${reportId} ${day}`,
    reportId,
    side: 'civil-society',
    organizationId,
    organization: organizationId,
    stance,
    reason: 'x',
    at: at(day),
  }
}

const verification = (verdict: Verdict, day: number) => ({
  verdict,
  comment: 'x',
  organization: null,
  reportId: 'r1',
  at: at(day),
})

test('T-20 the three voices stand side by side: each keeps its own newest word and none changes another', () => {
  const reports = [report('r1', 'institution', 'in-progress', 1), report('r2', 'institution', 'complete', 2)]
  const voices = voicesOf({
    reports,
    answers: [answer('r2', 'disagrees', 3)],
    verifications: [verification('observed', 4)],
  })
  assert.equal(voices.reported?.state, 'complete')
  assert.deepEqual(
    voices.validated.map((word) => word.kind === 'answer' && word.stance),
    ['disagrees'],
  )
  assert.equal(voices.verified?.verdict, 'observed')
})

test('a disagreement, or another state claimed by civil society, is a dispute; "in part" is not', () => {
  const reports = [report('r1', 'institution', 'complete', 1)]
  const of = (answers: Answer[], own: Report[] = []) => {
    const voices = voicesOf({ reports: [...reports, ...own], answers, verifications: [] })
    return [isDisputed(voices), isValidated(voices)]
  }
  assert.deepEqual(of([]), [false, false])
  assert.deepEqual(of([answer('r1', 'agrees', 2)]), [false, true])
  assert.deepEqual(of([answer('r1', 'in-part', 2)]), [false, false])
  assert.deepEqual(of([answer('r1', 'disagrees', 2)]), [true, false])
  assert.deepEqual(of([answer('r1', 'agrees', 2), answer('r1', 'disagrees', 3, 'otras')]), [true, false])
  assert.deepEqual(of([], [report('o1', 'civil-society', 'not-started', 2)]), [true, false])
  assert.deepEqual(of([], [report('o1', 'civil-society', 'complete', 2)]), [false, true])
})

test('an institution does not end a dispute by reporting again, nor carry an agreement over to a newer report', () => {
  const first = report('r1', 'institution', 'in-progress', 1)
  const again = report('r2', 'institution', 'complete', 5)
  const disputed = voicesOf({ reports: [first, again], answers: [answer('r1', 'disagrees', 2)], verifications: [] })
  assert.equal(isDisputed(disputed), true)
  const agreed = voicesOf({ reports: [first, again], answers: [answer('r1', 'agrees', 2)], verifications: [] })
  assert.equal(isValidated(agreed), false)
  const settled = voicesOf({
    reports: [first, again],
    answers: [answer('r1', 'disagrees', 2), answer('r2', 'agrees', 6)],
    verifications: [],
  })
  assert.deepEqual([isDisputed(settled), isValidated(settled)], [false, true])
})

test('R-40 a state moves one step at a time, and backwards only with a reason', () => {
  const free = { reason: null, evidence: 1 }
  assert.deepEqual(stepFaults('not-started', 'in-progress', free), [])
  assert.deepEqual(stepFaults('not-started', 'complete', free), ['too-far'])
  assert.deepEqual(stepFaults('complete', 'in-progress', free), ['reason-missing'])
  assert.deepEqual(stepFaults('complete', 'in-progress', { ...free, reason: 'Faltó una colonia' }), [])
  assert.deepEqual(stepFaults('verified', 'in-progress', { ...free, reason: 'x' }), ['too-far'])
  assert.deepEqual(stepFaults('verified', 'complete', free), [])
  assert.deepEqual(stepFaults('cancelled', 'in-progress', free), ['cancelled'])
})

test('R-40 whatever form is offered can be sent: no claim offered is too far', () => {
  fc.assert(
    fc.property(fc.constantFrom('not-started', 'in-progress', 'complete', 'verified'), (state) => {
      const offered = claimsFrom(state as Claim | 'verified')
      for (const claim of claims) {
        const tooFar = stepFaults(state as Claim, claim, { reason: 'x', evidence: 1 }).includes('too-far')
        assert.equal(offered.includes(claim), !tooFar)
      }
    }),
  )
})

test('R-41 complete needs at least one means of verification; other states do not', () => {
  assert.deepEqual(stepFaults('in-progress', 'complete', { reason: null, evidence: 0 }), ['evidence-missing'])
  assert.deepEqual(stepFaults('complete', 'complete', { reason: null, evidence: 0 }), ['evidence-missing'])
  assert.deepEqual(stepFaults('not-started', 'in-progress', { reason: null, evidence: 0 }), [])
})

test('R-42 whoever reported, uploaded or belongs to the reporting institution does not verify', () => {
  const free = { hasReported: false, hasUploaded: false, isOfReporter: false }
  assert.equal(verifierFault(free), null)
  assert.equal(verifierFault({ ...free, hasReported: true }), 'reported')
  assert.equal(verifierFault({ ...free, hasUploaded: true }), 'uploaded')
  assert.equal(verifierFault({ ...free, isOfReporter: true }), 'same-institution')
})

test('T-21 complete waits for somebody else: only an accepting verdict makes it verified', () => {
  assert.equal(stateAfter('accepted', 'complete'), 'verified')
  assert.equal(stateAfter('observed', 'complete'), 'complete')
  assert.equal(stateAfter('rejected', 'complete'), 'complete')
  assert.equal(stateAfter('rejected', 'verified'), 'complete')
  assert.ok(!(claims as readonly string[]).includes('verified'))
})

test('whose turn it is: institution, civil society, evaluator; nobody while paused', () => {
  const turn = (told: Parameters<typeof voicesOf>[0], state: Claim, more: object = {}) =>
    turnOf(state, voicesOf(told), { hasPartner: true, isPaused: false, ...more })
  const none = { reports: [], answers: [], verifications: [] }
  const reported = { ...none, reports: [report('r1', 'institution', 'complete', 1)] }
  assert.equal(turn(none, 'not-started'), 'institution')
  assert.equal(turn(reported, 'complete'), 'civil-society')
  assert.equal(turn(reported, 'complete', { hasPartner: false }), 'evaluator')
  assert.equal(turn({ ...reported, answers: [answer('r1', 'agrees', 2)] }, 'complete'), 'evaluator')
  assert.equal(turn({ ...reported, answers: [answer('r1', 'disagrees', 2)] }, 'complete'), 'institution')
  assert.equal(turn(reported, 'complete', { isPaused: true }), 'nobody')
  const judged = { ...reported, answers: [answer('r1', 'agrees', 2)], verifications: [verification('rejected', 3)] }
  assert.equal(turn(judged, 'complete'), 'institution')
})

test('R-49 a desk is ordered by dates: late first, then disputed, due soon; what is paused comes last', () => {
  const row = (name: string, lateness: 'late' | 'due-soon' | 'on-time', date: string, more: object = {}) => ({
    ...{ name, isPaused: false, isDisputed: false, ...more },
    deadline: { lateness, date, days: null, activity: null },
  })
  const ordered = byUrgency([
    row('paused', 'late', '2026-01-01', { isPaused: true }),
    row('soon', 'due-soon', '2026-04-10'),
    row('late', 'late', '2026-03-01'),
    row('disputed', 'on-time', '2026-09-01', { isDisputed: true }),
    row('later', 'late', '2026-03-20'),
  ])
  assert.deepEqual(
    ordered.map(({ name }) => name),
    ['late', 'later', 'disputed', 'soon', 'paused'],
  )
})

test('the period offered begins where the last one ended', () => {
  const activity = { startsOn: '2026-02-01' }
  assert.deepEqual(periodOffered(activity, null, '2026-04-01'), { from: '2026-02-01', to: '2026-04-01' })
  assert.deepEqual(periodOffered(activity, { to: '2026-03-15' }, '2026-04-01'), {
    from: '2026-03-16',
    to: '2026-04-01',
  })
  assert.deepEqual(periodOffered(activity, { to: '2026-04-01' }, '2026-04-01'), {
    from: '2026-04-01',
    to: '2026-04-01',
  })
})
