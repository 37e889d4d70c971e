import { opinionGroups, type Silhouettes, takingPart } from './groups.ts'
import { matrixOf } from './matrix.ts'
import { projected } from './projection.ts'
import { divisiveness, groupInformedConsensus, noVotes, type Tally } from './tallies.ts'
import { byName, type Comment, standingVotes, type Vote } from './votes.ts'

export type CommentResult = Comment & { tally: Tally; groups: Tally[]; consensus: number; divisiveness: number }

/** `groups` are the people of each, the largest group first; `ungrouped` voted too little to be put in one. */
export type Opinions = {
  comments: CommentResult[]
  groups: string[][]
  ungrouped: string[]
  silhouettes: Silhouettes
  votesRead: number
  votesCounted: number
}

/**
 * Opinion groups, consensus and division of a conversation of statements, computed as in Polis but without chance: the same from the
 * same votes, whatever order they come in. Comments that only votes speak of are counted, without a text. Pure.
 */
export function opinionsOf(comments: readonly Comment[], votes: readonly Vote[]): Opinions {
  const standing = standingVotes(votes)
  const all = withUnknown(comments, standing)
  const { groups, ungrouped, silhouettes } = groupedVoters(all, standing)
  const groupOf = new Map(groups.flatMap((voters, group) => voters.map((voter) => [voter, group] as const)))
  const results = new Map<string, { tally: Tally; groups: Tally[] }>(
    all.map(({ id }) => [id, { tally: noVotes(), groups: groups.map(noVotes) }]),
  )
  for (const { commentId, voterId, value } of standing) {
    const result = results.get(commentId)
    const group = result?.groups[groupOf.get(voterId) ?? -1]
    for (const tally of [result?.tally, group]) {
      if (tally) tally[value === 1 ? 'agrees' : value === -1 ? 'disagrees' : 'passes'] += 1
    }
  }
  return {
    comments: all.map((comment) => {
      const { tally, groups: tallies } = results.get(comment.id) ?? { tally: noVotes(), groups: [] }
      const [consensus, apart] = [groupInformedConsensus(tallies), divisiveness(tallies)]
      return { ...comment, tally, groups: tallies, consensus, divisiveness: apart }
    }),
    groups,
    ungrouped,
    silhouettes,
    votesRead: votes.length,
    votesCounted: standing.length,
  }
}

function withUnknown(comments: readonly Comment[], standing: readonly Vote[]): Comment[] {
  const known = new Set(comments.map(({ id }) => id))
  const unknown = new Set(standing.map(({ commentId }) => commentId).filter((id) => !known.has(id)))
  return [...comments, ...[...unknown].sort(byName).map((id) => ({ id, body: '', isLeftOut: false }))]
}

function groupedVoters(
  comments: readonly Comment[],
  standing: readonly Vote[],
): Pick<Opinions, 'groups' | 'ungrouped' | 'silhouettes'> {
  const voted = new Set(standing.map(({ commentId }) => commentId))
  const kept = comments.filter(({ id, isLeftOut }) => !isLeftOut && voted.has(id)).map(({ id }) => id)
  const columns = new Map(kept.sort(byName).map((id, column) => [id, column]))
  const matrix = matrixOf(standing, columns)
  const counts = new Map<string, number>()
  for (const { voterId } of standing) counts.set(voterId, (counts.get(voterId) ?? 0) + 1)
  // As in Polis, a vote on a comment withdrawn later still shows that somebody took part.
  const isIn = takingPart(
    matrix.voters.map((voter) => counts.get(voter) ?? 0),
    voted.size,
  )
  const points = projected(matrix, voted.size - kept.length).filter((_, row) => isIn[row])
  const inside = matrix.voters.filter((_, row) => isIn[row])
  const { labels, silhouettes } = opinionGroups(points)
  const byLabel = new Map<number, string[]>()
  for (const [at, voter] of inside.entries()) {
    const label = labels[at] as number
    const list = byLabel.get(label) ?? []
    list.push(voter)
    byLabel.set(label, list)
  }
  const groups = [...byLabel.values()].sort((a, b) => b.length - a.length || byName(a[0] ?? '', b[0] ?? ''))
  return { groups, ungrouped: matrix.voters.filter((_, row) => !isIn[row]), silhouettes }
}
