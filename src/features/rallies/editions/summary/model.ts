import type { Standing } from '../../scoring/model.ts'

/** Counted, never expected: teams that registered, and those that did something (T-49). */
export type Turnout = { registered: number; active: number; people: number }

export type Place = Standing & {
  /** Shares its rank with another: all published criteria are equal. */
  isTied: boolean
}

export function placesOf(standings: readonly Standing[]): Place[] {
  const counts = Map.groupBy(standings, (row) => row.rank)
  return standings.map((row) => ({ ...row, isTied: (counts.get(row.rank)?.length ?? 0) > 1 }))
}

/** The first three ranks that have points; more than three places where teams are equal. */
export function podiumOf(standings: readonly Standing[]): Place[] {
  return placesOf(standings).filter((row) => row.rank <= 3 && Number(row.points) > 0)
}
