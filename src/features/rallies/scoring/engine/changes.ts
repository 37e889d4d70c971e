import type { Outcome, Posts } from './posts.ts'

/** Which verdicts differ from what was last told, kept as the text that was told. */
export class Changes {
  readonly #posts: Posts
  readonly #write: (handle: number) => string
  readonly #told = new Set<number>()
  readonly #touched = new Map<number, string | null>()

  constructor(posts: Posts, write: (handle: number) => string) {
    this.#posts = posts
    this.#write = write
  }

  /** Before anything about a post changes; its verdict has to be still that of the last settlement. */
  touch(handle: number): void {
    if (!this.#touched.has(handle)) this.#touched.set(handle, this.#told.has(handle) ? this.#write(handle) : null)
  }

  /** A post was settled again, with `before` as its outcome until then. */
  resettled(handle: number, before: Outcome): void {
    const posts = this.#posts
    if (this.#touched.has(handle) || posts.hasOutcome(handle, before)) return
    const after = posts.outcome(handle)
    posts.setOutcome(handle, before)
    this.touch(handle)
    posts.setOutcome(handle, after)
  }

  /** Handles whose verdict is new or another one; from now on they count as told. */
  take(): number[] {
    const changed: number[] = []
    for (const [handle, before] of this.#touched) {
      if (before !== this.#write(handle)) changed.push(handle)
      this.#told.add(handle)
    }
    this.#touched.clear()
    return changed
  }
}
