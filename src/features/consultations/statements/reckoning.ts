import { translator } from '../../../platform/i18n.ts'
import { explained } from '../opinions/explaining.ts'
import { opinionsOf } from '../opinions/opinions.ts'
import { commentsFile, groupsFile, summaryFile } from '../opinions/results-files.ts'
import type { Tally } from '../opinions/tallies.ts'
import type { Comment, Vote } from '../opinions/votes.ts'

/** What the page tells of the last reckoning. */
export type Told = {
  /** Of the votes that it was reckoned from: markOfVotes. */
  mark: string
  es: string[]
  en: string[]
  voters: number
  /** People of each group, the largest first. */
  members: number[]
  statements: { number: number; body: string; tally: Tally; groups: Tally[]; consensus: number; divisiveness: number }[]
}

export type Conversation = { comments: Comment[]; votes: Vote[]; mark: string }
export type Reckoned = { told: Told; groupsCsv: string; commentsCsv: string; summaryJson: string }

/** Groups, consensus and sentences of a conversation, and its files as the command line writes them. Pure. */
export function reckon({ comments, votes, mark }: Conversation): Reckoned {
  const opinions = opinionsOf(comments, votes)
  const grouped = opinions.groups.reduce((all, { length }) => all + length, 0)
  const es = explained(opinions, translator('es'))
  const told: Told = {
    ...{ mark, es, en: explained(opinions, translator('en')), voters: grouped + opinions.ungrouped.length },
    members: opinions.groups.map(({ length }) => length),
    statements: opinions.comments
      .filter(({ isLeftOut }) => !isLeftOut)
      .map(({ id, body, tally, groups, consensus, divisiveness }) => {
        return { number: Number(id), body, tally, groups, consensus, divisiveness }
      }),
  }
  const summaryJson = summaryFile(opinions, es)
  return { told, groupsCsv: groupsFile(opinions), commentsCsv: commentsFile(opinions), summaryJson }
}
