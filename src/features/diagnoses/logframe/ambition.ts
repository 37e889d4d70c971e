import { type Indicator, inOrder, type Level, type Matrix } from './model.ts'

/** `after` is null where the target or its whole indicator went away. */
export type LoweredTarget = { level: Level; code: string; indicator: string; before: number; after: number | null }

/**
 * targets that are easier to reach than those which everybody was shown. Easier is lower for an indicator that should
 * rise and higher for one that should fall, by its direction of before; without one, or with another one since, any change counts.
 */
export function loweredTargets(before: Matrix, after: Matrix): LoweredTarget[] {
  const now = new Map(after.rows.flatMap(({ indicators }) => indicators.map((one) => [one.id, one])))
  return inOrder(before.rows).flatMap(({ level, code, indicators }) =>
    indicators.flatMap((old): LoweredTarget[] => {
      if (old.target === null) return []
      const fresh = now.get(old.id)
      if (fresh && !isEasier(old, fresh)) return []
      return [{ level, code, indicator: old.name, before: old.target, after: fresh?.target ?? null }]
    }),
  )
}

function isEasier(old: Indicator, fresh: Indicator): boolean {
  if (old.target === null) return false
  if (fresh.target === null || fresh.direction !== old.direction || fresh.unit !== old.unit) return true
  const step = fresh.target - old.target
  if (old.direction === 'ascending') return step < 0
  return old.direction === 'descending' ? step > 0 : step !== 0
}
