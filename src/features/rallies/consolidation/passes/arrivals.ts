/** What a statement sees of the transactions in flight, and when. */
export type Horizon = { xmin: bigint; xmax: bigint; at: number }

/** Long enough between taking an arrival's number and having a transaction's: they are one step of one statement. */
const stepSeconds = 5

/**
 * Which arrivals were read. Numbers are given out before their transactions commit, so a lower one may become visible after a
 * higher one: none above `floor` is taken for gone until every transaction that could hold it has ended.
 */
export class Arrivals {
  /** Everything up to here was read or will never be there. */
  floor = 0
  last = 0
  #seen = new Set<number>()
  #candidate: { last: number; at: number; xmax: bigint | null } | null = null

  unseen(arrivals: readonly number[]): number[] {
    return arrivals.filter((arrival) => !this.#seen.has(arrival))
  }

  add(arrivals: readonly number[]): void {
    for (const arrival of arrivals) {
      this.#seen.add(arrival)
      if (arrival > this.last) this.last = arrival
    }
  }

  /** Lifts the floor where the horizon vouches for it. */
  settle({ xmin, xmax, at }: Horizon): void {
    const candidate = this.#candidate
    if (candidate === null) {
      if (this.last > this.floor) this.#candidate = { last: this.last, at, xmax: null }
    } else if (candidate.xmax === null) {
      if (at - candidate.at >= stepSeconds) candidate.xmax = xmax
    } else if (xmin >= candidate.xmax) {
      this.floor = candidate.last
      this.#seen = new Set([...this.#seen].filter((arrival) => arrival > this.floor))
      this.#candidate = null
    }
  }
}
