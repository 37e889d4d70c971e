import { commonLetters, type Pattern, patternOf } from './common-letters.ts'
import type { Neighbour } from './nearest.ts'
import { pairsSharingTriples } from './triples.ts'

/** Beyond this many letters one word more or less hardly moves the cosine, and letters need not be compared. */
const longest = 400
/** Up to this many a slip may touch every word, so that words find no pair. */
const shortest = 120
const floor = 0.9

/**
 * Pairs that read nearly the same: 2 · (letters in common, in their order) / (letters of both) above 0.9. Finds slips of the
 * keyboard and small changes in short texts, which weigh words too heavily for a cosine. Compared are each text of up to 400
 * letters with its nearest by words, and those of up to 120 with all that share eight in ten of their triples of letters.
 */
export function nearByLetters(texts: readonly string[], byWords: readonly (readonly Neighbour[])[]): Neighbour[][] {
  const found: Map<number, number>[] = texts.map(() => new Map())
  const histograms = texts.map((text) => (text.length <= longest ? histogram(text) : null))
  // One text is compared with many, one after another.
  let [patterned, pattern] = [-1, patternOf('')]
  const compare = (one: number, other: number) => {
    const [a, b] = [texts[one] as string, texts[other] as string]
    const [of, than] = [histograms[one], histograms[other]]
    if (!of || !than || found[one]?.has(other) || !canReach(of, than, a.length + b.length)) return
    if (patterned !== one) [patterned, pattern] = [one, patternOf(a)]
    const score = scoreAbove(floor, pattern, b)
    if (score === null) return
    found[one]?.set(other, score)
    found[other]?.set(one, score)
  }
  for (const [one, list] of byWords.entries()) for (const { other } of list) compare(one, other)
  pairsSharingTriples(texts, shortest, compare)
  return found.map((list) => [...list].map(([other, score]) => ({ other, score })))
}

/** 1 when both read the same, 0 when they share no letter; a to b is b to a. */
export function letterScore(a: string, b: string): number {
  return a.length + b.length === 0 ? 1 : (2 * commonLetters(patternOf(a), b)) / (a.length + b.length)
}

/** The same where it is more than `least`; null, and sooner known, where it is not. */
function scoreAbove(least: number, pattern: Pattern, other: string): number | null {
  const letters = pattern.length + other.length
  const common = commonLetters(pattern, other, Math.floor((least * letters) / 2))
  const score = (2 * common) / letters
  return score > least ? score : null
}

const bins = 64

function histogram(text: string): Uint16Array {
  const counts = new Uint16Array(bins)
  for (let at = 0; at < text.length; at += 1) {
    const bin = text.charCodeAt(at) % bins
    counts[bin] = (counts[bin] as number) + 1
  }
  return counts
}

/** Letters that one has and the other lacks cannot be common: a quick no for most pairs, never a wrong one. */
function canReach(a: Uint16Array, b: Uint16Array, letters: number): boolean {
  let apart = 0
  for (let bin = 0; bin < bins; bin += 1) apart += Math.abs((a[bin] as number) - (b[bin] as number))
  return letters - apart > floor * letters
}
