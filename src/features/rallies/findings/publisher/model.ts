import { metersBetween, type Point } from '../../review/signals/model.ts'

/** Fewer teams could be one phone that is wrong. */
export const minTeams = 2

/** Where phones stood on counted visits to a work. */
export type Standing = Point & { team: string }

export type Proposal = {
  at: Point
  teams: number
  visits: number
  /** From the mean to the farthest team, meters. */
  spreadMeters: number
  /** From the published point, meters; null where none is published. */
  distanceMeters: number | null
}

/**
 * Where the visits say that a work is: the mean of the teams' means, so that a team that came five times counts once. Null where fewer
 * than `minTeams` stood there, where they stood too far apart to say anything, or where the published point is as good.
 */
export function proposalFor(
  published: Point | null,
  standings: readonly Standing[],
  maxDistanceMeters: number,
): Proposal | null {
  const teams = [...new Set(standings.map(({ team }) => team))]
  if (teams.length < minTeams) return null
  const means = teams.map((team) => meanOf(standings.filter((one) => one.team === team)))
  const at = meanOf(means)
  const spreadMeters = Math.max(...means.map((mean) => metersBetween(mean, at)))
  const distanceMeters = published && metersBetween(published, at)
  if (spreadMeters > maxDistanceMeters) return null
  if (distanceMeters !== null && distanceMeters <= Math.max(maxDistanceMeters, spreadMeters)) return null
  return { at, teams: teams.length, visits: standings.length, spreadMeters, distanceMeters }
}

function meanOf(points: readonly Point[]): Point {
  const sum = points.reduce((a, b) => ({ lat: a.lat + b.lat, lon: a.lon + b.lon }))
  return { lat: sum.lat / points.length, lon: sum.lon / points.length }
}
