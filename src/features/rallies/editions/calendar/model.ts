import type { Edition } from '../model.ts'

/** The moments of an edition in the order in which they come. */
export const moments = [
  'callOn',
  'registrationOpensAt',
  'registrationClosesAt',
  'webinarAt',
  'opensAt',
  'closesAt',
  'resultsAt',
  'appealsCloseAt',
  'awardsAt',
] as const
export type Moment = (typeof moments)[number]
export type Calendar = Record<Moment, Date | null>

export function calendarOf(edition: Edition): Calendar {
  return Object.fromEntries(moments.map((moment) => [moment, edition[moment]])) as Calendar
}

/** Pairs that may not stand the other way round: the second comes after the first, or with it where it says 'or-equal'. */
const order: readonly (readonly [Moment, Moment, 'strict' | 'or-equal'])[] = [
  ['callOn', 'registrationOpensAt', 'or-equal'],
  ['registrationOpensAt', 'registrationClosesAt', 'strict'],
  ['registrationOpensAt', 'opensAt', 'or-equal'],
  ['opensAt', 'closesAt', 'strict'],
  ['closesAt', 'resultsAt', 'strict'],
  ['closesAt', 'appealsCloseAt', 'strict'],
  ['resultsAt', 'awardsAt', 'or-equal'],
]

/** Moments that come before what they must follow, each with what it must follow. */
export function disorderOf(calendar: Calendar): { moment: Moment; after: Moment }[] {
  return order.flatMap(([first, second, kind]) => {
    const [before, then] = [calendar[first], calendar[second]]
    if (!before || !then) return []
    const fine = kind === 'strict' ? then > before : then >= before
    return fine ? [] : [{ moment: second, after: first }]
  })
}

export type CalendarLine = { moment: Moment; at: Date; state: 'past' | 'next' | 'coming' }

/** What has passed, what comes next, and what after that. */
export function timelineOf(edition: Edition, now: Date): CalendarLine[] {
  const dated = moments
    .flatMap((moment) => (edition[moment] ? [{ moment, at: edition[moment] }] : []))
    .toSorted((a, b) => a.at.getTime() - b.at.getTime())
  const next = dated.find(({ at }) => at > now)
  return dated.map((line) => ({ ...line, state: line === next ? 'next' : line.at <= now ? 'past' : 'coming' }))
}
