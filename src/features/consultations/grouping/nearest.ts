import type { Vector } from './vectors.ts'

export type Neighbour = { other: number; score: number }

/**
 * For each vector the `most` others with the greatest cosine, best first, the earlier first where they tie. Exact: every other
 * that shares a word is looked at, through a list of who has it. Sums run over terms in one order, so that a to b is b to a.
 */
export function nearest(vectors: readonly Vector[], most: number, onProgress?: (done: number) => void): Neighbour[][] {
  const { starts, holders, weights } = inverted(vectors)
  const sums = new Float64Array(vectors.length)
  const touched = new Int32Array(vectors.length)
  return vectors.map((vector, self) => {
    let count = 0
    for (let at = 0; at < vector.terms.length; at += 1) {
      const term = vector.terms[at] as number
      const weight = vector.weights[at] as number
      const end = starts[term + 1] as number
      for (let place = starts[term] as number; place < end; place += 1) {
        const holder = holders[place] as number
        const before = sums[holder] as number
        if (before === 0) touched[count++] = holder
        sums[holder] = before + weight * (weights[place] as number)
      }
    }
    const best = new Best(most)
    const found = touched.subarray(0, count)
    for (const other of found) {
      if (other !== self) best.offer(other, sums[other] as number)
      sums[other] = 0
    }
    onProgress?.(self + 1)
    return best.list()
  })
}

/** Compressed lists: the holders of term t stand from `starts[t]` up to `starts[t + 1]`. */
function inverted(vectors: readonly Vector[]): { starts: Int32Array; holders: Int32Array; weights: Float64Array } {
  let [last, all] = [-1, 0]
  for (const { terms } of vectors) {
    all += terms.length
    last = Math.max(last, terms.at(-1) ?? -1)
  }
  const starts = new Int32Array(last + 2)
  for (const { terms } of vectors) for (const term of terms) starts[term + 1] = (starts[term + 1] as number) + 1
  for (let term = 0; term <= last; term += 1) starts[term + 1] = (starts[term + 1] as number) + (starts[term] as number)
  const next = starts.slice()
  const holders = new Int32Array(all)
  const weights = new Float64Array(all)
  for (const [holder, vector] of vectors.entries()) {
    for (let at = 0; at < vector.terms.length; at += 1) {
      const term = vector.terms[at] as number
      const place = next[term] as number
      next[term] = place + 1
      holders[place] = holder
      weights[place] = vector.weights[at] as number
    }
  }
  return { starts, holders, weights }
}

/** The greatest few of many, without sorting all. */
export class Best {
  private readonly most: number
  private readonly kept: Neighbour[] = []
  constructor(most: number) {
    this.most = most
  }

  offer(other: number, score: number): void {
    const last = this.kept.at(-1)
    if (this.kept.length === this.most && last && !isBefore(other, score, last)) return
    let at = this.kept.length
    while (at > 0 && isBefore(other, score, this.kept[at - 1] as Neighbour)) at -= 1
    this.kept.splice(at, 0, { other, score })
    if (this.kept.length > this.most) this.kept.pop()
  }

  list(): Neighbour[] {
    return this.kept
  }
}

function isBefore(other: number, score: number, than: Neighbour): boolean {
  return score > than.score || (score === than.score && other < than.other)
}
