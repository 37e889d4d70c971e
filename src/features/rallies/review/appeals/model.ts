import type { Edition } from '../../editions/model.ts'
import type { Reason, Rules, Status } from '../../scoring/model.ts'
import { questionsOf } from '../model.ts'

/** Days that judges give themselves to answer; the page shows how many are left. */
export const answerDays = 3

const dayMs = 86_400_000

export function dueAt(filedAt: Date): Date {
  return new Date(filedAt.getTime() + answerDays * dayMs)
}

/** Appeals are open from the opening until their date; without a date nothing closes them but the final result. */
export function appealsAre(edition: Edition, now: Date): 'not-yet' | 'open' | 'closed' {
  if (edition.opensAt === null || now < edition.opensAt) return 'not-yet'
  if (edition.acts.finalised || edition.acts.cancelled) return 'closed'
  return edition.appealsCloseAt !== null && now >= edition.appealsCloseAt ? 'closed' : 'open'
}

export const outcomes = ['upheld', 'partly', 'rejected'] as const
export type Outcome = (typeof outcomes)[number]

/**
 * What an answer changes, so that the engine and nobody's hand gives the points: 'grant:interview', 'deny:interview', 'text' (the
 * words are her own), 'work' (a work is named).
 */
export type Remedy = `grant:${string}` | `deny:${string}` | 'text' | 'work'

export function remediesFor(
  verdict: { status: Status; reason: Reason | null; kind: 'announcement' | 'visit' | null },
  rules: Rules,
): Remedy[] {
  if (verdict.reason === 'copied_text') return ['text']
  if (verdict.reason === 'no_work' || verdict.reason === 'unknown_work') return ['work']
  if (verdict.reason === 'photo_reused') return ['grant:photo_original']
  const criteria = questionsOf({ ...verdict, isCompared: false }, rules).map(({ criterion }) => criterion)
  return criteria.flatMap((criterion) => [`grant:${criterion}`, `deny:${criterion}`] as const)
}
