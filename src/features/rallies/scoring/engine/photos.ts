/**
 * Photographs of counted visits, asked for the earliest that is equal or near (rule 8). A stack: the newest visit leaves first.
 *
 * Near means a Hamming distance of at most d between hashes of 64 bits. A hash is cut into four bands of 16 bits, each with a
 * number of flips r such that the sum of all (r + 1) is d + 1. Two hashes that differ in more than r bits in every band differ in at
 * least d + 1 bits; so of two that are at most d apart some band differs in at most its r, and asking each band for all patterns
 * within its r finds it. Where that is more work than looking at all photos, all are looked at. Either way each candidate's
 * distance is computed, so the answer is exact.
 */
import { grown } from './tuples.ts'

const bands = 4
const bucketCount = 1 << 16
/** A photo: both halves of its hash and its visit. */
const [highAt, lowAt, visitAt, width] = [0, 1, 2, 3]
/**
 * A bucket is a list of blocks, newest first: the block before it, how many photos are in, and the photos themselves. Two cache
 * lines: one miss a bucket instead of one a photo is most of the time that large editions take.
 */
const [beforeAt, countAt, firstAt, blockWidth] = [0, 1, 2, 32]
const perBlock = 10

export class PhotoIndex {
  readonly #maxDistance: number
  /** By band, the patterns to ask for. */
  readonly #flips: readonly Uint16Array[]
  readonly #probes: number
  #photos = new Int32Array(1024 * width)
  readonly #heads = new Int32Array(bucketCount * bands).fill(-1)
  #blocks = new Int32Array(1024 * blockWidth)
  #blockCount = 0
  #size = 0
  /** By the number of a SHA-256: its newest photo; and by photo the one before it. */
  #shaHeads = new Int32Array(1024).fill(-1)
  #shaVisit = new Int32Array(1024)
  #shaBefore = new Int32Array(1024)
  #shaOf = new Int32Array(1024)
  #shaSize = 0

  constructor(maxDistance: number) {
    this.#maxDistance = maxDistance
    this.#flips = flipsOf(maxDistance)
    this.#probes = this.#flips.reduce((sum, flips) => sum + flips.length, 0)
  }

  /** `visit`: the place of the visit among the counted ones; grows from call to call. */
  pushHash(high: number, low: number, visit: number): void {
    const photo = this.#size++
    if (this.#photos.length < this.#size * width) this.#photos = grown(this.#photos, this.#size * width)
    const at = photo * width
    this.#photos[at + highAt] = high
    this.#photos[at + lowAt] = low
    this.#photos[at + visitAt] = visit
    for (let band = 0; band < bands; band++) this.#pushInto(band * bucketCount + bandOf(high, low, band), at)
  }

  #pushInto(bucket: number, photo: number): void {
    let block = this.#heads[bucket] ?? -1
    if (block < 0 || this.#blocks[block * blockWidth + countAt] === perBlock) {
      const before = block
      block = this.#blockCount++
      const end = this.#blockCount * blockWidth
      if (this.#blocks.length < end) this.#blocks = grown(this.#blocks, end)
      this.#blocks[block * blockWidth + beforeAt] = before
      this.#blocks[block * blockWidth + countAt] = 0
      this.#heads[bucket] = block
    }
    const start = block * blockWidth
    const count = this.#blocks[start + countAt] ?? 0
    for (let word = 0; word < width; word++)
      this.#blocks[start + firstAt + count * width + word] = this.#photos[photo + word] ?? 0
    this.#blocks[start + countAt] = count + 1
  }

  /** What was pushed last stands last in its buckets, and a block that it began is the last block. */
  popHash(): void {
    const at = --this.#size * width
    const [high, low] = [this.#photos[at + highAt] ?? 0, this.#photos[at + lowAt] ?? 0]
    for (let band = bands - 1; band >= 0; band--) {
      const bucket = band * bucketCount + bandOf(high, low, band)
      const start = (this.#heads[bucket] ?? 0) * blockWidth
      const left = (this.#blocks[start + countAt] ?? 0) - 1
      this.#blocks[start + countAt] = left
      if (left > 0) continue
      this.#heads[bucket] = this.#blocks[start + beforeAt] ?? -1
      this.#blockCount--
    }
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
    if (this.#size <= this.#probes) return this.#scan(high, low, bound, collides)
    const blocks = this.#blocks
    let best = bound
    for (let band = 0; band < bands; band++) {
      const own = bandOf(high, low, band)
      for (const flip of this.#flips[band] ?? []) {
        let block = this.#heads[band * bucketCount + (own ^ flip)] ?? -1
        while (block >= 0) {
          const first = block * blockWidth + firstAt
          const end = first + (blocks[block * blockWidth + countAt] ?? 0) * width
          for (let at = first; at < end; at += width) {
            if (!this.#isNear(blocks, at, high, low)) continue
            const visit = blocks[at + visitAt] ?? 0
            if (visit < best && collides(visit)) best = visit
          }
          block = blocks[block * blockWidth + beforeAt] ?? -1
        }
      }
    }
    return best
  }

  #scan(high: number, low: number, bound: number, collides: (visit: number) => boolean): number {
    for (let at = 0; at < this.#size * width; at += width) {
      const visit = this.#photos[at + visitAt] ?? 0
      if (visit >= bound) return bound
      if (this.#isNear(this.#photos, at, high, low) && collides(visit)) return visit
    }
    return bound
  }

  #isNear(words: Int32Array, at: number, high: number, low: number): boolean {
    const apart = bitsIn((words[at + highAt] ?? 0) ^ high)
    return apart <= this.#maxDistance && apart + bitsIn((words[at + lowAt] ?? 0) ^ low) <= this.#maxDistance
  }
}

/** Flips that add up as said above; a band that is not needed (d below 3) asks for none. */
function flipsOf(maxDistance: number): Uint16Array[] {
  return Array.from({ length: bands }, (_, band) => {
    const share = Math.floor((maxDistance + 1 + band) / bands)
    return share === 0 ? new Uint16Array(0) : flipsUpTo(Math.min(16, share - 1))
  })
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
