import { daysBetween } from '../../../platform/civil-day.ts'
import type { Deadline } from '../../commitments/lateness/model.ts'
import type { ActivityState } from '../../commitments/model.ts'

export const claims = ['not-started', 'in-progress', 'complete'] as const
/** What an organisation may say of an activity. 'Verified' is never anybody's own claim (T-21). */
export type Claim = (typeof claims)[number]

export const stances = ['agrees', 'in-part', 'disagrees'] as const
export type Stance = (typeof stances)[number]

export const verdicts = ['accepted', 'observed', 'rejected'] as const
export type Verdict = (typeof verdicts)[number]

export type Side = 'institution' | 'civil-society'

export type Report = {
  id: string
  folio: string
  side: Side
  organizationId: string
  organization: string
  state: Claim
  body: string
  shareDone: number | null
  products: string | null
  reason: string | null
  from: string
  to: string
  at: Date
  links: readonly string[]
}

export type Answer = {
  id: string
  reportId: string
  side: Side
  organizationId: string
  organization: string
  stance: Stance
  reason: string | null
  at: Date
}

export type Verification = {
  verdict: Verdict
  comment: string
  organization: string | null
  reportId: string | null
  at: Date
}

/** Everything said of one activity, oldest first in each list. */
export type Told = {
  state: ActivityState
  reports: readonly Report[]
  answers: readonly Answer[]
  verifications: readonly Verification[]
}

/** The newest word of one organisation of civil society. `isCurrent` is false when the institution has reported since. */
export type Word = {
  organizationId: string
  organization: string
  at: Date
  isCurrent: boolean
} & ({ kind: 'answer'; stance: Stance; reason: string | null } | { kind: 'report'; state: Claim })

export type Voices = {
  reported: Report | null
  validated: readonly Word[]
  verified: Verification | null
}

/** The three voices side by side: nothing here adds, averages or overrules (T-20). */
export function voicesOf(told: Pick<Told, 'reports' | 'answers' | 'verifications'>): Voices {
  const reported = told.reports.findLast(({ side }) => side === 'institution') ?? null
  const words = new Map<string, Word>()
  const spoken = [
    ...told.answers.filter(({ side }) => side === 'civil-society').map((answer) => wordOfAnswer(answer, reported)),
    ...told.reports.filter(({ side }) => side === 'civil-society').map((report) => wordOfReport(report, reported)),
  ].sort((a, b) => a.at.getTime() - b.at.getTime())
  for (const word of spoken) words.set(word.organizationId, word)
  return { reported, validated: [...words.values()], verified: told.verifications.at(-1) ?? null }
}

function wordOfAnswer(answer: Answer, reported: Report | null): Word {
  const { organizationId, organization, at, stance, reason } = answer
  return {
    kind: 'answer',
    organizationId,
    organization,
    at,
    stance,
    reason,
    isCurrent: answer.reportId === reported?.id,
  }
}

function wordOfReport(report: Report, reported: Report | null): Word {
  const { organizationId, organization, at, state } = report
  return { kind: 'report', organizationId, organization, at, state, isCurrent: !reported || at >= reported.at }
}

/**
 * Civil society disagrees, or claims another state than the institution. It stands until civil society speaks again: another
 * report of the institution does not end it.
 */
export function isDisputed({ reported, validated }: Voices): boolean {
  return validated.some((word) =>
    word.kind === 'answer' ? word.stance === 'disagrees' : reported !== null && word.state !== reported.state,
  )
}

/** Somebody of civil society says that the newest report is true and nobody says that it is not. */
export function isValidated(voices: Voices): boolean {
  if (isDisputed(voices)) return false
  return voices.validated.some((word) => word.isCurrent && confirms(word, voices.reported))
}

function confirms(word: Word, reported: Report | null): boolean {
  return word.kind === 'answer' ? word.stance === 'agrees' : word.state === reported?.state
}

export type Turn = 'institution' | 'civil-society' | 'evaluator' | 'nobody'

/** Whose move it is. A pause freezes; what is verified or cancelled waits for nobody. */
export function turnOf(state: ActivityState, voices: Voices, about: { hasPartner: boolean; isPaused: boolean }): Turn {
  if (about.isPaused || state === 'cancelled' || state === 'verified') return 'nobody'
  if (isDisputed(voices)) return 'institution'
  const { reported, verified } = voices
  if (!reported) return state === 'complete' ? 'evaluator' : 'institution'
  const answered = voices.validated.some((word) => word.isCurrent)
  if (about.hasPartner && !answered) return 'civil-society'
  if (state !== 'complete') return 'institution'
  const judged = verified !== null && verified.at >= reported.at
  return judged ? 'institution' : 'evaluator'
}

const steps: readonly ActivityState[] = ['not-started', 'in-progress', 'complete', 'verified']

export type StepFault = 'cancelled' | 'too-far' | 'reason-missing' | 'evidence-missing'

/**
 * one step at a time, backwards with a reason, complete with at least one means of verification. What is
 * verified may be reported complete again without moving.
 */
export function stepFaults(
  from: ActivityState,
  to: Claim,
  given: { reason: string | null; evidence: number },
): StepFault[] {
  if (from === 'cancelled') return ['cancelled']
  const standing = from === 'verified' && to === 'complete' ? 'complete' : from
  const distance = steps.indexOf(to) - steps.indexOf(standing)
  const faults: StepFault[] = []
  if (Math.abs(distance) > 1) faults.push('too-far')
  if (distance < 0 && given.reason === null) faults.push('reason-missing')
  if (to === 'complete' && given.evidence === 0) faults.push('evidence-missing')
  return faults
}

/** Where a person stands against a verification: what she did, and for whom she acts. */
export type Involvement = { hasReported: boolean; hasUploaded: boolean; isOfReporter: boolean }
export type VerifierFault = 'reported' | 'uploaded' | 'same-institution'

/** nobody judges her own work, nor that of her own institution. */
export function verifierFault({ hasReported, hasUploaded, isOfReporter }: Involvement): VerifierFault | null {
  if (hasReported) return 'reported'
  if (hasUploaded) return 'uploaded'
  return isOfReporter ? 'same-institution' : null
}

/** State after a verdict: accepting verifies what is complete; any other verdict takes a verification back one step. */
export function stateAfter(verdict: Verdict, state: ActivityState): ActivityState {
  if (verdict === 'accepted') return 'verified'
  return state === 'verified' ? 'complete' : state
}

const urgency: Record<Deadline['lateness'], number> = { late: 0, 'due-soon': 1, 'on-time': 2, 'no-date': 3, done: 4 }

export type Urgent = { deadline: Deadline; isPaused: boolean; isDisputed: boolean }

/** A desk's order: late first (the longest late before), then disputed, due soon, the rest by date; frozen ones last. */
export function byUrgency<Row extends Urgent>(rows: readonly Row[]): Row[] {
  const rank = (row: Row) => {
    if (row.isPaused) return 9
    const light = urgency[row.deadline.lateness]
    return row.isDisputed && light > 0 ? 0.5 : light
  }
  const dateOf = (row: Row) => row.deadline.date ?? '9999-12-31'
  return rows.toSorted((a, b) => rank(a) - rank(b) || dateOf(a).localeCompare(dateOf(b)))
}

/** The period a report most likely speaks of: from the day after the last one, or the activity's start, until today. */
export function periodOffered(
  activity: { startsOn: string | null },
  last: { to: string } | null,
  today: string,
): { from: string; to: string } {
  const after = last ? nextDay(last.to) : activity.startsOn
  const from = after === null || after > today ? `${today.slice(0, 8)}01` : after
  return { from, to: today }
}

function nextDay(day: string): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10)
}

/** R-40's mirror on forms: the states that may be claimed from here. */
export function claimsFrom(state: ActivityState): Claim[] {
  const at = steps.indexOf(state)
  return claims.filter((claim) => Math.abs(steps.indexOf(claim) - at) <= 1)
}

/** Days that something has waited. */
export function daysWaiting(since: string, today: string): number {
  return Math.max(0, daysBetween(since, today))
}

/** Which activities one page shows, and where the others are: each page has the address of its first activity. */
export type VoicePages = {
  page: number
  firsts: readonly string[]
  codes: readonly string[]
  disputedElsewhere: readonly string[]
}

const voicesAPage = 20

/** The page with the activity of that code; the first where there is none. */
export function pagesOf(all: readonly { code: string; isDisputed: boolean }[], code: string | undefined): VoicePages {
  const page = Math.floor(
    Math.max(
      0,
      all.findIndex((one) => one.code === code),
    ) / voicesAPage,
  )
  const isHere = (_: unknown, index: number) => Math.floor(index / voicesAPage) === page
  return {
    page: page + 1,
    firsts: all.filter((_, index) => index % voicesAPage === 0).map((one) => one.code),
    codes: all.filter(isHere).map((one) => one.code),
    disputedElsewhere: all.filter((one, index) => one.isDisputed && !isHere(one, index)).map((one) => one.code),
  }
}
