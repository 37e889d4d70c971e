/** Reads the newest numbers of these keys; a key without one is left out. */
export type ReadNumbers = (keys: readonly string[]) => Promise<ReadonlyMap<string, number>>

type Followed = { number: number; vouchedAt: number; askedAt: number; listeners: Set<(number: number) => void> }

const pollMs = 500
const trustMs = 1_500
const forgetMs = 60_000

/**
 * Numbers that grow elsewhere (passes of a live run), known without asking: one question twice a second for all that somebody
 * here wants to know, however many they are. A hint brings a change at once.
 */
export class FollowedNumbers {
  readonly #read: ReadNumbers
  readonly #followed = new Map<string, Followed>()
  #timer: ReturnType<typeof setInterval> | undefined
  #isReading = false

  constructor(read: ReadNumbers) {
    this.#read = read
  }

  /** The newest number; 0 where there is none yet. */
  async follow(key: string): Promise<number> {
    const current = this.current(key)
    if (current !== null) return current
    const number = (await this.#read([key])).get(key) ?? 0
    this.#enter(key)
    this.#learn(key, number)
    return number
  }

  /** Null when nobody vouches for it. */
  current(key: string): number | null {
    const followed = this.#followed.get(key)
    if (!followed) return null
    followed.askedAt = performance.now()
    return performance.now() - followed.vouchedAt < trustMs ? followed.number : null
  }

  listen(key: string, heard: (number: number) => void): () => void {
    const { listeners } = this.#enter(key)
    listeners.add(heard)
    return () => void listeners.delete(heard)
  }

  hint(key: string, number: number): void {
    if (this.#followed.has(key)) this.#learn(key, number)
  }

  stop(): void {
    clearInterval(this.#timer)
    this.#timer = undefined
    this.#followed.clear()
  }

  #enter(key: string): Followed {
    const followed = this.#followed.get(key) ?? {
      ...{ number: 0, vouchedAt: Number.NEGATIVE_INFINITY, askedAt: performance.now() },
      listeners: new Set(),
    }
    this.#followed.set(key, followed)
    if (this.#timer === undefined) {
      this.#timer = setInterval(() => void this.#poll(), pollMs)
      this.#timer.unref()
    }
    return followed
  }

  #learn(key: string, number: number): void {
    const followed = this.#followed.get(key)
    if (!followed) return
    followed.vouchedAt = performance.now()
    if (number <= followed.number) return
    followed.number = number
    for (const heard of followed.listeners) heard(number)
  }

  async #poll(): Promise<void> {
    const now = performance.now()
    for (const [key, { askedAt, listeners }] of this.#followed) {
      if (listeners.size === 0 && now - askedAt > forgetMs) this.#followed.delete(key)
    }
    if (this.#followed.size === 0) return this.stop()
    if (this.#isReading) return
    this.#isReading = true
    try {
      const keys = [...this.#followed.keys()]
      const numbers = await this.#read(keys)
      for (const key of keys) this.#learn(key, numbers.get(key) ?? 0)
    } catch {
      // The database is away: `current` gives null until it answers again.
    } finally {
      this.#isReading = false
    }
  }
}
