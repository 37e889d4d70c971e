import { createHash } from 'node:crypto'

/** A settled question of a post. */
export type Settled = { network: string; id: string; criterion: string }

/** The salt is public: whoever has the hash of the frozen data can repeat the draw. */
export const salt = 'tequio: segunda mirada a ciegas'

/**
 * `frozen` is the SHA-256 of the frozen run's inputs (as its summary names it); the seed is the SHA-256, in hexadecimal digits, of the salt, a line
 * break and that hash.
 */
export function seedOf(frozen: string): string {
  return sha256(`${salt}\n${frozen}`)
}

/** A tenth of the decisions, but at least thirty, and all where there are fewer: thirty bound the error within about ±18 points. */
export function sampleSize(decisions: number): number {
  return Math.min(decisions, Math.max(30, Math.ceil(decisions / 10)))
}

/** Each question gets the SHA-256 of seed, network, id and criterion (line breaks between); the smallest are drawn. */
export function draw<Question extends Settled>(questions: readonly Question[], seed: string): Question[] {
  return questions
    .map((question) => ({
      question,
      lot: sha256([seed, question.network, question.id, question.criterion].join('\n')),
    }))
    .sort((a, b) => (a.lot < b.lot ? -1 : 1))
    .slice(0, sampleSize(questions.length))
    .map(({ question }) => question)
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}

export type ErrorRate = {
  looked: number
  differing: number
  /** Null before anything was looked at. */
  rate: number | null
  low: number | null
  high: number | null
}

/** 95 % of the normal distribution, two-sided. */
const z = 1.959963984540054

/** Wilson (1927), score interval: honest for few cases and for none that differ, unlike rate ± z·se. */
export function errorRateOf(looked: number, differing: number): ErrorRate {
  if (looked === 0) return { looked, differing, rate: null, low: null, high: null }
  const rate = differing / looked
  const scale = 1 + z ** 2 / looked
  const middle = (rate + z ** 2 / (2 * looked)) / scale
  const half = (z / scale) * Math.sqrt((rate * (1 - rate)) / looked + z ** 2 / (4 * looked ** 2))
  return {
    looked,
    differing,
    rate,
    low: differing === 0 ? 0 : Math.max(0, middle - half),
    high: differing === looked ? 1 : Math.min(1, middle + half),
  }
}
