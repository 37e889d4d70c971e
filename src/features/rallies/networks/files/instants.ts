import { type DayMonthOrder, dayOf, orderShownBy } from '../../../commitments/imports/dates.ts'

/** How the dates of a file are written: with their own zone, or by a clock that the person names. */
export type DateReading = { order: DayMonthOrder; zone: string }

const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']

/**
 * An instant in UTC from the shapes that listening tools write: RFC 3339, a day and a clock in either order, seconds or milliseconds
 * since 1970, days of a spreadsheet, 'Tue Mar 03 18:00:00 +0000 2026'. Null: none of them, or no such day.
 */
export function instantFrom(text: string, how: DateReading): string | null {
  const written = text.trim()
  if (/^\d{4}-\d\d-\d\d[T ]\d\d:\d\d(:\d\d(\.\d+)?)?\s?(Z|UTC|[+-]\d\d:?\d\d)$/i.test(written)) return exact(written)
  if (/^\d{10}$/.test(written)) return iso(Number(written) * 1000)
  if (/^\d{13}$/.test(written)) return iso(Number(written))
  if (/^\d{5}([.,]\d+)?$/.test(written)) return ofSheetDay(Number(written.replace(',', '.')), how.zone)
  return classic(written) ?? local(written, how)
}

function exact(text: string): string | null {
  const normal = text
    .replace(' ', 'T')
    .replace(/\s?UTC$/i, 'Z')
    .replace(/\s/g, '')
    .replace(/([+-]\d\d)(\d\d)$/, '$1:$2')
  const [, day = ''] = /^(\d{4}-\d\d-\d\d)/.exec(normal) ?? []
  const [year, month, date] = day.split('-').map(Number)
  return dayOf(year ?? 0, month ?? 0, date ?? 0) === null ? null : iso(Date.parse(normal))
}

function iso(time: number): string | null {
  return Number.isFinite(time) && Math.abs(time) < 8.64e15 ? new Date(time).toISOString() : null
}

/** 'Tue Mar 03 18:00:00 +0000 2026', and mail's 'Tue, 03 Mar 2026 18:00:00 +0000'. */
function classic(text: string): string | null {
  const twitter = /^\w{3} (\w{3}) (\d{1,2}) (\d\d:\d\d:\d\d) ([+-]\d{4}) (\d{4})$/.exec(text)
  const mail = /^(?:\w{3}, )?(\d{1,2}) (\w{3}) (\d{4}) (\d\d:\d\d(?::\d\d)?) ([+-]\d{4}|GMT|UTC)$/.exec(text)
  const [month, day, clock, zone, year] = twitter
    ? twitter.slice(1)
    : mail
      ? [mail[2], mail[1], mail[4], mail[5], mail[3]]
      : []
  const number = months.indexOf((month ?? '').toLowerCase()) + 1
  if (number === 0 || !day || !clock || !zone || !year) return null
  const offset = /^[+-]/.test(zone) ? zone : '+0000'
  const seconds = clock.length === 5 ? `${clock}:00` : clock
  return exact(`${year}-${String(number).padStart(2, '0')}-${day.padStart(2, '0')}T${seconds}${offset}`)
}

/** Days since the end of 1899, the fraction being the clock. */
function ofSheetDay(days: number, zone: string): string | null {
  const wall = Date.UTC(1899, 11, 30) + Math.round(days * 86_400) * 1000
  return inZone(wall, zone)
}

const clockPattern = /^(\d{1,2})[:.h](\d{2})(?::(\d{2})(?:\.\d+)?)?\s*(a\.?\s?m\.?|p\.?\s?m\.?)?$/i

function local(text: string, { order, zone }: DateReading): string | null {
  const [, first = '', second = '', third = '', rest = ''] =
    /^(\d{1,4})[/.-](\d{1,2})[/.-](\d{1,4})[T ,]*(.*)$/.exec(text) ?? []
  if (first === '') return null
  const [a, b, c] = [first, second, third].map(Number) as [number, number, number]
  const shown = orderShownBy(`${first}/${second}/${third}`) ?? order
  const year = first.length === 4 ? a : c + (third.length === 2 ? 2000 : 0)
  const [month, day] = first.length === 4 ? [b, c] : shown === 'day-first' ? [b, a] : [a, b]
  if (dayOf(year, month, day) === null) return null
  const clock = rest === '' ? ['', '0', '00', '00', ''] : clockPattern.exec(rest)
  if (!clock) return null
  const [, hours = '0', minutes = '0', seconds = '0', half = ''] = clock
  const isAfternoon = /^p/i.test(half)
  if (half !== '' && (Number(hours) < 1 || Number(hours) > 12)) return null
  const hour = half === '' ? Number(hours) : (Number(hours) % 12) + (isAfternoon ? 12 : 0)
  if (hour > 23 || Number(minutes) > 59 || Number(seconds) > 59) return null
  return inZone(Date.UTC(year, month - 1, day, hour, Number(minutes), Number(seconds)), zone)
}

/** The instant at which a zone's clocks show this; of an hour that comes twice, the first. */
function inZone(wall: number, zone: string): string | null {
  const first = wall - offsetAt(wall - 86_400_000 / 2, zone)
  const second = wall - offsetAt(first, zone)
  const third = wall - offsetAt(second, zone)
  const fits = [first, second, third].filter((time) => time + offsetAt(time, zone) === wall)
  return iso(fits.length > 0 ? Math.min(...fits) : second)
}

const formats = new Map<string, Intl.DateTimeFormat>()

/** Milliseconds that a zone's clocks are ahead of UTC at an instant. */
function offsetAt(time: number, zone: string): number {
  let format = formats.get(zone)
  if (!format) {
    const parts = {
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    } as const
    format = new Intl.DateTimeFormat('en-US', { timeZone: zone, hourCycle: 'h23', era: 'short', ...parts })
    formats.set(zone, format)
  }
  const part = Object.fromEntries(format.formatToParts(time).map(({ type, value }) => [type, Number(value)]))
  const wall = Date.UTC(part.year ?? 0, (part.month ?? 1) - 1, part.day, part.hour, part.minute, part.second)
  return wall - Math.floor(time / 1000) * 1000
}

export function isZone(zone: string): boolean {
  try {
    new Intl.DateTimeFormat('en-US', { timeZone: zone })
    return true
  } catch {
    return false
  }
}
