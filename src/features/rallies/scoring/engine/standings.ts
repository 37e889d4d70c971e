import type { Challenge, ChallengeRow, PanelPoints, Standing, TieBreak } from '../model.ts'
import { hundredths, writtenPoints } from '../text/decimals.ts'
import { writtenInstant } from '../text/instants.ts'
import { composed } from '../text/unicode.ts'
import { announcement, type Posts, visit } from './posts.ts'
import type { Stage } from './stage.ts'
import type { Tallies } from './tallies.ts'

/** What a team has in a challenge, in hundredths. */
export type Prize = { challenge: string; team: number; value: string; points: bigint; isPanel: boolean }

/** In the edition's order of challenges, then team_id; only teams with points. */
export function prizesOf(
  challenges: readonly Challenge[],
  panel: readonly PanelPoints[],
  stage: Stage,
  tallies: Tallies,
): Prize[] {
  const numbers = new Map(stage.teams.map(({ id }, number) => [id, number]))
  return challenges.flatMap((challenge) => {
    const { id } = challenge
    if (challenge.kind === 'interactions') return interactionPrizes(challenge, tallies)
    if (challenge.kind === 'judged') {
      const teams = stage.teams.flatMap((_, team) =>
        tallies.isGranted(composed(challenge.criterion), team) ? [team] : [],
      )
      return withPoints(teams.map((team) => prize(id, team, '', hundredths(challenge.points))))
    }
    const given = panel.filter((row) => composed(row.challenge) === composed(id))
    const prizes = given.map((row) => ({
      ...prize(id, numbers.get(composed(row.team_id)) ?? -1, '', hundredths(row.points)),
      isPanel: true,
    }))
    return withPoints(prizes.filter(({ team }) => team >= 0).sort((a, b) => a.team - b.team))
  })
}

function interactionPrizes(challenge: Extract<Challenge, { kind: 'interactions' }>, tallies: Tallies): Prize[] {
  const sums = tallies.interactions[challenge.posts === 'visit' ? visit : announcement]
  const falling = sums.filter((sum) => sum > 0n).sort((a, b) => (a < b ? 1 : a > b ? -1 : 0))
  const last = falling[Math.min(challenge.top, falling.length) - 1]
  if (last === undefined) return []
  const winners = sums.flatMap((sum, team) => (sum >= last ? [{ team, sum }] : []))
  return withPoints(
    winners.map(({ team, sum }) => prize(challenge.id, team, String(sum), hundredths(challenge.points))),
  )
}

function prize(challenge: string, team: number, value: string, points: bigint): Prize {
  return { challenge, team, value, points, isPanel: false }
}

function withPoints(prizes: readonly Prize[]): Prize[] {
  return prizes.filter(({ points }) => points > 0n)
}

export function challengeRowsOf(prizes: readonly Prize[], stage: Stage): ChallengeRow[] {
  return prizes.map(({ challenge, team, value, points }) => ({
    challenge,
    team_id: stage.teams[team]?.id ?? '',
    value,
    points: writtenPoints(points),
  }))
}

type Row = { team: number; points: bigint; challenges: bigint; panel: bigint }

/** Points, then the edition's tie-break in order; teams equal in all share a rank and stand by team_id. */
export function standingsOf(prizes: readonly Prize[], stage: Stage, posts: Posts, tallies: Tallies): Standing[] {
  const rows: Row[] = stage.teams.map((_, team) => ({
    team,
    points: tallies.points[team] ?? 0n,
    challenges: 0n,
    panel: 0n,
  }))
  for (const { team, points, isPanel } of prizes) {
    const row = rows[team]
    if (row === undefined) continue
    row.points += points
    row.challenges += points
    if (isPanel) row.panel += points
  }
  const compare = comparison(stage.tieBreak, posts, tallies)
  rows.sort((a, b) => compare(a, b) || a.team - b.team)
  let rank = 1
  return rows.map((row, index) => {
    const above = rows[index - 1]
    if (above === undefined || compare(above, row) !== 0) rank = index + 1
    return standingOf(rank, row, stage, posts, tallies)
  })
}

function comparison(tieBreak: readonly TieBreak[], posts: Posts, tallies: Tallies): (a: Row, b: Row) => number {
  const greater = (a: bigint, b: bigint) => (a === b ? 0 : a > b ? -1 : 1)
  const more = (counts: Int32Array) => (a: Row, b: Row) => (counts[b.team] ?? 0) - (counts[a.team] ?? 0)
  const tests: Record<TieBreak, (a: Row, b: Row) => number> = {
    works_verified: more(tallies.visits),
    distinct_municipalities: more(tallies.municipalities),
    panel: (a, b) => greater(a.panel, b.panel),
    earliest_last_scoring_post: (a, b) => {
      const [x, y] = [tallies.lastScoring[a.team] ?? -1, tallies.lastScoring[b.team] ?? -1]
      if (x < 0 || y < 0) return (x < 0 ? 1 : 0) - (y < 0 ? 1 : 0)
      return posts.compareInstants(x, y)
    },
  }
  const order = [(a: Row, b: Row) => greater(a.points, b.points), ...tieBreak.map((name) => tests[name])]
  return (a, b) => {
    for (const test of order) {
      const result = test(a, b)
      if (result !== 0) return result
    }
    return 0
  }
}

function standingOf(rank: number, row: Row, stage: Stage, posts: Posts, tallies: Tallies): Standing {
  const { team } = row
  const last = tallies.lastScoring[team] ?? -1
  return {
    rank,
    team_id: stage.teams[team]?.id ?? '',
    team_name: stage.teams[team]?.name ?? '',
    points: writtenPoints(row.points),
    works_verified: tallies.visits[team] ?? 0,
    distinct_municipalities: tallies.municipalities[team] ?? 0,
    announcements: tallies.announcements[team] ?? 0,
    challenge_points: writtenPoints(row.challenges),
    last_scoring_post: last < 0 ? null : writtenInstant(posts.ms[last] ?? 0),
  }
}
