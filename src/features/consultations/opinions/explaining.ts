import type { T } from '../../../platform/i18n.ts'
import type { CommentResult, Opinions } from './opinions.ts'
import { agreement, type Tally, votesIn } from './tallies.ts'

const told = 3
/** Less than this between the group that agrees most and the one that agrees least is no division to speak of. */
const clearly = 0.3

/** A result in sentences for a neighbour: who took part, which groups, where all agree, where they part. Groups go by letters. */
export function explained(opinions: Opinions, t: T): string[] {
  const { groups, ungrouped, comments, votesCounted } = opinions
  const grouped = groups.reduce((all, { length }) => all + length, 0)
  const voters = grouped + ungrouped.length
  const sentences = [t('consultations.opinions.taken-part', { voters, comments: comments.length, votes: votesCounted })]
  if (groups.length < 2) sentences.push(t('consultations.opinions.no-groups'))
  else sentences.push(...ofGroups(opinions, voters, grouped, t))
  sentences.push(t('consultations.opinions.caution'))
  return sentences
}

function ofGroups({ groups, ungrouped, comments }: Opinions, voters: number, grouped: number, t: T): string[] {
  const said = comments.filter(({ isLeftOut, body }) => !isLeftOut && body !== '')
  const common = best(said.filter(allAgree), ({ consensus }) => consensus)
  const apart = best(said.filter(parts), ({ divisiveness }) => divisiveness)
  const told = (key: 'all-agree' | 'divides', list: readonly CommentResult[]) =>
    list.map((one) =>
      t(`consultations.opinions.${key}`, { comment: inOneLine(one.body), shares: shares(one.groups, t) }),
    )
  return [
    t('consultations.opinions.groups', { grouped, voters, groups: groups.length }),
    ...groups.map(({ length }, at) => t('consultations.opinions.group', { name: groupName(at), count: length })),
    ...(ungrouped.length > 0 ? [t('consultations.opinions.not-grouped', { count: ungrouped.length })] : []),
    ...(common.length > 0 ? told('all-agree', common) : [t('consultations.opinions.consensus-none')]),
    ...(apart.length > 0 ? told('divides', apart) : [t('consultations.opinions.divides-none')]),
  ]
}

/** Signs that steer a terminal, and line breaks, are no words. */
function inOneLine(text: string): string {
  return text.replace(/[\p{Cc}\s]+/gu, ' ').trim()
}

export function groupName(at: number): string {
  return String.fromCharCode(65 + at)
}

function allAgree({ groups }: CommentResult): boolean {
  return groups.every((tally) => tally.agrees * 2 > votesIn(tally))
}

function parts({ groups, divisiveness }: CommentResult): boolean {
  const agreements = groups.map(agreement)
  return divisiveness >= clearly && Math.min(...agreements) < 0.5 && Math.max(...agreements) > 0.5
}

/** The greatest few; those that stand earlier where two are as great. */
function best(comments: readonly CommentResult[], of: (comment: CommentResult) => number): CommentResult[] {
  return [...comments].sort((a, b) => of(b) - of(a)).slice(0, told)
}

function shares(groups: readonly Tally[], t: T): string {
  const voted = groups.map((tally, at) => ({ tally, votes: votesIn(tally), name: groupName(at) }))
  return voted
    .filter(({ votes }) => votes > 0)
    .map(({ tally, votes, name }) => {
      return t('consultations.opinions.share', { name, share: tally.agrees / votes, agrees: tally.agrees, votes })
    })
    .join(' ')
}
