/**
 * RFC 3339 instants, exact: milliseconds of the epoch, and whatever digits come after them, so that two posts of the same
 * millisecond keep their order.
 */
export type Instant = { ms: number; finer: string }

/**
 * Null when it is none. A leap second (23:59:60 UTC on the last day of a month) is the second after it, as in POSIX time; an
 * unknown offset (-00:00) counts as UTC. Read by character: a million instants with a pattern take seconds.
 */
export function readInstant(text: string): Instant | null {
  if (text.length < 20 || !hasSigns(text)) return null
  const day = dayIn(text)
  const [hour, minute, second] = [digitsAt(text, 11, 2), digitsAt(text, 14, 2), digitsAt(text, 17, 2)]
  if (day === null || hour < 0 || hour > 23 || minute < 0 || minute > 59 || second < 0 || second > 60) return null
  let zone = 19
  if (text.charCodeAt(zone) === point) {
    do zone++
    while (isDigit(text.charCodeAt(zone)))
    if (zone === 20) return null
  }
  const offset = offsetAt(text, zone)
  if (offset === null) return null
  const seconds = (day * 24 + hour) * 3600 + (minute - offset) * 60 + second
  if (second === 60 && !startsMonth(seconds)) return null
  if (zone === 19) return { ms: seconds * 1000, finer: '' }
  const fraction = text.slice(20, zone)
  const ms = seconds * 1000 + Number(fraction.slice(0, 3).padEnd(3, '0'))
  return { ms, finer: fraction.length > 3 ? fraction.slice(3).replace(/0+$/, '') : '' }
}

const [zero, nine, dash, plus, colon, point] = [48, 57, 45, 43, 58, 46]

/** Dashes, T and colons where they belong. */
function hasSigns(text: string): boolean {
  const isDate = text.charCodeAt(4) === dash && text.charCodeAt(7) === dash
  const between = text.charCodeAt(10)
  return isDate && (between === 84 || between === 116) && text.charCodeAt(13) === colon && text.charCodeAt(16) === colon
}

function isDigit(unit: number): boolean {
  return unit >= zero && unit <= nine
}

/** -1 when they are not all digits. */
function digitsAt(text: string, start: number, count: number): number {
  let value = 0
  for (let at = start; at < start + count; at++) {
    const unit = text.charCodeAt(at)
    if (!isDigit(unit)) return -1
    value = value * 10 + unit - zero
  }
  return value
}

/** Days since the epoch of the date that begins a text. */
function dayIn(text: string): number | null {
  const [year, month, day] = [digitsAt(text, 0, 4), digitsAt(text, 5, 2), digitsAt(text, 8, 2)]
  if (year < 0 || month < 1 || month > 12 || day < 1 || day > daysIn(year, month)) return null
  return daysSinceEpoch(year, month, day)
}

/** Minutes east of Greenwich of the zone that ends a text. */
function offsetAt(text: string, start: number): number | null {
  const sign = text.charCodeAt(start)
  if (sign === 90 || sign === 122) return text.length === start + 1 ? 0 : null
  if ((sign !== dash && sign !== plus) || text.length !== start + 6 || text.charCodeAt(start + 3) !== colon) return null
  const [hours, minutes] = [digitsAt(text, start + 1, 2), digitsAt(text, start + 4, 2)]
  if (hours < 0 || hours > 23 || minutes < 0 || minutes > 59) return null
  return (sign === dash ? -1 : 1) * (hours * 60 + minutes)
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
