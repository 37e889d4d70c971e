import { PhotoIndex } from './photos.ts'
import type { PreparedPosts } from './prepared.ts'
import { grown } from './tuples.ts'

/** So many pairs found near each other, and the looking costs more than it saves. */
const mostPairs = 50_000_000

/** Beyond that distance nearly all are near some other, and asking takes long. */
const furthest = 8

/** Null where looking for them beforehand does not pay. */
export function suspectsOf(posts: PreparedPosts, maxDistance: number): Suspects | null {
  return maxDistance > furthest ? null : new Suspects(posts, maxDistance)
}

/**
 * Which photographs have any other one near, whatever becomes of their posts: where all posts are known before the first is settled,
 * only those have to be looked at then. It is found out while posts come in, which another thread takes longer to read.
 */
export class Suspects {
  readonly #posts: PreparedPosts
  #index: PhotoIndex | null
  #isSuspect = new Uint8Array(1024)
  #pairs = 0
  /** Too many are near: from then on each counts as one. */
  #gaveUp = false

  constructor(posts: PreparedPosts, maxDistance: number) {
    this.#posts = posts
    this.#index = new PhotoIndex(maxDistance)
  }

  /** The photographs of a visit; those of an older copy of it may stay in, as having too many does no harm. */
  add(handle: number): void {
    if (this.#index === null) return
    const posts = this.#posts
    const start = posts.photoStart[handle] ?? 0
    const end = start + (posts.photoCount[handle] ?? 0)
    if (end > this.#isSuspect.length) this.#isSuspect = grown(this.#isSuspect, end)
    for (let photo = start; photo < end; photo++)
      if (posts.hasHash[photo] === 1)
        this.#compare(this.#index, photo, posts.hashHigh[photo] ?? 0, posts.hashLow[photo] ?? 0)
    if (this.#pairs <= mostPairs) return
    this.#gaveUp = true
    this.#index = null
  }

  #compare(index: PhotoIndex, photo: number, high: number, low: number): void {
    const before = this.#pairs
    index.earliestNear(high, low, Number.POSITIVE_INFINITY, (other) => {
      this.#isSuspect[other] = 1
      this.#pairs++
      // None is the one that is looked for, so that all are gone through.
      return false
    })
    if (this.#pairs > before) this.#isSuspect[photo] = 1
    index.pushHash(high, low, photo)
  }

  /** All posts are in. */
  close(): void {
    this.#index = null
  }

  has(photo: number): boolean {
    return this.#gaveUp || this.#isSuspect[photo] === 1
  }
}
