import type { Changes } from './changes.ts'
import type { Posts } from './posts.ts'
import type { Settlement } from './settlement.ts'

/**
 * All posts by published_at, network, id, of which the first `settled` are settled. New ones wait until somebody asks, then are
 * merged in; settled ones after the first that matters are taken back and settled again.
 */
export class Sequence {
  readonly #posts: Posts
  readonly #settlement: Settlement
  readonly #changes: Changes | null
  #order: Int32Array<ArrayBuffer> = new Int32Array(0)
  #length = 0
  #settled = 0
  #waiting: number[] = []
  readonly #isWaiting = new Set<number>()

  constructor(posts: Posts, settlement: Settlement, changes: Changes | null) {
    this.#posts = posts
    this.#settlement = settlement
    this.#changes = changes
  }

  append(handle: number): void {
    this.#waiting.push(handle)
    this.#isWaiting.add(handle)
  }

  /** Takes a known post out before it is written anew; false when it still waits. */
  remove(handle: number): boolean {
    if (this.#isWaiting.has(handle)) return false
    const place = this.#placeOf(handle)
    if (this.#matters(handle)) this.#rewindTo(place)
    this.#order.copyWithin(place, place + 1, this.#length)
    this.#length--
    if (place < this.#settled) this.#settled--
    return true
  }

  /** Takes back that post and all after it: something about it will change. */
  reopen(handle: number): void {
    if (this.#isWaiting.has(handle) || !this.#matters(handle)) return
    this.#rewindTo(this.#placeOf(handle))
  }

  /** Settles all; afterwards `order` holds every post. */
  settle(): void {
    if (this.#waiting.length > 0) this.#merge()
    for (; this.#settled < this.#length; this.#settled++) {
      const handle = this.#order[this.#settled] ?? 0
      if (!this.#matters(handle)) continue
      const before = this.#changes && this.#posts.outcome(handle)
      this.#settlement.settle(handle)
      if (before) this.#changes?.resettled(handle, before)
    }
  }

  get order(): Int32Array {
    return this.#order.subarray(0, this.#length)
  }

  #matters(handle: number): boolean {
    return this.#posts.gate[handle] === 0
  }

  #rewindTo(place: number): void {
    while (this.#settled > place) {
      const handle = this.#order[--this.#settled] ?? 0
      if (this.#matters(handle)) this.#settlement.takeBack(handle)
    }
  }

  #merge(): void {
    const added = Int32Array.from(this.#waiting).sort(this.#posts.compare)
    this.#waiting = []
    this.#isWaiting.clear()
    const first = added.find((handle) => this.#matters(handle))
    if (first !== undefined) this.#rewindTo(this.#placeOf(first))
    const settledBefore = this.#settled
    const merged = this.#roomFor(this.#length + added.length)
    let [from, to] = [this.#length - 1, this.#length + added.length - 1]
    for (let next = added.length - 1; next >= 0; to--) {
      const old = from >= 0 ? (this.#order[from] ?? 0) : -1
      const fresh = added[next] ?? 0
      if (old >= 0 && this.#posts.compare(old, fresh) > 0) {
        merged[to] = old
        from--
        continue
      }
      merged[to] = fresh
      next--
      // `from + 1` old ones stand before it. Inside the settled part only posts are added that need no settling.
      if (from + 1 < settledBefore) this.#settled++
    }
    if (merged !== this.#order) merged.set(this.#order.subarray(0, from + 1))
    this.#order = merged
    this.#length += added.length
  }

  #roomFor(length: number): Int32Array<ArrayBuffer> {
    if (length <= this.#order.length) return this.#order
    return new Int32Array(Math.max(length, Math.ceil(this.#order.length * 1.25)))
  }

  /** Of a post in the order, or where one that waits would stand. */
  #placeOf(handle: number): number {
    let [low, high] = [0, this.#length]
    while (low < high) {
      const middle = (low + high) >>> 1
      if (this.#posts.compare(this.#order[middle] ?? 0, handle) < 0) low = middle + 1
      else high = middle
    }
    return low
  }
}
