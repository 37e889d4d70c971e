import { createHash } from 'node:crypto'

/** Taken up in a topic, wholly or in part; or not taken up, with the answer that says why. */
export const takenUp = ['included', 'included-in-part'] as const
export const notTakenUp = ['not-included', 'out-of-scope'] as const
export const outcomeKinds = [...takenUp, ...notTakenUp] as const
export type OutcomeKind = (typeof outcomeKinds)[number]

/** What is said of a contribution: a topic, or none and an answer with its reasons. */
export type Verdict =
  | { kind: (typeof takenUp)[number]; topicId: string; response: string | null }
  | { kind: (typeof notTakenUp)[number]; topicId: null; response: string }

/** One word of a coder on one contribution, as long as it is not undone. */
export type Coding = Verdict & { id: string; seq: number; coderId: string; settles: boolean; at: Date }

export type Standing = 'open' | 'half' | 'disputed' | 'settled'

export type Outcome = Verdict & { settledBy: string | null; at: Date }

/** Where merged topics went: topic → the one it was merged into. */
export type Merges = ReadonlyMap<string, string>

/** The topic that lives on for one that may have been merged, and merged again. */
export function livingTopic(merges: Merges, topicId: string): string {
  let living = topicId
  for (let next = merges.get(living); next !== undefined; next = merges.get(living)) living = next
  return living
}

/** Two words agree when they name the same topic, or both the same way of not taking up; how wholly, and which words, may differ. */
export function codeOf(merges: Merges, verdict: Verdict): string {
  return verdict.topicId === null ? verdict.kind : livingTopic(merges, verdict.topicId)
}

/** The newest word of each coder, whoever spoke first standing first; a decision between them is not among these. */
export function wordsOf(codings: readonly Coding[]): Coding[] {
  const held = new Map<string, Coding>()
  for (const coding of inOrder(codings)) if (!coding.settles) held.set(coding.coderId, coding)
  return [...held.values()]
}

/**
 * Where a contribution stands. A decision between coders (or a topic's split) holds over their words; else all words must agree, and there
 * must be as many coders as it needs. Pure: the same whatever order its codings come in.
 */
export function standingOf(
  codings: readonly Coding[],
  merges: Merges,
  needed: 1 | 2,
): { standing: Standing; outcome: Outcome | null } {
  const decision = inOrder(codings).findLast(({ settles }) => settles)
  if (decision) return { standing: 'settled', outcome: outcomeOf(decision, merges, decision.coderId, decision.at) }
  const words = wordsOf(codings)
  const [first, ...others] = words
  if (!first) return { standing: 'open', outcome: null }
  if (others.some((word) => codeOf(merges, word) !== codeOf(merges, first)))
    return { standing: 'disputed', outcome: null }
  if (words.length < needed) return { standing: 'half', outcome: null }
  const last = words.at(-1) ?? first
  const inPart = words.find(({ kind }) => kind === 'included-in-part')
  const response = words.find((word) => word.response !== null)?.response ?? null
  const agreed = { ...first, ...(inPart ?? {}), response } as Coding
  return { standing: 'settled', outcome: outcomeOf(agreed, merges, null, last.at) }
}

function outcomeOf({ kind, topicId, response }: Verdict, merges: Merges, settledBy: string | null, at: Date): Outcome {
  const living = topicId === null ? null : livingTopic(merges, topicId)
  return { kind, topicId: living, response, settledBy, at } as Outcome
}

function inOrder(codings: readonly Coding[]): Coding[] {
  return codings.toSorted((a, b) => a.seq - b.seq)
}

/** How many coders a contribution needs: `codedTwice` of each hundred need two. Follows from its id, so that nobody picks which. */
export function codersNeeded(contributionId: string, codedTwice: number): 1 | 2 {
  return lotOf(contributionId) < codedTwice ? 2 : 1
}

/** 0 to 99. */
function lotOf(id: string): number {
  return Number.parseInt(createHash('md5').update(id).digest('hex').slice(0, 7), 16) % 100
}

export const actKinds = ['code', 'settle', 'merge', 'split'] as const
export type ActKind = (typeof actKinds)[number]

export type Topic = {
  id: string
  number: number
  name: string
  problem: string | null
  axisId: string | null
  isPriority: boolean
  response: string | null
  /** Null while it lives; the number of the one it went to. */
  mergedInto: { id: string; number: number } | null
  splitFrom: { id: string; number: number } | null
}

/** Contributions by where they stand: they always add up to all received. */
export type Progress = Record<Standing, number> & { received: number }

export type NewTopic = { name: string; problem: string | null; axis: string | null }

/** Where a coder puts contributions: a topic that is there, one that she makes, or none with its answer. */
export type Saying = Verdict | { kind: (typeof takenUp)[number]; newTopic: NewTopic; response: string | null }

/** How many stand on one page of each list. */
export const pageSizes = { bench: 25, list: 50, groups: 50, disputes: 20, acts: 50, results: 50 } as const
