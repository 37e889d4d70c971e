import type { Reason } from '../model.ts'
import { byCodePoint } from '../text/unicode.ts'
import type { Grants } from './judges.ts'
import { PreparedPosts } from './prepared.ts'
import { grown } from './tuples.ts'

/** 0 stands for none. */
export const reasons: readonly (Reason | null)[] = [
  null,
  'repost',
  'network',
  'unknown_author',
  'outside_window',
  'no_hashtag',
  'no_work',
  'unknown_work',
  'no_photo',
  'late_announcement',
  'photo_reused',
  'duplicate',
  'copied_text',
  'over_cap',
]

export function reasonCode(reason: Reason): number {
  return reasons.indexOf(reason)
}

export const [noKind, announcement, visit] = [0, 1, 2] as const
export const findings = [null, 'matches', 'partly', 'differs', 'not_found', 'no_access'] as const
export const [unannounced, original] = [1, 2] as const

/** What the settlement wrote of a post. */
export type Outcome = { reason: number; other: number; flags: number; points: number; others: Int32Array }
const none = new Int32Array(0)

/**
 * Every distinct post by a number (its handle), a column a property: a million posts in some 100 MB. What rules 1 to 7 settled is
 * written once when a post comes; `reason`, `other`, `flags`, `points` and the `others` of works are its outcome.
 */
export class Posts extends PreparedPosts {
  size = 0
  readonly ids: string[] = []
  readonly networkNames: string[] = []
  readonly #numbers: Map<string, number>[] = []
  readonly #networks = new Map<string, number>()

  network = new Uint32Array(1024)
  readonly grants = new Map<number, Grants>()

  reason = new Uint8Array(1024)
  other = new Int32Array(1024)
  flags = new Uint8Array(1024)
  points = new Float64Array(1024)
  /** The post with points that its team had before; only of counted ones. */
  scoredBefore = new Int32Array(1024)

  /** Beside `works`: the post that announced the work earlier. */
  others = new Int32Array(1024)

  find(network: string, id: string): number {
    const number = this.#networks.get(network)
    return number === undefined ? -1 : (this.#numbers[number]?.get(id) ?? -1)
  }

  enter(network: string, id: string): number {
    const number = this.#networkNumber(network)
    const handle = this.size++
    if (handle >= this.ms.length) this.#grow()
    this.#numbers[number]?.set(id, handle)
    this.ids.push(id)
    this.network[handle] = number
    return handle
  }

  #networkNumber(name: string): number {
    let number = this.#networks.get(name)
    if (number === undefined) {
      number = this.networkNames.length
      this.#networks.set(name, number)
      this.networkNames.push(name)
      this.#numbers.push(new Map())
    }
    return number
  }

  networkOf(handle: number): string {
    return this.networkNames[this.network[handle] ?? 0] ?? ''
  }

  idOf(handle: number): string {
    return this.ids[handle] ?? ''
  }

  /** By published_at, network, id. */
  compare = (a: number, b: number): number => {
    const apart = (this.ms[a] ?? 0) - (this.ms[b] ?? 0)
    if (apart !== 0) return apart
    return this.compareInstants(a, b) || this.#compareIdentity(a, b)
  }

  compareInstants(a: number, b: number): number {
    const apart = (this.ms[a] ?? 0) - (this.ms[b] ?? 0)
    if (apart !== 0 || this.finer.size === 0) return apart
    const [x, y] = [this.finer.get(a) ?? '', this.finer.get(b) ?? '']
    if (x === y) return 0
    return x < y ? -1 : 1
  }

  #compareIdentity(a: number, b: number): number {
    if (this.network[a] !== this.network[b]) return byCodePoint(this.networkOf(a), this.networkOf(b))
    return byCodePoint(this.idOf(a), this.idOf(b))
  }

  /** Before it is settled, a post is what rules 1 to 7 say. */
  beginOutcome(handle: number): void {
    this.reason[handle] = this.gate[handle] ?? 0
    this.other[handle] = -1
    this.flags[handle] = 0
    this.points[handle] = 0
  }

  outcome(handle: number): Outcome {
    const start = this.workStart[handle] ?? 0
    return {
      reason: this.reason[handle] ?? 0,
      other: this.other[handle] ?? -1,
      flags: this.flags[handle] ?? 0,
      points: this.points[handle] ?? 0,
      others:
        this.kind[handle] === announcement ? this.others.slice(start, start + (this.workCount[handle] ?? 0)) : none,
    }
  }

  setOutcome(handle: number, { reason, other, flags, points, others }: Outcome): void {
    this.reason[handle] = reason
    this.other[handle] = other
    this.flags[handle] = flags
    this.points[handle] = points
    this.others.set(others, this.workStart[handle] ?? 0)
  }

  hasOutcome(handle: number, { reason, other, flags, points, others }: Outcome): boolean {
    const start = this.workStart[handle] ?? 0
    return (
      this.reason[handle] === reason &&
      this.other[handle] === other &&
      this.flags[handle] === flags &&
      this.points[handle] === points &&
      others.every((announcedBy, index) => this.others[start + index] === announcedBy)
    )
  }

  override addWork(work: number, pair: number): void {
    super.addWork(work, pair)
    if (this.others.length < this.works.length) this.others = grown(this.others, this.works.length)
    this.others[this.worksUsed - 1] = -1
  }

  protected override workColumns(): Int32Array[] {
    return [...super.workColumns(), this.others]
  }

  #grow(): void {
    const length = Math.ceil(this.size * 1.5)
    this.makeRoom(this.size)
    this.network = grown(this.network, length)
    this.reason = grown(this.reason, length)
    this.other = grown(this.other, length)
    this.flags = grown(this.flags, length)
    this.points = grown(this.points, length)
    this.scoredBefore = grown(this.scoredBefore, length)
  }
}
