import { csvRecord } from '../../../platform/csv/write.ts'
import type { Opinions } from './opinions.ts'
import { byName } from './votes.ts'

/** Every voter once, by id; the group is empty for whoever voted too little to be put in one. Ids stand as they came. */
export function groupsFile({ groups, ungrouped }: Opinions): string {
  const rows: [string, string][] = [
    ...groups.flatMap((voters, at) => voters.map((voter): [string, string] => [voter, String(at + 1)])),
    ...ungrouped.map((voter): [string, string] => [voter, '']),
  ]
  rows.sort(([a], [b]) => byName(a, b))
  return csvRecord(['voter-id', 'group']) + rows.map(csvRecord).join('')
}

/** In the order of the comments that were read. */
export function commentsFile({ comments, groups }: Opinions): string {
  const names = ['agrees', 'disagrees', 'passes'] as const
  const perGroup = groups.flatMap((_, at) => names.map((name) => `group-${at + 1}-${name}`))
  const header = csvRecord(['comment-id', ...names, 'group-informed-consensus', 'divisiveness', ...perGroup])
  const rows = comments.map(({ id, tally, groups: tallies, consensus, divisiveness }) =>
    csvRecord([
      id,
      ...names.map((name) => String(tally[name])),
      decimals(consensus),
      decimals(divisiveness),
      ...tallies.flatMap((one) => names.map((name) => String(one[name]))),
    ]),
  )
  return header + rows.join('')
}

export function summaryFile(opinions: Opinions, sentences: readonly string[]): string {
  const { comments, groups, ungrouped, votesRead, votesCounted, silhouettes } = opinions
  const sum = (name: 'agrees' | 'disagrees' | 'passes') => comments.reduce((all, { tally }) => all + tally[name], 0)
  const members = groups.reduce((all, { length }) => all + length, 0)
  const summary = {
    voters: members + ungrouped.length,
    voters_grouped: members,
    comments: comments.length,
    comments_left_out: comments.filter(({ isLeftOut }) => isLeftOut).length,
    comments_without_text: comments.filter(({ body }) => body === '').length,
    votes_read: votesRead,
    votes_replaced: votesRead - votesCounted,
    votes_counted: votesCounted,
    agrees: sum('agrees'),
    disagrees: sum('disagrees'),
    passes: sum('passes'),
    groups: groups.map(({ length }, at) => ({ group: at + 1, members: length })),
    silhouettes,
    sentences,
  }
  return `${JSON.stringify(summary, null, 2)}\n`
}

/** Twelve decimals: far finer than any use, and the same wherever it is computed. */
function decimals(value: number): string {
  return String(Number(value.toFixed(12)))
}
