import type { OutcomeKind } from '../model.ts'

/** One cell of the results: contributions of one way of coming and one place that ended in one way. `kind` null: not settled yet. */
export type Tally = {
  topicId: string | null
  kind: OutcomeKind | null
  channel: string
  territoryKey: string | null
  territory: string | null
  count: number
}

export type Part = 'taken-up' | 'not-taken-up' | 'pending'
export const parts = ['taken-up', 'not-taken-up', 'pending'] as const

export function partOf({ topicId, kind }: Pick<Tally, 'topicId' | 'kind'>): Part {
  if (kind === null) return 'pending'
  return topicId === null ? 'not-taken-up' : 'taken-up'
}

/** How many of the tallies that hold; those of all parts add up to all received. */
export function countOf(tallies: readonly Tally[], holds: (tally: Tally) => boolean = () => true): number {
  return tallies.reduce((sum, tally) => sum + (holds(tally) ? tally.count : 0), 0)
}

/** The different values of one column, the most frequent first; equals in the order of their names. */
export function rankedBy<Value>(tallies: readonly Tally[], of: (tally: Tally) => Value): Value[] {
  const counts = new Map<Value, number>()
  for (const tally of tallies) counts.set(of(tally), (counts.get(of(tally)) ?? 0) + tally.count)
  return [...counts]
    .sort(([one, a], [other, b]) => b - a || String(one).localeCompare(String(other), 'es'))
    .map(([value]) => value)
}
