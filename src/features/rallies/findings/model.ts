import type { Finding } from '../scoring/model.ts'

/** What a visit saw, as it was sent. */
export type Seen = {
  finding: Finding | null
  comparisons: Readonly<Record<string, string>>
  /** Percent, as published. */
  declaredProgress: number | null
  /** A range of percents: '26_50'. */
  observedProgress: string | null
}

/** In the order in which they name a finding that has several. Domain 8.2; words for people in locales (finding.code.…). */
export const codes = [
  ...(['no_access', 'not_located', 'other_place', 'other_kind', 'less_progress', 'more_progress'] as const),
  ...(['out_of_use', 'no_sign', 'other'] as const),
] as const
export type Code = (typeof codes)[number]

/**
 * How what was seen differs from the published datum; empty where it does not. "Not located" and "no access" are results, not failings of
 * the team (R-74, T-52), and none of these accuses anybody (T-53).
 */
export function codesOf(seen: Seen): Code[] {
  const { finding, comparisons } = seen
  // Behind a closed gate nothing else was compared.
  if (finding === 'no_access') return ['no_access']
  const found = new Set<Code>()
  if (finding === 'not_found' || comparisons.existence === 'differs') found.add('not_located')
  if (differs(comparisons.place)) found.add('other_place')
  if (differs(comparisons.kind)) found.add('other_kind')
  if (comparisons.use === 'no') found.add('out_of_use')
  if (comparisons.sign === 'no') found.add('no_sign')
  const progress = progressCode(seen.declaredProgress, seen.observedProgress)
  if (progress) found.add(progress)
  if (found.size === 0 && (finding === 'partly' || finding === 'differs')) found.add('other')
  return codes.filter((code) => found.has(code))
}

const differs = (comparison: string | undefined) => comparison === 'differs' || comparison === 'partly'

/** Ranges join at whole percents: 25.4 belongs to 1–25 and 26–50 alike. */
function progressCode(declared: number | null, observed: string | null): Code | null {
  if (declared === null || observed === null || observed === 'unknown') return null
  const [low = 0, high = low] = observed.split('_').map(Number)
  if (declared >= high + 1) return 'less_progress'
  return declared <= low - 1 ? 'more_progress' : null
}

export const stances = ['acknowledged', 'explained', 'corrected', 'disputed'] as const
export type Stance = (typeof stances)[number]

export type FindingState = 'withdrawn' | 'unanswered' | Stance

/** Its newest answer, unless the visit it rests on no longer counts. */
export function stateOfFinding(isWithdrawn: boolean, answers: readonly { stance: Stance }[]): FindingState {
  return isWithdrawn ? 'withdrawn' : (answers.at(-1)?.stance ?? 'unanswered')
}

/** GeoReport v2 knows open and closed; what was acknowledged is still to be mended. */
export function isOpen(state: FindingState): boolean {
  return state === 'unanswered' || state === 'acknowledged'
}

const dayMs = 86_400_000

/** Whole days that an institution has had, until it answered or until now. */
export function daysWaiting(openedAt: Date, answeredAt: Date | null, now: Date): number {
  return Math.max(0, Math.floor(((answeredAt ?? now).getTime() - openedAt.getTime()) / dayMs))
}
