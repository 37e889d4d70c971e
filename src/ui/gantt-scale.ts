/** Where days fall on a drawing that runs over whole months. Pure; dates are ISO days. */
export interface Scale {
  start: string
  end: string
  /** 0 to 100. */
  at: (date: string) => number
  ticks: readonly Tick[]
}

export interface Tick {
  /** First day of its month. */
  date: string
  percent: number
  /** Kept on a phone, where only a few fit. */
  major: boolean
}

const dayMs = 86_400_000
const time = (date: string) => Date.parse(`${date.slice(0, 10)}T00:00:00Z`)
const monthOf = (date: string) => Number(date.slice(0, 4)) * 12 + Number(date.slice(5, 7)) - 1
const firstOf = (month: number) =>
  `${String(Math.floor(month / 12)).padStart(4, '0')}-${String((month % 12) + 1).padStart(2, '0')}-01`

/** Steps people count in: months, quarters, halves, years, two years, decades. Each divides the next. */
const steps = [1, 3, 6, 12, 24, 120, 1200]
const mostLabels = 12
const mostOnPhone = 4

export function scaleOf(dates: readonly string[]): Scale {
  const sorted = [...dates].sort()
  const first = monthOf(sorted[0] ?? '2000-01-01')
  const last = monthOf(sorted.at(-1) ?? '2000-01-01') + 1
  const [from, to] = [time(firstOf(first)), time(firstOf(last))]
  const at = (date: string) => Math.min(100, Math.max(0, ((time(date) - from) / (to - from)) * 100))
  const step = stepFor(last - first, mostLabels)
  const phone = stepFor(last - first, mostOnPhone)
  const months = Array.from({ length: last - first }, (_, index) => first + index)
  // Quarters and years are those of the calendar, wherever the work begins.
  const origin = (size: number) => (step > 1 ? 0 : first) % size
  const ticks = months
    .filter((month) => (month - origin(step)) % step === 0)
    .map((month) => ({
      date: firstOf(month),
      percent: at(firstOf(month)),
      major: (month - origin(phone)) % phone === 0,
    }))
  return { start: firstOf(first), end: firstOf(last), at, ticks }
}

function stepFor(months: number, most: number): number {
  return steps.find((step) => months / step <= most) ?? 1200
}

/** The end day belongs to the bar: it reaches the next midnight. */
export function dayAfter(date: string): string {
  return new Date(time(date) + dayMs).toISOString().slice(0, 10)
}
