/**
 * RFC 3339 instants, exact: milliseconds of the epoch, and whatever digits come after them, so that two posts of the same
 * millisecond keep their order.
 */
export type Instant = { ms: number; finer: string }

const pattern = /^(\d{4})-(\d\d)-(\d\d)[Tt](\d\d):(\d\d):(\d\d)(?:\.(\d+))?(?:[Zz]|([+-])(\d\d):(\d\d))$/

/**
 * Null when it is none. A leap second (23:59:60 UTC on the last day of a month) is the second after it, as in POSIX time; an
 * unknown offset (-00:00) counts as UTC.
 */
export function readInstant(text: string): Instant | null {
  const match = pattern.exec(text)
  if (match === null) return null
  const [year, month, day, hour, minute, second] = [1, 2, 3, 4, 5, 6].map((group) => Number(match[group]))
  if (year === undefined || month === undefined || day === undefined) return null
  if (hour === undefined || minute === undefined || second === undefined) return null
  if (month < 1 || month > 12 || day < 1 || day > daysIn(year, month)) return null
  if (hour > 23 || minute > 59 || second > 60) return null
  const offset = offsetOf(match[8], match[9], match[10])
  if (offset === null) return null
  const seconds = (daysSinceEpoch(year, month, day) * 24 + hour) * 3600 + (minute - offset) * 60 + second
  if (second === 60 && !startsMonth(seconds)) return null
  const fraction = match[7] ?? ''
  const ms = seconds * 1000 + Number(fraction.slice(0, 3).padEnd(3, '0'))
  return { ms, finer: fraction.length > 3 ? fraction.slice(3).replace(/0+$/, '') : '' }
}

/** Minutes east of Greenwich. */
function offsetOf(sign: string | undefined, hours: string | undefined, minutes: string | undefined): number | null {
  if (sign === undefined) return 0
  const [h, m] = [Number(hours), Number(minutes)]
  if (h > 23 || m > 59) return null
  return (sign === '-' ? -1 : 1) * (h * 60 + m)
}

const lengths = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]

function daysIn(year: number, month: number): number {
  const isLeap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0
  return month === 2 && isLeap ? 29 : (lengths[month - 1] ?? 0)
}

/** Of the proleptic Gregorian calendar; Date.UTC would take the years 0 to 99 for 1900 to 1999. */
function daysSinceEpoch(year: number, month: number, day: number): number {
  const y = month <= 2 ? year - 1 : year
  const era = Math.floor(y / 400)
  const yearOfEra = y - era * 400
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear
  return era * 146097 + dayOfEra - 719468
}

function startsMonth(seconds: number): boolean {
  if (seconds % 86400 !== 0) return false
  return new Date(seconds * 1000).getUTCDate() === 1
}

/** Digits after the decimal point without trailing zeros compare as strings do. */
export function compareInstants(a: Instant, b: Instant): number {
  if (a.ms !== b.ms) return a.ms - b.ms
  if (a.finer === b.finer) return 0
  return a.finer < b.finer ? -1 : 1
}

/** In UTC with milliseconds: 2026-03-05T10:14:03.641Z. */
export function writtenInstant(ms: number): string {
  return new Date(ms).toISOString()
}
