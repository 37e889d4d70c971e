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

export function isTimeZone(name: string): boolean {
  if (!/^[A-Za-z]+(\/[\w+-]+)*$/.test(name)) return false
  try {
    new Intl.DateTimeFormat('en', { timeZone: name })
    return true
  } catch {
    return false
  }
}

/**
 * '2026-03-01T09:00' of a clock on the wall in a zone → the instant (T-63). Null when it is no date, or an hour that does not
 * exist there because the clock is put forward; of an hour that comes twice, the earlier.
 */
export function instantOf(local: string, timeZone: string): Date | null {
  if (!/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2})?$/.test(local)) return null
  try {
    const wall = Temporal.PlainDateTime.from(local, { overflow: 'reject' })
    const there = wall.toZonedDateTime(timeZone, { disambiguation: 'earlier' })
    return there.toPlainDateTime().equals(wall) ? new Date(there.epochMilliseconds) : null
  } catch {
    return null
  }
}

/** The instant as the clock on the wall shows it, as `<input type="datetime-local">` takes it: '2026-03-01T09:00'. */
export function localOf(instant: Date, timeZone: string): string {
  const there = Temporal.Instant.fromEpochMilliseconds(instant.getTime()).toZonedDateTimeISO(timeZone)
  return there.toPlainDateTime().toString({ smallestUnit: 'minute' })
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
