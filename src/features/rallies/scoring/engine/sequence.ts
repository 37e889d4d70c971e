import type { Changes } from './changes.ts'
import type { Posts } from './posts.ts'
import type { Settlement } from './settlement.ts'
import { grown } from './tuples.ts'

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
  #isWaiting = new Uint8Array(1024)

  constructor(posts: Posts, settlement: Settlement, changes: Changes | null) {
    this.#posts = posts
    this.#settlement = settlement
    this.#changes = changes
  }

  append(handle: number): void {
    this.#waiting.push(handle)
    if (handle >= this.#isWaiting.length) this.#isWaiting = grown(this.#isWaiting, handle + 1)
    this.#isWaiting[handle] = 1
  }

  /** Takes a known post out before it is written anew; false when it still waits. */
  remove(handle: number): boolean {
    if (this.#isWaiting[handle] === 1) return false
    const place = this.#placeOf(handle)
    if (this.#matters(handle)) this.#rewindTo(place)
    this.#order.copyWithin(place, place + 1, this.#length)
    this.#length--
    if (place < this.#settled) this.#settled--
    return true
  }

  /** Takes back that post and all after it: something about it will change. */
  reopen(handle: number): void {
    if (this.#isWaiting[handle] === 1 || !this.#matters(handle)) return
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
    const added = inOrder(this.#waiting, this.#posts)
    for (const handle of added) this.#isWaiting[handle] = 0
    this.#waiting = []
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

/**
 * By published_at, network, id. Many are sorted as numbers, the millisecond above and the place in `handles` below, which is
 * several times as fast as comparing posts; only those of one millisecond are compared.
 */
function inOrder(handles: readonly number[], posts: Posts): Int32Array<ArrayBuffer> {
  const order = Int32Array.from(handles)
  const { length } = order
  let [first, last] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]
  for (const handle of order) {
    const ms = posts.ms[handle] ?? 0
    if (ms < first) first = ms
    if (ms > last) last = ms
  }
  if (length < 100 || (last - first + 1) * length > Number.MAX_SAFE_INTEGER) return order.sort(posts.compare)
  const keys = Float64Array.from(order, (handle, at) => ((posts.ms[handle] ?? 0) - first) * length + at).sort()
  for (const [at, key] of keys.entries()) order[at] = handles[key % length] ?? 0
  for (let start = 0; start < length; ) {
    let end = start + 1
    while (end < length && posts.ms[order[end] ?? 0] === posts.ms[order[start] ?? 0]) end++
    if (end - start > 1) order.subarray(start, end).sort(posts.compare)
    start = end
  }
  return order
}
