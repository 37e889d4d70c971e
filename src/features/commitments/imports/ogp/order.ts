import { type DayMonthOrder, isAmbiguous, orderShownBy, readDate } from '../dates.ts'
import type { OgpRow } from './row.ts'

export type DatedRow = { start: string; end: string; plan: string; year: string }
export type Orders = { orderOf: (row: DatedRow) => { order: DayMonthOrder | null; isAssumed: boolean } }

/**
 * The dataset mixes 31/12/2014 and 12/31/2019. A row's own cells decide; then its plan's, then those submitted the same year,
 * when they agree among themselves; then the dates' own succession; and only then the whole file, if it knows one order.
 */
export function ordersIn(rows: readonly DatedRow[]): Orders {
  const byPlan = new Map<string, Set<DayMonthOrder>>()
  const byYear = new Map<string, Set<DayMonthOrder>>()
  const inFile = new Set<DayMonthOrder>()
  for (const row of rows) {
    for (const order of shownIn(row)) {
      add(byPlan, row.plan, order)
      add(byYear, row.year, order)
      inFile.add(order)
    }
  }
  return {
    orderOf: (row) => {
      const certain = only(new Set(shownIn(row))) ?? only(byPlan.get(row.plan)) ?? bySuccession(row)
      if (certain) return { order: certain, isAssumed: false }
      return { order: only(byYear.get(row.year)) ?? only(inFile), isAssumed: true }
    },
  }
}

function shownIn(row: DatedRow): DayMonthOrder[] {
  return [row.start, row.end].flatMap((text) => orderShownBy(text) ?? [])
}

/** A commitment does not end before it starts. */
function bySuccession(row: DatedRow): DayMonthOrder | null {
  if (!isAmbiguous(row.start) && !isAmbiguous(row.end)) return null
  const possible = (['day-first', 'month-first'] as const).filter((order) => {
    const start = readDate(row.start, { order, edge: 'start' }).date
    const end = readDate(row.end, { order, edge: 'end' }).date
    return start === null || end === null || start <= end
  })
  return possible.length === 1 ? (possible[0] ?? null) : null
}

function only(orders: ReadonlySet<DayMonthOrder> | undefined): DayMonthOrder | null {
  const [first] = orders ?? []
  return orders?.size === 1 && first ? first : null
}

function add(groups: Map<string, Set<DayMonthOrder>>, name: string, order: DayMonthOrder): void {
  const group = groups.get(name)
  if (group) group.add(order)
  else groups.set(name, new Set([order]))
}

export function datedRow(row: OgpRow): DatedRow {
  return {
    start: row.cell('Start Date'),
    end: row.cell('End Date'),
    plan: row.cell('Action Plan ID'),
    year: row.cell('Year Of Submission'),
  }
}
