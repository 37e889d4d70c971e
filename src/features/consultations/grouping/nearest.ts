import type { Vector } from './vectors.ts'

export type Neighbour = { other: number; score: number }

/**
 * For each vector the `most` others with the greatest cosine, best first, the earlier first where they tie. Exact: every other
 * that shares a word is looked at, through a list of who has it, and each two only once, when the later of them comes. Sums run
 * over terms in one order, so that a to b is b to a.
 */
export function nearest(vectors: readonly Vector[], most: number, onProgress?: (done: number) => void): Neighbour[][] {
  const { starts, ends, holders, weights } = holdersOf(vectors)
  const sums = new Float64Array(vectors.length)
  const best = new BestOfEach(vectors.length, most)
  for (const [self, vector] of vectors.entries()) {
    for (let at = 0; at < vector.terms.length; at += 1) {
      const term = vector.terms[at] as number
      const weight = vector.weights[at] as number
      const end = ends[term] as number
      for (let place = starts[term] as number; place < end; place += 1) {
        const holder = holders[place] as number
        sums[holder] = (sums[holder] as number) + weight * (weights[place] as number)
      }
      holders[end] = self
      weights[end] = weight
      ends[term] = end + 1
    }
    best.offerAll(self, sums)
    sums.fill(0, 0, self)
    onProgress?.(self + 1)
  }
  return best.lists()
}

type Holders = { starts: Int32Array; ends: Int32Array; holders: Int32Array; weights: Float64Array }

/** Compressed lists, empty as yet: those who have term t will stand from `starts[t]` up to `ends[t]`, and there is room for all. */
function holdersOf(vectors: readonly Vector[]): Holders {
  let [last, all] = [-1, 0]
  for (const { terms } of vectors) {
    all += terms.length
    last = Math.max(last, terms.at(-1) ?? -1)
  }
  const starts = new Int32Array(last + 2)
  for (const { terms } of vectors) for (const term of terms) starts[term + 1] = (starts[term + 1] as number) + 1
  for (let term = 0; term <= last; term += 1) starts[term + 1] = (starts[term + 1] as number) + (starts[term] as number)
  return { starts, ends: starts.slice(), holders: new Int32Array(all), weights: new Float64Array(all) }
}

/** The greatest few of each of many, kept in two rows of numbers: it is offered every pair of tens of thousands of texts. */
class BestOfEach {
  private readonly most: number
  private readonly counts: Int32Array
  private readonly others: Int32Array
  private readonly scores: Float64Array
  /** What a pair must reach to be looked at closer: the last that is kept, once as many are kept as may be. */
  private readonly least: Float64Array
  constructor(size: number, most: number) {
    this.most = most
    this.least = new Float64Array(size)
    this.counts = new Int32Array(size)
    this.others = new Int32Array(size * most)
    this.scores = new Float64Array(size * most)
  }

  /** Everybody before this one, for both; a sum of nothing is no likeness. */
  offerAll(self: number, sums: Float64Array): void {
    const { least } = this
    for (let other = 0; other < self; other += 1) {
      const score = sums[other] as number
      if (score === 0) continue
      if (score >= (least[self] as number)) this.offer(self, other, score)
      if (score >= (least[other] as number)) this.offer(other, self, score)
    }
  }

  private offer(self: number, other: number, score: number): void {
    const first = self * this.most
    const count = this.counts[self] as number
    const isFull = count === this.most
    if (isFull && !this.comesBefore(first + count - 1, other, score)) return
    let at = first + (isFull ? count - 1 : count)
    while (at > first && this.comesBefore(at - 1, other, score)) {
      this.others[at] = this.others[at - 1] as number
      this.scores[at] = this.scores[at - 1] as number
      at -= 1
    }
    this.others[at] = other
    this.scores[at] = score
    if (!isFull) this.counts[self] = count + 1
    if (count + 1 >= this.most) this.least[self] = this.scores[first + this.most - 1] as number
  }

  private comesBefore(place: number, other: number, score: number): boolean {
    const kept = this.scores[place] as number
    return score > kept || (score === kept && other < (this.others[place] as number))
  }

  lists(): Neighbour[][] {
    return Array.from(this.counts, (count, self) =>
      Array.from({ length: count }, (_, at) => ({
        other: this.others[self * this.most + at] as number,
        score: this.scores[self * this.most + at] as number,
      })),
    )
  }
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
