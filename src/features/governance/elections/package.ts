import { setImmediate } from 'node:timers/promises'
import { canonicalJson } from '../../../platform/canonical-json.ts'
import { type Ballot, isSignedBy, keyOf, marksOf, receiptOf, scheme } from './ballot.ts'
import { type Candidate, countVotes, type Election, type PaperCount, type Result } from './model.ts'
import type { RollTotals } from './queries.ts'

/** All that a third party needs to count again; nothing in it names a voter. */
export type ElectionPackage = {
  format: 'tequio-election-1'
  election: {
    id: string
    title: string
    body: string
    sector: string
    seats: number
    votingFrom: string
    votingTo: string
  }
  rules: Record<'scheme' | 'message' | 'receipt' | 'marks' | 'winners' | 'tie' | 'paper', string>
  publicKey: string
  roll: RollTotals
  candidates: Candidate[]
  ballots: (Ballot & { receipt: string })[]
  /** Counted by hand in an act with witnesses; no signature proves these, so they stand apart. */
  paper: PaperCount | null
  result: Result
}

const rules: ElectionPackage['rules'] = {
  scheme: `${scheme} (RFC 9474), 3072 bits`,
  message: 'UTF-8 of "tequio-ballot-1\\n" + election.id + "\\n" + serial + "\\n" + choice',
  receipt:
    'SHA-256 of message + "\\n" + signature: its first 100 bits in groups of 5 of 0123456789ABCDEFGHJKMNPQRSTVWXYZ, five letters and a hyphen',
  marks: 'choice is "blank" or up to election.seats numbers of candidates, ascending, joined by commas',
  winners: 'the election.seats candidates with most votes, digital and paper together; nobody without a vote',
  tie: 'for the last seats, lowest SHA-256 of election.id + serials in order + candidate number, joined by "\\n"; without digital ballots nobody',
  paper: 'totals of an act with witnesses, at most as many ballots as roll.votedOnPaper',
}

type Held = {
  election: Election
  body: string
  candidates: Candidate[]
  ballots: Ballot[]
  paper: PaperCount | null
  roll: RollTotals
}

/** A package whose ballots still lack their receipts, which are worked out as it is written. */
export type UnwrittenPackage = Omit<ElectionPackage, 'ballots'> & { ballots: readonly Ballot[] }

/** Ballots go by serial, which is chance: their order tells nothing. */
export function packageOf({ election, body, candidates, ballots, paper, roll }: Held): UnwrittenPackage {
  const sorted = ballots.toSorted((a, b) => (a.serial < b.serial ? -1 : 1))
  const { id, title, sector, seats, publicKey } = election
  const times = { votingFrom: election.votingFrom.toISOString(), votingTo: election.votingTo.toISOString() }
  return {
    format: 'tequio-election-1',
    election: { id, title, body, sector, seats, ...times },
    rules,
    publicKey,
    roll,
    candidates,
    ballots: sorted,
    paper,
    result: countVotes(election, candidates, sorted, paper),
  }
}

/** What is checked or written at once: as many as keep every thread of OpenSSL busy without waiting for one another. */
const slice = 1024

/**
 * The package as canonical JSON, its ballots piece by piece: two hundred thousand are more than a hundred megabytes, and whoever
 * reads a page meanwhile should not wait for them.
 */
export async function* packagePieces(made: UnwrittenPackage): AsyncGenerator<Uint8Array> {
  const { ballots, ...rest } = made
  const entries = Object.entries(rest).map(([name, value]) => [name, canonicalJson(value)] as const)
  const before = entries.filter(([name]) => name < 'ballots').toSorted(byName)
  const after = entries.filter(([name]) => name > 'ballots').toSorted(byName)
  const written = ([name, json]: (typeof entries)[number]) => `${JSON.stringify(name)}:${json}`
  yield Buffer.from(`{${before.map((one) => `${written(one)},`).join('')}"ballots":[`)
  for (let start = 0; start < ballots.length; start += slice) {
    const some = ballots.slice(start, start + slice).map(({ serial, choice, signature }) => {
      const ballot = { serial, choice, signature }
      return canonicalJson({ ...ballot, receipt: receiptOf(made.election.id, ballot) })
    })
    yield Buffer.from(`${start === 0 ? '' : ','}${some.join(',')}`)
    await setImmediate()
  }
  yield Buffer.from(`]${after.map((one) => `,${written(one)}`).join('')}}`)
}

const byName = ([one]: readonly [string, string], [other]: readonly [string, string]) => (one < other ? -1 : 1)

/**
 * Ballots that no voter of the roll can have made so: changed or put in behind the platform's back. Signatures are checked on other
 * threads, so that a count of many ballots does not stop whoever is reading meanwhile.
 */
export async function falseBallots({ election, candidates, ballots }: Held): Promise<Ballot[]> {
  const numbers = candidates.map(({ number }) => number)
  const key = keyOf(election.publicKey)
  const wrong: Ballot[] = []
  for (let start = 0; start < ballots.length; start += slice) {
    const some = ballots.slice(start, start + slice)
    const signed = await Promise.all(some.map((ballot) => isSignedBy(key, election.id, ballot)))
    wrong.push(...some.filter((ballot, at) => !signed[at] || marksOf(ballot.choice, election.seats, numbers) === null))
  }
  return wrong
}
