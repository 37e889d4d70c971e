import { csvGuard } from '../../../commitments/imports/template/guard.ts'
import { placesOf } from '../../editions/summary/model.ts'
import type { Standing } from '../../scoring/model.ts'
import { activeTeams, type Board, consolidationClock } from './model.ts'

/** The scoreboard as data: standings as in standings.csv of the contract, with what the page says around them. */
export function boardJson(board: Board, now: Date, address: string) {
  const { edition, run } = board
  return {
    edition: edition.name,
    address,
    state: board.state,
    isFictional: edition.space.isFictional,
    opensAt: edition.opensAt,
    closesAt: edition.closesAt,
    rules: { version: edition.rules.rules.version, number: edition.rules.number, isSample: edition.rules.isSample },
    run: run && { kind: run.kind, pass: run.pass, finishedAt: run.finishedAt, outputSha256: run.outputSha256 },
    consolidation: consolidationClock(edition, now),
    teams: { registered: board.registered, active: run ? activeTeams(run.standings) : 0 },
    standings: run ? placesOf(run.standings) : [],
    challenges: run?.challenges ?? [],
    summary: run?.summary ?? null,
    verified: board.verified,
    receivedAfterPreliminaryResults: board.lateArrivals,
  }
}

export const standingColumns = [
  'rank',
  'team_id',
  'team_name',
  'points',
  'works_verified',
  'distinct_municipalities',
  'announcements',
  'challenge_points',
  'last_scoring_post',
] as const satisfies readonly (keyof Standing)[]

/** For spreadsheets: names that would be taken for formulas are defused. The contract's own bytes are among the open data. */
export function standingRows(standings: readonly Standing[]) {
  return standings.map((row) => ({ ...row, team_name: csvGuard.write(row.team_name) }))
}
