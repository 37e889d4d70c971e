/**
 * Photographs of counted visits, asked for the earliest that is equal or near (rule 8). A stack: the newest visit leaves first.
 *
 * Near means a Hamming distance of at most d between hashes of 64 bits. A hash is cut into four bands of 16 bits: two hashes at
 * most d apart have a band in which they differ in at most floor(d / 4) bits (else they would differ in more than d), so all
 * that are near stand in the buckets of the bands within that many flips. Where that is more work than looking at all of them,
 * all are looked at. Either way each candidate's distance is computed, so the answer is exact.
 */
import { grown } from './tuples.ts'

const bands = 4
const bucketCount = 1 << 16

export class PhotoIndex {
  readonly #maxDistance: number
  readonly #flips: Uint16Array
  #high = new Uint32Array(1024)
  #low = new Uint32Array(1024)
  #visit = new Int32Array(1024)
  #before = new Int32Array(1024 * bands)
  readonly #heads = new Int32Array(bucketCount * bands).fill(-1)
  #size = 0
  /** By the number of a SHA-256: its newest photo; and by photo the one before it. */
  #shaHeads = new Int32Array(1024).fill(-1)
  #shaVisit = new Int32Array(1024)
  #shaBefore = new Int32Array(1024)
  #shaOf = new Int32Array(1024)
  #shaSize = 0

  constructor(maxDistance: number) {
    this.#maxDistance = maxDistance
    this.#flips = flipsUpTo(Math.min(16, Math.floor(maxDistance / bands)))
  }

  /** `visit`: the place of the visit among the counted ones; grows from call to call. */
  pushHash(high: number, low: number, visit: number): void {
    const photo = this.#size++
    if (photo >= this.#high.length) this.#grow()
    this.#high[photo] = high
    this.#low[photo] = low
    this.#visit[photo] = visit
    for (let band = 0; band < bands; band++) {
      const bucket = band * bucketCount + bandOf(high, low, band)
      this.#before[photo * bands + band] = this.#heads[bucket] ?? -1
      this.#heads[bucket] = photo
    }
  }

  popHash(): void {
    const photo = --this.#size
    const [high, low] = [this.#high[photo] ?? 0, this.#low[photo] ?? 0]
    for (let band = 0; band < bands; band++)
      this.#heads[band * bucketCount + bandOf(high, low, band)] = this.#before[photo * bands + band] ?? -1
  }

  pushSha(sha: number, visit: number): void {
    if (sha >= this.#shaHeads.length) {
      const from = this.#shaHeads.length
      this.#shaHeads = grown(this.#shaHeads, sha + 1)
      this.#shaHeads.fill(-1, from)
    }
    const photo = this.#shaSize++
    if (photo >= this.#shaVisit.length) {
      this.#shaVisit = grown(this.#shaVisit, photo + 1)
      this.#shaBefore = grown(this.#shaBefore, photo + 1)
      this.#shaOf = grown(this.#shaOf, photo + 1)
    }
    this.#shaVisit[photo] = visit
    this.#shaOf[photo] = sha
    this.#shaBefore[photo] = this.#shaHeads[sha] ?? -1
    this.#shaHeads[sha] = photo
  }

  popSha(): void {
    const photo = --this.#shaSize
    this.#shaHeads[this.#shaOf[photo] ?? 0] = this.#shaBefore[photo] ?? -1
  }

  /** The earliest visit below `bound` with that file for which `collides`; else `bound`. */
  earliestSame(sha: number, bound: number, collides: (visit: number) => boolean): number {
    let best = bound
    let photo = sha < this.#shaHeads.length ? (this.#shaHeads[sha] ?? -1) : -1
    for (; photo >= 0; photo = this.#shaBefore[photo] ?? -1) {
      const visit = this.#shaVisit[photo] ?? 0
      if (visit < best && collides(visit)) best = visit
    }
    return best
  }

  /** The earliest visit below `bound` with a near hash for which `collides`; else `bound`. */
  earliestNear(high: number, low: number, bound: number, collides: (visit: number) => boolean): number {
    if (this.#size <= this.#flips.length * bands) return this.#scan(high, low, bound, collides)
    let best = bound
    for (let band = 0; band < bands; band++) {
      const own = bandOf(high, low, band)
      for (const flip of this.#flips) {
        let photo = this.#heads[band * bucketCount + (own ^ flip)] ?? -1
        for (; photo >= 0; photo = this.#before[photo * bands + band] ?? -1) {
          const visit = this.#visit[photo] ?? 0
          if (visit < best && this.#isNear(photo, high, low) && collides(visit)) best = visit
        }
      }
    }
    return best
  }

  #scan(high: number, low: number, bound: number, collides: (visit: number) => boolean): number {
    for (let photo = 0; photo < this.#size; photo++) {
      const visit = this.#visit[photo] ?? 0
      if (visit >= bound) return bound
      if (this.#isNear(photo, high, low) && collides(visit)) return visit
    }
    return bound
  }

  #isNear(photo: number, high: number, low: number): boolean {
    const apart = bitsIn((this.#high[photo] ?? 0) ^ high) + bitsIn((this.#low[photo] ?? 0) ^ low)
    return apart <= this.#maxDistance
  }

  #grow(): void {
    this.#high = grown(this.#high, this.#size)
    this.#low = grown(this.#low, this.#size)
    this.#visit = grown(this.#visit, this.#size)
    this.#before = grown(this.#before, this.#high.length * bands)
  }
}

function bandOf(high: number, low: number, band: number): number {
  const half = band < 2 ? high : low
  return band % 2 === 0 ? half >>> 16 : half & 0xffff
}

/** How many of the 32 bits are set. */
export function bitsIn(word: number): number {
  let bits = word - ((word >>> 1) & 0x55555555)
  bits = (bits & 0x33333333) + ((bits >>> 2) & 0x33333333)
  return Math.imul((bits + (bits >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24
}

/** All patterns of 16 bits with at most that many set. */
function flipsUpTo(count: number): Uint16Array {
  const flips: number[] = []
  for (let pattern = 0; pattern < bucketCount; pattern++) if (bitsIn(pattern) <= count) flips.push(pattern)
  return Uint16Array.from(flips)
}
