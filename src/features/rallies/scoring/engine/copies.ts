/**
 * Texts of counted visits as sets of three-word shingles, asked for the earliest that is alike (rule 10). A stack, like the photos.
 *
 * Prefix filter: let shingles stand in one total order. If the Jaccard similarity of A and B is at least t, they share at
 * least t·|A| (and t·|B|) shingles, so the first of the shared ones stands among the first |A| − ⌈t·|A|⌉ + 1 of A and the like of
 * B. Only those prefixes are indexed and asked; every candidate is then intersected in full, so the answer is exact.
 *
 * The order is newest shingle first. What many texts share has been seen long ago and stands last; what only a copy and
 * its model share stands first.
 */
import { grown } from './tuples.ts'

export class CopyIndex {
  readonly #threshold: number
  /** Sets one after another, each falling. */
  readonly #shingles: () => Uint32Array
  #heads = new Int32Array(1024).fill(-1)
  #entryVisit = new Int32Array(1024)
  #entryBefore = new Int32Array(1024)
  #entryShingle = new Int32Array(1024)
  #entries = 0
  #start = new Int32Array(1024)
  #length = new Int32Array(1024)
  #team = new Int32Array(1024)
  #size = 0
  readonly #firstOfTeams: { team: number; visit: number }[] = []
  readonly #teams = new Set<number>()

  constructor(threshold: number, shingles: () => Uint32Array) {
    this.#threshold = threshold
    this.#shingles = shingles
  }

  /** Adds the next counted visit, with its set in `shingles`. */
  push(team: number, start: number, length: number): void {
    const visit = this.#size++
    if (visit >= this.#start.length) this.#growVisits()
    this.#start[visit] = start
    this.#length[visit] = length
    this.#team[visit] = team
    if (!this.#teams.has(team)) {
      this.#teams.add(team)
      this.#firstOfTeams.push({ team, visit })
    }
    const shingles = this.#shingles()
    const prefix = this.#prefixOf(length)
    for (let at = start; at < start + prefix; at++) this.#pushEntry(shingles[at] ?? 0, visit)
  }

  pop(): void {
    const visit = --this.#size
    const team = this.#team[visit] ?? 0
    if (this.#firstOfTeams.at(-1)?.visit === visit) {
      this.#firstOfTeams.pop()
      this.#teams.delete(team)
    }
    for (let left = this.#prefixOf(this.#length[visit] ?? 0); left > 0; left--) {
      const entry = --this.#entries
      this.#heads[this.#entryShingle[entry] ?? 0] = this.#entryBefore[entry] ?? -1
    }
  }

  /** The earliest counted visit of another team that is alike, as its place among the counted ones; -1 if none is. */
  earliestAlike(team: number, start: number, length: number): number {
    if (this.#threshold <= 0) return this.#firstOfTeams.find((first) => first.team !== team)?.visit ?? -1
    const shingles = this.#shingles()
    let best = -1
    const prefix = this.#prefixOf(length)
    for (let at = start; at < start + prefix; at++) {
      const shingle = shingles[at] ?? 0
      let entry = shingle < this.#heads.length ? (this.#heads[shingle] ?? -1) : -1
      for (; entry >= 0; entry = this.#entryBefore[entry] ?? -1) {
        const visit = this.#entryVisit[entry] ?? 0
        if ((best >= 0 && visit >= best) || this.#team[visit] === team) continue
        if (this.#isAlike(shingles, start, length, visit)) best = visit
      }
    }
    return best
  }

  #isAlike(shingles: Uint32Array, start: number, length: number, visit: number): boolean {
    const otherLength = this.#length[visit] ?? 0
    // The shorter can share no more than itself, the union is no smaller than the longer.
    if (Math.min(length, otherLength) / Math.max(length, otherLength) < this.#threshold) return false
    let [a, b, shared] = [start, this.#start[visit] ?? 0, 0]
    const [endA, endB] = [a + length, b + otherLength]
    while (a < endA && b < endB) {
      const [x, y] = [shingles[a] ?? 0, shingles[b] ?? 0]
      if (x === y) {
        shared++
        a++
        b++
      } else if (x > y) a++
      else b++
    }
    // Division rounds to nearest and so never turns an exact «at least» into a «less».
    return shared / (length + otherLength - shared) >= this.#threshold
  }

  /** The slack makes a prefix rather longer than shorter where the product is not exact. */
  #prefixOf(length: number): number {
    if (length === 0) return 0
    return Math.min(length, length - Math.ceil(this.#threshold * length - 1e-9) + 1)
  }

  #pushEntry(shingle: number, visit: number): void {
    if (shingle >= this.#heads.length) {
      const from = this.#heads.length
      this.#heads = grown(this.#heads, shingle + 1)
      this.#heads.fill(-1, from)
    }
    const entry = this.#entries++
    if (entry >= this.#entryVisit.length) {
      this.#entryVisit = grown(this.#entryVisit, entry + 1)
      this.#entryBefore = grown(this.#entryBefore, entry + 1)
      this.#entryShingle = grown(this.#entryShingle, entry + 1)
    }
    this.#entryVisit[entry] = visit
    this.#entryShingle[entry] = shingle
    this.#entryBefore[entry] = this.#heads[shingle] ?? -1
    this.#heads[shingle] = entry
  }

  #growVisits(): void {
    this.#start = grown(this.#start, this.#size)
    this.#length = grown(this.#length, this.#size)
    this.#team = grown(this.#team, this.#size)
  }
}
