/** Which verdicts differ from what was last told, kept as the text that was told. */
export class Changes {
  readonly #write: (handle: number) => string
  readonly #told = new Set<number>()
  readonly #touched = new Map<number, string | null>()

  constructor(write: (handle: number) => string) {
    this.#write = write
  }

  /** Before anything about a post changes; its verdict has to be still that of the last settlement. */
  touch(handle: number): void {
    if (!this.#touched.has(handle)) this.#touched.set(handle, this.#told.has(handle) ? this.#write(handle) : null)
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
