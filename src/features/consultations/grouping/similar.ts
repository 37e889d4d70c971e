import { nearByLetters } from './letters.ts'
import { Best, type Neighbour } from './nearest.ts'
import type { Units } from './units.ts'

export const nearestShown = 5

export type Similar = { id: string; other: string; score: number }

/**
 * The five nearest others of every contribution, best first; where scores tie, texts in the order of
 * their letters, then by id. Copies score 1. The score of two texts is
 * the greater of the cosine of their words and, where they read nearly the same, their letters' (`nearByLetters`); 0 when they
 * share nothing, which fills the list when a consultation is small.
 */
export function similarOf({ units, empty }: Units, byWords: readonly (readonly Neighbour[])[]): Similar[] {
  const byLetters = nearByLetters(
    units.map(({ letters }) => letters),
    byWords,
  )
  const all = [...units.flatMap(({ ids }) => ids), ...empty]
  const found: Similar[] = []
  for (const [number, { ids }] of units.entries()) {
    const near = joined(byWords[number] ?? [], byLetters[number] ?? [])
    const others = near.flatMap(({ other, score }) =>
      (units[other]?.ids ?? []).slice(0, nearestShown + 1).map((id) => ({ id, score })),
    )
    for (const id of ids) {
      const copies = ids.slice(0, nearestShown + 1).map((copy) => ({ id: copy, score: 1 }))
      found.push(...filled(id, [...copies, ...others], all))
    }
  }
  for (const id of empty) found.push(...filled(id, [], all))
  return found
}

function joined(words: readonly Neighbour[], letters: readonly Neighbour[]): Neighbour[] {
  const scores = new Map(words.map(({ other, score }) => [other, score]))
  for (const { other, score } of letters) scores.set(other, Math.max(score, scores.get(other) ?? 0))
  const best = new Best(nearestShown)
  for (const [other, score] of scores) best.offer(other, rounded(score))
  return best.list()
}

function filled(id: string, near: readonly { id: string; score: number }[], all: readonly string[]): Similar[] {
  const list: Similar[] = []
  const named = new Set([id])
  for (const { id: other, score } of near) {
    if (list.length === nearestShown) return list
    if (named.has(other)) continue
    named.add(other)
    list.push({ id, other, score })
  }
  for (let at = 0; list.length < nearestShown && at < all.length; at += 1) {
    const other = all[at] as string
    if (named.has(other)) continue
    list.push({ id, other, score: 0 })
  }
  return list
}

/** To four decimals, as files show it: what differs later is rounding's. */
function rounded(score: number): number {
  return Math.min(1, Math.round(score * 10_000) / 10_000)
}
