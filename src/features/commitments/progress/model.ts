import type { ActivityState } from '../model.ts'

/** The states that share out a commitment's 100 %; cancelled activities are outside it. */
export const progressStates = ['verified', 'complete', 'in-progress', 'not-started'] as const
export type ProgressState = (typeof progressStates)[number]

/** Percent in each state with two decimals; always adds to exactly 100.00. */
export type Progress = Record<ProgressState, number>

/** What the formula needs of a key action: its weight in percent and how many of its activities are in each state. */
export type WeighedAction = { weight: number | null; counts: Partial<Record<ActivityState, number>> }

/**
 * Share of a commitment in each state by the 4PA board's corrected formula (R-46, T-23):
 * pct(s) = Σ over key actions of weight × activities in s / activities of the action.
 * Null, meaning "sin información" and never 0 % (T-25): no actions, an action without weight or without activities left
 * after cancellations, or weights that do not add to 100 ± 0.01.
 */
export function progressOf(actions: readonly WeighedAction[]): Progress | null {
  if (actions.length === 0) return null
  const shares = [0, 0, 0, 0]
  let weights = 0
  for (const { weight, counts } of actions) {
    const total = activitiesIn(counts)
    if (weight === null || total === 0) return null
    weights += weight
    for (let index = 0; index < progressStates.length; index += 1) {
      const count = counts[progressStates[index] as ProgressState] ?? 0
      shares[index] = (shares[index] ?? 0) + (weight * count) / total
    }
  }
  if (Math.abs(weights - 100) > weightTolerance) return null
  return named(roundedTo100(shares))
}

const activitiesIn = (counts: WeighedAction['counts']): number =>
  (counts.verified ?? 0) + (counts.complete ?? 0) + (counts['in-progress'] ?? 0) + (counts['not-started'] ?? 0)

/** the weights of a commitment's key actions add to 100, give or take a hundredth. */
export const weightTolerance = 0.010001

/** Mean of the commitments that can be measured, each counting the same; null when none can. */
export function meanProgress(progresses: readonly (Progress | null)[]): Progress | null {
  const known = progresses.filter((progress) => progress !== null)
  if (known.length === 0) return null
  return named(
    roundedTo100(
      progressStates.map((state) => known.reduce((sum, progress) => sum + progress[state], 0) / known.length),
    ),
  )
}

/** What the institution says is done: complete and verified. */
export function reportedShare(progress: Progress): number {
  return hundredths(progress.complete + progress.verified)
}

/** What somebody else has verified: the only share that counts as done (T-20, T-21). */
export function verifiedShare(progress: Progress): number {
  return progress.verified
}

/**
 * Largest-remainder rounding to hundredths so that the parts add to exactly 100.00 (T-24); ties go to the earlier state,
 * so the same input always gives the same output. Throws on negative or not finite shares.
 */
export function roundedTo100(shares: readonly number[]): number[] {
  const total = shares.reduce((sum, share) => sum + share, 0)
  if (!(total > 0) || shares.some((share) => !(share >= 0))) throw new RangeError('shares must be positive numbers')
  // A billionth keeps 33.33 from counting as 33.329999…, which would hand the remainder to the wrong part.
  const exact = shares.map((share) => (share / total) * 10_000 + 1e-9)
  const parts = exact.map(Math.floor)
  const missing = 10_000 - parts.reduce((sum, part) => sum + part, 0)
  const order = exact.map((share, index) => ({ index, remainder: share - Math.floor(share) }))
  order.sort((a, b) => (Math.abs(b.remainder - a.remainder) < 1e-6 ? a.index - b.index : b.remainder - a.remainder))
  for (const { index } of order.slice(0, missing)) parts[index] = (parts[index] ?? 0) + 1
  return parts.map((part) => part / 100)
}

function named(parts: readonly number[]): Progress {
  const [verified = 0, complete = 0, inProgress = 0, notStarted = 0] = parts
  return { verified, complete, 'in-progress': inProgress, 'not-started': notStarted }
}

function hundredths(value: number): number {
  return Math.round(value * 100) / 100
}

/** Percent that civil society confirms; 0 would accuse it where it was never asked. */
export type Validated = number | 'nobody-asked' | null

/** The same formula as the other voices, over what civil society confirms. */
export function validatedShare(actions: readonly (WeighedAction & { validated?: number })[]): number {
  const share = actions.reduce((sum, { weight, counts, validated = 0 }) => {
    const total = activitiesIn(counts)
    return total === 0 ? sum : sum + ((weight ?? 0) * validated) / total
  }, 0)
  return toHundredths(share)
}

/** A billionth keeps a half that floating point wrote a little smaller (16.665) from going down. */
export function toHundredths(share: number): number {
  return Math.round(share * 100 + 1e-7) / 100
}
