import type { Edition, EditionState } from '../../editions/model.ts'
import type { ChallengeRow, Standing, Summary } from '../../scoring/model.ts'

export type RunKind = 'live' | 'full' | 'frozen' | 'final'

export type Run = {
  id: string
  kind: RunKind
  pass: number
  rulesNumber: number
  finishedAt: Date
  inputSha256: string | null
  outputSha256: string | null
  standings: readonly Standing[]
  challenges: readonly ChallengeRow[]
  summary: Summary
}

/** Points of a team's counted posts in one stretch of time. */
export type RaceStep = { team: string; at: Date; points: number }

export type VerifiedWork = {
  key: string
  name: string
  stateKey: string | null
  state: string | null
  municipality: string | null
  latitude: number | null
  longitude: number | null
  visits: number
}

export type Board = {
  edition: Edition
  state: EditionState
  run: Run | null
  registered: number
  race: readonly RaceStep[]
  verified: readonly VerifiedWork[]
  /** Published in time but received after the preliminary results. */
  lateArrivals: number
}

/** Registered is not active (T-49): a team is active once something of it counts. */
export function activeTeams(standings: readonly Standing[]): number {
  return standings.filter((row) => row.announcements > 0 || row.works_verified > 0 || Number(row.points) > 0).length
}

/** Whole minutes from the close until a moment; null before the close or without one. */
export function minutesFromClose(edition: Pick<Edition, 'closesAt'>, at: Date | undefined): number | null {
  if (!edition.closesAt || !at || at < edition.closesAt) return null
  return Math.ceil((at.getTime() - edition.closesAt.getTime()) / 60_000)
}

export type ConsolidationClock =
  | { phase: 'before' }
  | { phase: 'running'; minutesLeft: number }
  | { phase: 'consolidating'; minutes: number; target: number; isLate: boolean }
  | { phase: 'scored'; minutes: number; target: number; isLate: boolean; finalMinutes: number | null }

/**
 * The mechanism's own goal: every team's points within a set time of the close. Measured until the freeze, when all that was
 * published has its verdict and the preliminary results stand; the final results, after appeals, are told beside it.
 */
export function consolidationClock(edition: Edition, now: Date): ConsolidationClock {
  const { opensAt, closesAt, acts, consolidationTargetMinutes: target } = edition
  if (!opensAt || !closesAt || now < opensAt) return { phase: 'before' }
  if (now < closesAt) {
    return { phase: 'running', minutesLeft: Math.ceil((closesAt.getTime() - now.getTime()) / 60_000) }
  }
  const minutes = minutesFromClose(edition, acts.frozen ?? now) ?? 0
  const isLate = minutes > target
  if (!acts.frozen) return { phase: 'consolidating', minutes, target, isLate }
  return { phase: 'scored', minutes, target, isLate, finalMinutes: minutesFromClose(edition, acts.finalised) }
}
