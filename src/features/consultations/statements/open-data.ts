import { csvRecord } from '../../../platform/csv/write.ts'
import { noVotes } from '../opinions/tallies.ts'
import type { Comment, Vote } from '../opinions/votes.ts'

/** `votes.csv` of Polis' open data. Times are days: a moment would lead from a vote to what else was sent then. */
export function* votesFile(votes: readonly Vote[]): Generator<string> {
  yield csvRecord(['timestamp', 'datetime', 'comment-id', 'voter-id', 'vote'])
  for (let start = 0; start < votes.length; start += 5_000) {
    yield votes
      .slice(start, start + 5_000)
      .map(({ at, commentId, voterId, value }) => {
        return csvRecord([String(at), new Date(at).toISOString().slice(0, 10), commentId, voterId, String(value)])
      })
      .join('')
  }
}

/** `comments.csv` of Polis' open data; authors are not told, because they are not known. Texts stand as they are, for recounting. */
export function statementsFile(comments: readonly Comment[], votes: readonly Vote[]): string {
  const tallies = new Map(comments.map(({ id }) => [id, noVotes()]))
  for (const { commentId, value } of votes) {
    const tally = tallies.get(commentId)
    if (tally) tally[value === 1 ? 'agrees' : value === -1 ? 'disagrees' : 'passes'] += 1
  }
  const rows = comments.map(({ id, body, isLeftOut }) => {
    const { agrees, disagrees } = tallies.get(id) ?? noVotes()
    return csvRecord([id, String(agrees), String(disagrees), isLeftOut ? '-1' : '1', body])
  })
  return csvRecord(['comment-id', 'agrees', 'disagrees', 'moderated', 'comment-body']) + rows.join('')
}
