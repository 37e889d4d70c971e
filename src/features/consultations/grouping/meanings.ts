import type { Neighbour } from './nearest.ts'

/** What a text means, as a server of embeddings says it: a row of numbers, as long for each. */
export type Meaning = Float32Array

/** All pairs are compared: beyond this many texts it would take minutes. */
export const mostMeanings = 5_000

/** The `most` others with the greatest cosine of each, best first, the earlier first where they tie. Likenesses at or below 0 are none. */
export function nearestByMeaning(meanings: readonly Meaning[], most: number): Neighbour[][] {
  const rows = meanings.map(unit)
  const near: Neighbour[][] = rows.map(() => [])
  const offer = (self: number, other: number, score: number) => {
    const list = near[self] as Neighbour[]
    const last = list.at(-1)
    if (list.length === most && last && (score < last.score || (score === last.score && other > last.other))) return
    let at = list.length
    while (at > 0 && isBefore(other, score, list[at - 1] as Neighbour)) at -= 1
    list.splice(at, 0, { other, score })
    if (list.length > most) list.pop()
  }
  for (let one = 0; one < rows.length; one += 1)
    for (let other = 0; other < one; other += 1) {
      const score = dot(rows[one] as Float64Array, rows[other] as Float64Array)
      if (score <= 0) continue
      offer(one, other, score)
      offer(other, one, score)
    }
  return near
}

function isBefore(other: number, score: number, than: Neighbour): boolean {
  return score > than.score || (score === than.score && other < than.other)
}

function unit(meaning: Meaning): Float64Array {
  const row = Float64Array.from(meaning)
  const length = Math.sqrt(dot(row, row))
  return length > 0 ? row.map((value) => value / length) : row
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0
  for (let at = 0; at < a.length; at += 1) sum += (a[at] as number) * (b[at] as number)
  return sum
}
