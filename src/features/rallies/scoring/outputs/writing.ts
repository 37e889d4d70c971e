/** The files that a scoring gives, as text. Pure: equal answers are equal bytes. */
import type { ChallengeRow, Standing, Summary, Verdict } from '../model.ts'

export const outputNames = [
  'standings.csv',
  'challenges.csv',
  'verdicts.jsonl',
  'rejects.jsonl',
  'summary.json',
] as const
export type OutputName = (typeof outputNames)[number]

const standingColumns = [
  'rank',
  'team_id',
  'team_name',
  'points',
  'works_verified',
  'distinct_municipalities',
  'announcements',
  'challenge_points',
  'last_scoring_post',
] as const

export function* standingsCsv(standings: Iterable<Standing>): Generator<string> {
  yield csvLine(standingColumns)
  for (const standing of standings) yield csvLine(standingColumns.map((column) => String(standing[column] ?? '')))
}

const challengeColumns = ['challenge', 'team_id', 'value', 'points'] as const

export function* challengesCsv(rows: Iterable<ChallengeRow>): Generator<string> {
  yield csvLine(challengeColumns)
  for (const row of rows) yield csvLine(challengeColumns.map((column) => row[column]))
}

export function* verdictLines(verdicts: Iterable<Verdict>): Generator<string> {
  for (const verdict of verdicts) yield verdictLine(verdict)
}

export function verdictLine(verdict: Verdict): string {
  const { network, id, team, works, kind, status, reason, points, because } = verdict
  return `${JSON.stringify({ network, id, team, works, kind, status, reason, points, because })}\n`
}

/** What could not be read, with its place. */
export type RejectLine = { file: 'works.csv' | 'posts.jsonl'; line: number; reason: string; detail: string }

export function rejectLine({ file, line, reason, detail }: RejectLine): string {
  return `${JSON.stringify({ file, line, reason, detail })}\n`
}

/** SHA-256 in hexadecimal; null for an input that is not there. */
export type Hashes = {
  inputs: Readonly<Record<string, string | null>>
  outputs: Readonly<Record<string, string>>
}

export type Counts = Summary & { edition: string; rejects: number; works: number; works_rejected: number }

/** summary.json: keys in this order, two spaces, nothing of time or machine. */
export function summaryText(counts: Counts, { inputs, outputs }: Hashes): string {
  const { edition, rules_version, posts_read, distinct, joined_copies, rejects } = counts
  const { counted, excluded, review } = counts.by_status
  const { teams, works, works_rejected, works_verified } = counts
  const summary = {
    ...{ edition, rules_version, posts_read, distinct, joined_copies, rejects },
    by_status: { counted, excluded, review },
    by_reason: counts.by_reason,
    ...{ teams, works, works_rejected, works_verified, inputs, outputs },
  }
  return `${JSON.stringify(summary, null, 2)}\n`
}

/** RFC 4180: CRLF; quotes only where they are needed. */
function csvLine(cells: readonly string[]): string {
  return `${cells.map((cell) => (/[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)).join(',')}\r\n`
}
