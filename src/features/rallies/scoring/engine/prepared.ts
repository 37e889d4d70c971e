import { grown } from './tuples.ts'

/** What rules 1 to 7 settled of posts and what the later rules need of each: a column a property, the row is the post's number. */
export type Prepared = Pick<PreparedPosts, Exclude<keyof PreparedPosts, Methods>>
type Methods = 'addWork' | 'addPhoto' | 'addShingles' | 'clear' | 'makeRoom' | 'take' | 'spansOf' | 'reuse'

/** Posts prepared against a setting: by row their identity and what rules 1 to 7 settled. */
export type PreparedBatch = {
  networks: string[]
  /** By row: the number of the network. */
  network: Uint32Array
  ids: string[]
  posts: Prepared
  /** How many (team, work) there are so far. */
  pairCount: number
}

/** Where the works, photos and shingles of a post stand. */
export type Spans = {
  workStart: number
  workCount: number
  photoStart: number
  photoCount: number
  shingleStart: number
  shingleCount: number
}

export class PreparedPosts {
  ms = new Float64Array(1024)
  retrieved = new Float64Array(1024)
  /** Digits below the millisecond, where an instant has any. */
  readonly finer = new Map<number, string>()
  readonly retrievedFiner = new Map<number, string>()
  team = new Int32Array(1024)
  kind = new Uint8Array(1024)
  finding = new Uint8Array(1024)
  interactions = new Float64Array(1024)
  /** What rules 1 to 7 say; 0 when the post goes on. */
  gate = new Uint8Array(1024)
  workStart = new Int32Array(1024)
  workCount = new Int32Array(1024)
  photoStart = new Int32Array(1024)
  photoCount = new Int32Array(1024)
  shingleStart = new Int32Array(1024)
  shingleCount = new Int32Array(1024)
  isComparable = new Uint8Array(1024)

  /** Works of posts, one after another: number of the work, and of (team, work). */
  works = new Int32Array(1024)
  pairs = new Int32Array(1024)
  worksUsed = 0

  /** Photos of visits: number of the SHA-256 or -1, and the hash where there is one. */
  sha = new Int32Array(1024)
  hashHigh = new Uint32Array(1024)
  hashLow = new Uint32Array(1024)
  hasHash = new Uint8Array(1024)
  photosUsed = 0

  shingles = new Uint32Array(4096)
  shinglesUsed = 0

  addWork(work: number, pair: number): void {
    const at = this.worksUsed++
    if (at >= this.works.length) {
      this.works = grown(this.works, at + 1)
      this.pairs = grown(this.pairs, at + 1)
    }
    this.works[at] = work
    this.pairs[at] = pair
  }

  addPhoto(sha: number, hasHash: boolean, high: number, low: number): void {
    const at = this.photosUsed++
    if (at >= this.sha.length) {
      this.sha = grown(this.sha, at + 1)
      this.hashHigh = grown(this.hashHigh, at + 1)
      this.hashLow = grown(this.hashLow, at + 1)
      this.hasHash = grown(this.hasHash, at + 1)
    }
    this.sha[at] = sha
    this.hasHash[at] = hasHash ? 1 : 0
    this.hashHigh[at] = high
    this.hashLow[at] = low
  }

  addShingles(set: Uint32Array): void {
    if (this.shinglesUsed + set.length > this.shingles.length)
      this.shingles = grown(this.shingles, this.shinglesUsed + set.length)
    this.shingles.set(set, this.shinglesUsed)
    this.shinglesUsed += set.length
  }

  /** The rows may be used anew; what they say holds until then. */
  clear(): void {
    this.finer.clear()
    this.retrievedFiner.clear()
    this.worksUsed = 0
    this.photosUsed = 0
    this.shinglesUsed = 0
  }

  /** Copies row `row` of others into the row `handle` here. */
  take(handle: number, from: Prepared, row: number): void {
    this.ms[handle] = from.ms[row] ?? 0
    this.retrieved[handle] = from.retrieved[row] ?? 0
    copyFiner(this.finer, handle, from.finer, row)
    copyFiner(this.retrievedFiner, handle, from.retrievedFiner, row)
    this.team[handle] = from.team[row] ?? 0
    this.kind[handle] = from.kind[row] ?? 0
    this.finding[handle] = from.finding[row] ?? 0
    this.interactions[handle] = from.interactions[row] ?? 0
    this.gate[handle] = from.gate[row] ?? 0
    this.isComparable[handle] = from.isComparable[row] ?? 0
    this.workStart[handle] = this.worksUsed
    const works = from.workStart[row] ?? 0
    this.workCount[handle] = from.workCount[row] ?? 0
    for (let at = works; at < works + (from.workCount[row] ?? 0); at++)
      this.addWork(from.works[at] ?? 0, from.pairs[at] ?? 0)
    this.photoStart[handle] = this.photosUsed
    this.photoCount[handle] = from.photoCount[row] ?? 0
    const photos = from.photoStart[row] ?? 0
    for (let at = photos; at < photos + (from.photoCount[row] ?? 0); at++)
      this.addPhoto(from.sha[at] ?? -1, from.hasHash[at] === 1, from.hashHigh[at] ?? 0, from.hashLow[at] ?? 0)
    this.shingleStart[handle] = this.shinglesUsed
    this.shingleCount[handle] = from.shingleCount[row] ?? 0
    const shingles = from.shingleStart[row] ?? 0
    this.addShingles(from.shingles.subarray(shingles, shingles + (from.shingleCount[row] ?? 0)))
  }

  spansOf(handle: number): Spans {
    return {
      ...{ workStart: this.workStart[handle] ?? 0, workCount: this.workCount[handle] ?? 0 },
      ...{ photoStart: this.photoStart[handle] ?? 0, photoCount: this.photoCount[handle] ?? 0 },
      ...{ shingleStart: this.shingleStart[handle] ?? 0, shingleCount: this.shingleCount[handle] ?? 0 },
    }
  }

  /** After a newer copy of a post was written at the end: puts it where the older one stood, if it is no longer. */
  reuse(handle: number, old: Spans): void {
    const { workStart, photoStart, shingleStart } = this.spansOf(handle)
    const fits =
      (this.workCount[handle] ?? 0) <= old.workCount &&
      (this.photoCount[handle] ?? 0) <= old.photoCount &&
      (this.shingleCount[handle] ?? 0) <= old.shingleCount
    if (!fits) return
    for (const column of this.workColumns()) column.copyWithin(old.workStart, workStart, this.worksUsed)
    for (const column of [this.sha, this.hashHigh, this.hashLow, this.hasHash])
      column.copyWithin(old.photoStart, photoStart, this.photosUsed)
    this.shingles.copyWithin(old.shingleStart, shingleStart, this.shinglesUsed)
    this.worksUsed = workStart
    this.photosUsed = photoStart
    this.shinglesUsed = shingleStart
    this.workStart[handle] = old.workStart
    this.photoStart[handle] = old.photoStart
    this.shingleStart[handle] = old.shingleStart
  }

  protected workColumns(): Int32Array[] {
    return [this.works, this.pairs]
  }

  /** Room for `count` posts, and half as many more. */
  makeRoom(count: number): void {
    const length = Math.ceil(count * 1.5)
    this.ms = grown(this.ms, length)
    this.retrieved = grown(this.retrieved, length)
    this.team = grown(this.team, length)
    this.kind = grown(this.kind, length)
    this.finding = grown(this.finding, length)
    this.interactions = grown(this.interactions, length)
    this.gate = grown(this.gate, length)
    this.workStart = grown(this.workStart, length)
    this.workCount = grown(this.workCount, length)
    this.photoStart = grown(this.photoStart, length)
    this.photoCount = grown(this.photoCount, length)
    this.shingleStart = grown(this.shingleStart, length)
    this.shingleCount = grown(this.shingleCount, length)
    this.isComparable = grown(this.isComparable, length)
  }
}

function copyFiner(into: Map<number, string>, handle: number, from: ReadonlyMap<number, string>, row: number): void {
  const digits = from.size === 0 ? undefined : from.get(row)
  if (digits !== undefined) into.set(handle, digits)
  else if (into.size > 0) into.delete(handle)
}
