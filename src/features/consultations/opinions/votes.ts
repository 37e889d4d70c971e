export const voteValues = [1, 0, -1] as const
export type VoteValue = (typeof voteValues)[number]

/** `at` in milliseconds; `line` is where it stands in the file, which decides between votes of one moment. */
export type Vote = { commentId: string; voterId: string; value: VoteValue; at: number; line: number }

/** `isLeftOut`: withdrawn by moderation or about the conversation itself; its votes are counted, groups are made without it. */
export type Comment = { id: string; body: string; isLeftOut: boolean }

/** Each person's standing vote on each comment: the later replaces the earlier. In the order of voters and comments by id. */
export function standingVotes(votes: readonly Vote[]): Vote[] {
  const standing = new Map<string, Map<string, Vote>>()
  for (const vote of votes) {
    const own = standing.get(vote.voterId) ?? new Map<string, Vote>()
    standing.set(vote.voterId, own)
    const before = own.get(vote.commentId)
    if (!before || vote.at > before.at || (vote.at === before.at && vote.line > before.line))
      own.set(vote.commentId, vote)
  }
  const byId = <Value>([a]: [string, Value], [b]: [string, Value]) => byName(a, b)
  return [...standing].sort(byId).flatMap(([, own]) => [...own].sort(byId).map(([, vote]) => vote))
}

/** By UTF-16 code units, the same on every machine. */
export function byName(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
