import { createHash } from 'node:crypto'
import type { Sector } from '../model.ts'
import { blankChoice, marksOf } from './ballot.ts'

export type Election = {
  id: string
  bodyId: string
  slug: string
  title: string
  sector: Sector
  seats: number
  requirements: string | null
  /** Where and how one votes on paper. */
  pollingPlace: string | null
  candidaciesFrom: Date
  candidaciesTo: Date
  votingFrom: Date
  votingTo: Date
  publicKey: string
  timeZone: string
  isCounted: boolean
  annulledReason: string | null
}

export type Phase = 'announced' | 'candidacies' | 'admission' | 'voting' | 'to-count' | 'counted' | 'annulled'
/** In which nobody has voted yet. */
export const phasesBeforeVoting: readonly Phase[] = ['announced', 'candidacies', 'admission']

/** Ends are not inside: at the instant of `votingTo` no vote is taken. */
export function phaseOf(election: Election, now: Date): Phase {
  if (election.annulledReason !== null) return 'annulled'
  if (election.isCounted) return 'counted'
  if (now >= election.votingTo) return 'to-count'
  if (now >= election.votingFrom) return 'voting'
  if (now >= election.candidaciesTo) return 'admission'
  return now >= election.candidaciesFrom ? 'candidacies' : 'announced'
}

export const documentKinds = ['letter', 'resume', 'motives', 'declaration', 'other'] as const
export type DocumentKind = (typeof documentKinds)[number]
export const decisions = ['admitted', 'refused', 'withdrawn'] as const
export type Decision = (typeof decisions)[number]

export type Candidate = { number: number; name: string; alternate: string | null; organization: string | null }

/** A link, or a kept file under the election's own address. */
export type CandidacyDocument = { kind: DocumentKind; title: string; url: string | null; sha256: string | null }

export type Candidacy = Candidate & {
  id: string
  statement: string
  personId: string | null
  decision: { decision: Decision; reason: string } | null
  documents: CandidacyDocument[]
}

/** What a page of the roll and of the published list holds. */
export const votersPerPage = 50
export const ballotsPerPage = 100

/** What an act with witnesses says of the ballots cast at the table. */
export type PaperCount = {
  ballots: number
  blank: number
  spoiled: number
  votes: Record<string, number>
  act: string
  actUrl: string | null
  /** Of the kept file of the act. */
  actSha256: string | null
  witnesses: string
}

/** Whether an act adds up: nobody has more votes than valid ballots, nor all together more than those could mark. */
export function addsUp(
  paper: Pick<PaperCount, 'ballots' | 'blank' | 'spoiled' | 'votes'>,
  seats: number,
  candidates: readonly number[],
): boolean {
  const marked = paper.ballots - paper.blank - paper.spoiled
  const votes = Object.entries(paper.votes)
  const sum = votes.reduce((total, [, count]) => total + count, 0)
  return (
    marked >= 0 &&
    votes.every(([number, count]) => candidates.includes(Number(number)) && count >= 0 && count <= marked) &&
    sum <= marked * seats &&
    sum >= marked
  )
}

export type Standing = { number: number; digital: number; paper: number; total: number; isElected: boolean }

export type Result = {
  standings: Standing[]
  blank: { digital: number; paper: number }
  spoiled: number
  ballots: { digital: number; paper: number }
  /** Numbers tied for the last seats, and how that was settled: by lot, or not at all (without digital ballots there is no lot). */
  tie: { numbers: number[]; places: number; settledBy: 'lot' | null } | null
}

/**
 * The rule, stated before the vote: each ballot marks up to as many candidacies as there are seats; the most votes win; of those tied
 * for the last seats, the ones whose lot is lowest. A lot is the SHA-256 of the election, the serials of all ballots in order and
 * the candidacy's number: nobody knows it before the count, everybody can draw it again. Without a vote nobody is elected.
 */
export function countVotes(
  election: { id: string; seats: number },
  candidates: readonly Candidate[],
  ballots: readonly { serial: string; choice: string }[],
  paper: PaperCount | null,
): Result {
  const numbers = candidates.map(({ number }) => number)
  const votes = new Map(numbers.map((number) => [number, 0]))
  for (const { choice } of ballots)
    for (const mark of marksOf(choice, election.seats, numbers) ?? []) votes.set(mark, (votes.get(mark) ?? 0) + 1)
  const counted = numbers.map((number) => {
    const digital = votes.get(number) ?? 0
    const onPaper = paper?.votes[String(number)] ?? 0
    return { number, digital, paper: onPaper, total: digital + onPaper }
  })
  const { elected, tie } = electedOf(election, counted, ballots)
  return {
    standings: counted
      .map((one) => ({ ...one, isElected: elected.has(one.number) }))
      .toSorted((a, b) => b.total - a.total || Number(b.isElected) - Number(a.isElected) || a.number - b.number),
    blank: { digital: ballots.filter(({ choice }) => choice === blankChoice).length, paper: paper?.blank ?? 0 },
    spoiled: paper?.spoiled ?? 0,
    ballots: { digital: ballots.length, paper: paper?.ballots ?? 0 },
    tie,
  }
}

function electedOf(
  { id, seats }: { id: string; seats: number },
  counted: readonly { number: number; total: number }[],
  ballots: readonly { serial: string }[],
): { elected: Set<number>; tie: Result['tie'] } {
  const voted = counted.filter(({ total }) => total > 0)
  const last = voted.toSorted((a, b) => b.total - a.total)[seats - 1]?.total ?? 0
  const above = voted.filter(({ total }) => total > last).map(({ number }) => number)
  const level = voted.filter(({ total }) => total === last).map(({ number }) => number)
  const places = seats - above.length
  if (level.length <= places) return { elected: new Set([...above, ...level]), tie: null }
  if (ballots.length === 0) return { elected: new Set(above), tie: { numbers: level, places, settledBy: null } }
  const serials = ballots.map(({ serial }) => serial).toSorted()
  const lotOf = (number: number) =>
    createHash('sha256')
      .update([id, ...serials, number].join('\n'))
      .digest('hex')
  const drawn = level.toSorted((a, b) => (lotOf(a) < lotOf(b) ? -1 : 1)).slice(0, places)
  return { elected: new Set([...above, ...drawn]), tie: { numbers: level, places, settledBy: 'lot' } }
}
