/** GeoReport v2 (wiki.open311.org/GeoReport_v2) as a publisher of reports needs it. */
export const formats = ['xml', 'json'] as const
export type Format = (typeof formats)[number]

export const longestSpanDays = 90
export const mostRequests = 1000

const dayMs = 86_400_000

export type Asked = {
  ids: number[] | null
  codes: string[] | null
  statuses: string[] | null
  from: Date
  to: Date
}

export type Fault = { status: 400 | 404; description: string }

/** W3C date and time: whole, with its zone. */
const instant = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:\d{2})$/

/**
 * What a query asks for, or why it can't be answered. `service_request_id` rules out all other parameters; without dates the last 90
 * days before `now`, with one of them the 90 days beside it; more than 90 days is refused rather than cut in silence.
 */
export function askedFrom(query: Readonly<Record<string, string>>, now: Date): Asked | Fault {
  const ids = listOf(query.service_request_id)
  if (ids) {
    const numbers = ids.map(Number)
    if (numbers.some((number) => !Number.isInteger(number) || number < 1 || number > 1e9))
      return { status: 404, description: 'service_request_id was not found' }
    return { ids: numbers, codes: null, statuses: null, from: new Date(0), to: new Date(8.64e15) }
  }
  const start = dateOf(query.start_date)
  const end = dateOf(query.end_date)
  if (start === 'wrong' || end === 'wrong')
    return {
      status: 400,
      description: 'start_date and end_date must be dates with time and zone: 2026-03-01T00:00:00Z',
    }
  const statuses = listOf(query.status)
  if (statuses?.some((status) => status !== 'open' && status !== 'closed'))
    return { status: 400, description: 'status must be open, closed or both' }
  const span = longestSpanDays * dayMs
  const to = end ?? (start ? new Date(start.getTime() + span) : now)
  const from = start ?? new Date(to.getTime() - span)
  if (to < from) return { status: 400, description: 'end_date is before start_date' }
  if (to.getTime() - from.getTime() > span)
    return { status: 400, description: `start_date and end_date must be at most ${longestSpanDays} days apart` }
  return { ids: null, codes: listOf(query.service_code), statuses, from, to }
}

function listOf(text: string | undefined): string[] | null {
  const items = (text ?? '').split(',').flatMap((item) => item.trim() || [])
  return items.length === 0 ? null : items.slice(0, mostRequests)
}

function dateOf(text: string | undefined): Date | null | 'wrong' {
  if (text === undefined || text === '') return null
  // A plus that was not escaped arrives as a blank.
  const plain = text.replace(' ', '+')
  if (!instant.test(plain)) return 'wrong'
  const date = new Date(plain)
  return Number.isNaN(date.getTime()) ? 'wrong' : date
}

/** With zone and without fractions of a second: '2026-03-05T10:14:03Z'. */
export function written(date: Date): string {
  return date.toISOString().replace(/\.\d+Z$/, 'Z')
}
