export type DayMonthOrder = 'day-first' | 'month-first'
export type Edge = 'start' | 'end'

/**
 * `date` is 'YYYY-MM-DD' or null; `asWritten` is kept when the text names no single day or its order was not certain;
 * `ambiguous` says that day and month could change places and `order` was needed.
 */
export type DateReading = { date: string | null; asWritten: string | null; ambiguous: boolean }

const monthNames: Record<string, number> = {}
const monthLists = [
  'january february march april may june july august september october november december',
  'jan feb mar apr may jun jul aug sept oct nov dec',
  'enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre',
  'ene feb mar abr mayo jun jul ago sep oct nov dic',
]
for (const list of monthLists) for (const [index, name] of list.split(' ').entries()) monthNames[name] = index + 1
monthNames.setiembre = 9

/** A year of two digits is of this century: nothing here is older. */
const numeric = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4}|\d{2})$/

/** What one cell proves of the order of day and month in its surroundings. */
export function orderShownBy(text: string): DayMonthOrder | null {
  const match = numeric.exec(text.trim())
  const [first, second] = [Number(match?.[1]), Number(match?.[2])]
  if (first > 12 && first <= 31 && second <= 12) return 'day-first'
  if (second > 12 && second <= 31 && first <= 12) return 'month-first'
  return null
}

export function isAmbiguous(text: string): boolean {
  const match = numeric.exec(text.trim())
  const [first, second] = [Number(match?.[1]), Number(match?.[2])]
  return first !== second && first >= 1 && second >= 1 && first <= 12 && second <= 12
}

/** A day from the many shapes people write. Without an order an ambiguous text gives no date: it is kept as written. */
export function readDate(text: string, how: { order: DayMonthOrder | null; edge: Edge }): DateReading {
  const written = text.trim()
  const certain = (date: string | null): DateReading => ({ date, asWritten: date ? null : written, ambiguous: false })
  const iso = /^(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ]00:00(?::00(?:\.0+)?)?Z?)?$/.exec(written)
  if (iso) return certain(dayOf(Number(iso[1]), Number(iso[2]), Number(iso[3])))
  const match = numeric.exec(written)
  if (match) {
    const [first, second] = [Number(match[1]), Number(match[2])]
    const year = Number(match[3]) + (match[3]?.length === 2 ? 2000 : 0)
    const order = first === second ? 'day-first' : (orderShownBy(written) ?? how.order)
    if (!order) return { date: null, asWritten: written, ambiguous: isAmbiguous(written) }
    const date = order === 'day-first' ? dayOf(year, second, first) : dayOf(year, first, second)
    const bareYear = date && yearInDisguise(date)
    if (bareYear) return { date: edgeOf(bareYear, 1, 12, how.edge), asWritten: written, ambiguous: false }
    return { date, asWritten: date ? null : written, ambiguous: isAmbiguous(written) }
  }
  return spelledDay(written) ?? { date: periodEdge(written, how.edge), asWritten: written, ambiguous: false }
}

/** '12 de mayo de 2026', '12 May 2026', 'May 12, 2026'. */
function spelledDay(text: string): DateReading | null {
  const words = text
    .toLowerCase()
    .replaceAll(/[.,]/g, ' ')
    .replaceAll(/\b(de|del|of)\b/g, ' ')
    .trim()
    .split(/\s+/)
  if (words.length !== 3) return null
  const [a = '', b = '', year = ''] = words
  const [day, month] = /^\d/.test(a) ? [a, b] : [b, a]
  const number = /^(\d{1,2})(?:st|nd|rd|th|º|°)?$/.exec(day)?.[1]
  const date =
    number && monthNames[month] && /^\d{4}$/.test(year) ? dayOf(Number(year), monthNames[month], Number(number)) : null
  return date ? { date, asWritten: null, ambiguous: false } : null
}

const quarterNames: Record<string, number> = { i: 1, ii: 2, iii: 3, iv: 4, '1': 1, '2': 2, '3': 3, '4': 4 }

/** First or last day of a month, quarter or year that is named alone. */
function periodEdge(text: string, edge: Edge): string | null {
  const plain = text
    .toLowerCase()
    .replaceAll(/[.,]/g, ' ')
    .replaceAll(/\b(de|del|of|the)\b/g, ' ')
    .replaceAll(/\s+/g, ' ')
    .trim()
  const year = /(?:^|\D)((?:19|20)\d{2})$/.exec(plain)?.[1]
  if (!year) {
    const isoMonth = /^(\d{4})-(\d{2})$/.exec(plain)
    return isoMonth ? edgeOf(Number(isoMonth[1]), Number(isoMonth[2]), Number(isoMonth[2]), edge) : null
  }
  const rest = plain.slice(0, -4).trim()
  if (rest === '') return edgeOf(Number(year), 1, 12, edge)
  const month = monthNames[rest]
  if (month) return edgeOf(Number(year), month, month, edge)
  const name =
    /^(?:(?:quarter|trimestre|q)\s?([1-4]|iv|i{1,3})|([1-4]|iv|i{1,3})(?:st|nd|rd|th)?\s(?:quarter|trimestre))$/.exec(
      rest,
    )
  const quarter = quarterNames[name?.[1] ?? name?.[2] ?? '']
  return quarter ? edgeOf(Number(year), quarter * 3 - 2, quarter * 3, edge) : null
}

function edgeOf(year: number, firstMonth: number, lastMonth: number, edge: Edge): string | null {
  return edge === 'start'
    ? dayOf(year, firstMonth, 1)
    : dayOf(year, lastMonth, new Date(Date.UTC(year, lastMonth, 0)).getUTCDate())
}

/** A spreadsheet that takes the number 2024 for a date writes 16 July 1905: the 2 024th day of its count. Null for real days. */
function yearInDisguise(date: string): number | null {
  const count = (Date.parse(`${date}T00:00:00Z`) - Date.UTC(1899, 11, 30)) / 86_400_000
  return count >= 1990 && count <= 2100 ? count : null
}

/** Null when the calendar has no such day. */
export function dayOf(year: number, month: number, day: number): string | null {
  const text = `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`
  const time = Date.parse(`${text}T00:00:00Z`)
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text) ? text : null
}
