// Calendar dates are 'YYYY-MM-DD': a day, not an instant.

/** Whole days from one 'YYYY-MM-DD' to another; negative when the second is earlier. */
export function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / 86_400_000)
}

/** The calendar day in a time zone: deadlines end at midnight there, not in UTC (T-63). */
export function dayIn(timeZone: string, instant: Date): string {
  let format = dayFormats.get(timeZone)
  if (!format) {
    format = new Intl.DateTimeFormat('en-CA', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' })
    dayFormats.set(timeZone, format)
  }
  return format.format(instant)
}

/** Making a formatter costs a hundred times what using it does, and a board asks for thousands of days. */
const dayFormats = new Map<string, Intl.DateTimeFormat>()

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
