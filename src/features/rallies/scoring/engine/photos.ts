/**
 * Photographs of counted visits, asked for the earliest that is equal or near (rule 8). A stack: the newest visit leaves first.
 *
 * Near means a Hamming distance of at most d between hashes of 64 bits. A hash is cut into four bands of 16 bits, each with a
 * number of flips r such that the sum of all (r + 1) is d + 1. Two hashes that differ in more than r bits in every band differ in at
 * least d + 1 bits; so of two that are at most d apart some band differs in at most its r, and asking each band for all patterns
 * within its r finds it. Where that is more work than looking at all photos, all are looked at. Either way each candidate's
 * distance is computed, so the answer is exact.
 *
 * In a large edition nearly all the time goes into waiting for memory. So a bucket is one cache line, and of a photo it holds
 * the half of the hash that its band is not from: one in thousands of strangers is within d there, and the others are left
 * without a look at the photo itself. All lines of a question are asked for before the first is read, so that they come together.
 */
import { grown } from './tuples.ts'

const bands = 4
const bucketCount = 1 << 16
/** Words of a line: how many photos are in, their halves, and the line before it (0: none, as line 0 is no overflow). */
const [countAt, firstAt, beforeAt, lineWidth] = [0, 1, 15, 16]
const perLine = beforeAt - firstAt
/** Looking at that many photos in a row takes as long as asking one bucket. */
const photosPerProbe = 16

export class PhotoIndex {
  readonly #maxDistance: number
  /** By band, the patterns to ask for. */
  readonly #flips: readonly Uint16Array[]
  readonly #probes: number
  /** The lines that a question finds not empty. */
  readonly #asked: Int32Array
  #high = new Int32Array(1024)
  #low = new Int32Array(1024)
  #visit = new Int32Array(1024)
  #size = 0
  /** A line a bucket, then those that full ones overflow into; made when looking at all photos gets slow. */
  #lines = new Int32Array(0)
  /** The photo of each half in `lines`, at the same place. */
  #photos = new Int32Array(0)
  #lineCount = 0
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
    this.#asked = new Int32Array(this.#probes)
  }

  /** `visit`: the place of the visit among the counted ones; grows from call to call. */
  pushHash(high: number, low: number, visit: number): void {
    const photo = this.#size++
    if (photo >= this.#high.length) {
      this.#high = grown(this.#high, this.#size)
      this.#low = grown(this.#low, this.#size)
      this.#visit = grown(this.#visit, this.#size)
    }
    this.#high[photo] = high
    this.#low[photo] = low
    this.#visit[photo] = visit
    if (this.#lineCount > 0) this.#fileInto(photo)
    else if (this.#size > this.#probes * photosPerProbe) this.#begin()
  }

  #begin(): void {
    this.#lineCount = bands * bucketCount
    this.#lines = new Int32Array(this.#lineCount * lineWidth)
    this.#photos = new Int32Array(this.#lineCount * lineWidth)
    for (let photo = 0; photo < this.#size; photo++) this.#fileInto(photo)
  }

  #fileInto(photo: number): void {
    const [high, low] = [this.#high[photo] ?? 0, this.#low[photo] ?? 0]
    for (let band = 0; band < bands; band++) {
      const start = lineOf(band, bandOf(high, low, band))
      if (this.#lines[start + countAt] === perLine) this.#overflow(start)
      const count = this.#lines[start + countAt] ?? 0
      const at = start + firstAt + count
      this.#lines[at] = band < 2 ? low : high
      this.#photos[at] = photo
      this.#lines[start + countAt] = count + 1
    }
  }

  /** The full line moves to the end; its bucket begins anew and points to it. */
  #overflow(start: number): void {
    const end = this.#lineCount++ * lineWidth
    if (this.#lines.length < end + lineWidth) {
      this.#lines = grown(this.#lines, end + lineWidth)
      this.#photos = grown(this.#photos, end + lineWidth)
    }
    this.#lines.copyWithin(end, start, start + lineWidth)
    this.#photos.copyWithin(end, start, start + lineWidth)
    this.#lines[start + countAt] = 0
    this.#lines[start + beforeAt] = end
  }

  /** What was pushed last stands last in its buckets, and a line that it made overflow is the last line. */
  popHash(): void {
    const photo = --this.#size
    if (this.#lineCount === 0) return
    const [high, low] = [this.#high[photo] ?? 0, this.#low[photo] ?? 0]
    for (let band = bands - 1; band >= 0; band--) {
      const start = lineOf(band, bandOf(high, low, band))
      const left = (this.#lines[start + countAt] ?? 0) - 1
      this.#lines[start + countAt] = left
      const before = this.#lines[start + beforeAt] ?? 0
      if (left > 0 || before === 0) continue
      this.#lines.copyWithin(start, before, before + lineWidth)
      this.#photos.copyWithin(start, before, before + lineWidth)
      this.#lineCount--
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
    if (this.#lineCount === 0) return this.#scan(high, low, bound, collides)
    // Fields taken apart by a pattern, or a call a line, would cost more than the comparing.
    const lines = this.#lines
    const asked = this.#asked
    const maxDistance = this.#maxDistance
    let best = bound
    for (let left = this.#ask(high, low) - 1; left >= 0; left--) {
      let start = asked[left] ?? 0
      const half = start < 2 * bucketCount * lineWidth ? low : high
      do {
        const end = start + firstAt + (lines[start + countAt] ?? 0)
        for (let at = start + firstAt; at < end; at++)
          if (bitsIn((lines[at] ?? 0) ^ half) <= maxDistance) best = this.#earlier(at, high, low, best, collides)
        start = lines[start + beforeAt] ?? 0
      } while (start !== 0)
    }
    return best
  }

  #earlier(at: number, high: number, low: number, bound: number, collides: (visit: number) => boolean): number {
    const photo = this.#photos[at] ?? 0
    const visit = this.#visit[photo] ?? 0
    return visit < bound && this.#isNear(photo, high, low) && collides(visit) ? visit : bound
  }

  /** Writes the lines to read into `asked` and tells how many they are. */
  #ask(high: number, low: number): number {
    const lines = this.#lines
    const asked = this.#asked
    let count = 0
    for (let band = 0; band < bands; band++) {
      const own = bandOf(high, low, band)
      const flips = this.#flips[band]
      if (flips === undefined) continue
      for (let flip = 0; flip < flips.length; flip++) {
        const start = lineOf(band, own ^ (flips[flip] ?? 0))
        asked[count] = start
        if ((lines[start + countAt] ?? 0) > 0) count++
      }
    }
    return count
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
    const apart = bitsIn((this.#high[photo] ?? 0) ^ high)
    return apart <= this.#maxDistance && apart + bitsIn((this.#low[photo] ?? 0) ^ low) <= this.#maxDistance
  }
}

function lineOf(band: number, bits: number): number {
  return ((band * bucketCount) | bits) * lineWidth
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
