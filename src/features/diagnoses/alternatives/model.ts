/** Of the logical framework: by what an alternative is chosen before others. */
export const criteria = ['technical', 'legal', 'budget', 'time', 'impact', 'complementarity'] as const
export type Criterion = (typeof criteria)[number]

export type Score = { points: number; why: string }
export type Scores = Partial<Record<Criterion, Score>>

export type Alternative = {
  id: string
  number: number
  wording: string
  /** Causes whose means it takes up. */
  nodeIds: string[]
  scores: Scores
  version: number
  /** Null until it is decided. */
  isSelected: boolean | null
  reason: string | null
  decidedAt: Date | null
}

export const mostPoints = criteria.length * 3

export function pointsOf({ scores }: Pick<Alternative, 'scores'>): number {
  return criteria.reduce((sum, criterion) => sum + (scores[criterion]?.points ?? 0), 0)
}

export function unscored({ scores }: Pick<Alternative, 'scores'>): Criterion[] {
  return criteria.filter((criterion) => !scores[criterion])
}
