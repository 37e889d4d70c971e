import type { VoteValue } from '../opinions/votes.ts'

export type Decision = 'accepted' | 'rejected'

/** One sentence to agree or disagree with. `decision` null: proposed, nobody has looked yet. */
export type Statement = {
  id: string
  number: number
  body: string
  isSeed: boolean
  decision: Decision | null
  reason: string | null
  proposedAt: Date
  tally: { agrees: number; disagrees: number; passes: number }
}

export const longestStatement = 200

/** Statements that one person has yet to vote on, those with the fewest votes first, so that late ones are seen too. */
export function nextFor(statements: readonly Statement[], voted: ReadonlySet<number>): Statement | null {
  const votesOf = ({ tally }: Statement) => tally.agrees + tally.disagrees + tally.passes
  const left = statements.filter(({ number, decision }) => decision === 'accepted' && !voted.has(number))
  return left.sort((a, b) => votesOf(a) - votesOf(b) || a.number - b.number)[0] ?? null
}

export const voteWords: Record<'agree' | 'disagree' | 'pass', VoteValue> = { agree: 1, disagree: -1, pass: 0 }
export type VoteWord = keyof typeof voteWords
