import { commitmentPaths } from '../../commitments/paths.ts'
import type { Plan } from '../../commitments/plan/model.ts'
import type { Validated } from '../../commitments/progress/model.ts'
import type { Space } from '../../spaces/model.ts'
import type { BoardRow, Totals } from '../board/model.ts'
import type { BoardMap } from '../board/outlines.ts'
import type { Assessed, Choices, Names } from '../board/queries.ts'
import type { Filters } from '../board/schema.ts'

/** What a board's page is made from. */
export type Board = {
  space: Space | null
  plan: Plan | null
  /** Address of this board without its filters. */
  address: string
  filters: Filters
  totals: Totals
  plans: number
  /** Published labels and how many bear them, where nobody reports; else empty. */
  judgements: readonly (Assessed & { count: number })[]
  /** What passes the filters: the page that is shown of it, how many there are, and counts by light and by place. */
  shown: readonly BoardRow[]
  matching: number
  pages: number
  lights: Record<string, number>
  map: BoardMap
  names: ReadonlyMap<string, Names>
  choices: Choices
  states: readonly { key: string; name: string }[]
  changedAt: Date | undefined
  /** The past instant that the rows are of; null: now. */
  asOf: Date | null
}

export function hrefOf(row: BoardRow): string {
  return commitmentPaths.commitment({ space: { slug: row.plan.spaceSlug }, slug: row.plan.slug }, row.key)
}

/** What civil society confirms of all of it; in a plan where nobody shares the responsibility nobody was asked. */
export function validatedTotal({ totals, choices }: Pick<Board, 'totals' | 'choices'>): Validated {
  return totals.validated !== null && choices.partners.length === 0 ? 'nobody-asked' : totals.validated
}
