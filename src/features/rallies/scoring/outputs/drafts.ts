import { createHash, type Hash } from 'node:crypto'
import { closeSync, existsSync, mkdirSync, openSync, renameSync, rmdirSync, rmSync, writeSync } from 'node:fs'
import { join } from 'node:path'

const pieceLength = 1 << 20

/** Files written under other names and given their own at once, at the end; or none of them. */
export class Drafts {
  readonly #folder: string
  readonly #isNew: boolean
  readonly #drafts: { name: string; draft: string }[] = []
  readonly #open = new Set<Draft>()

  constructor(folder: string) {
    this.#folder = folder
    this.#isNew = !existsSync(folder)
    mkdirSync(folder, { recursive: true })
  }

  begin(name: string): Draft {
    const path = join(this.#folder, `.${name}.${process.pid}.draft`)
    const draft = new Draft(path, () => this.#open.delete(draft))
    this.#drafts.push({ name, draft: path })
    this.#open.add(draft)
    return draft
  }

  write(name: string, pieces: Iterable<string>): string {
    const draft = this.begin(name)
    for (const piece of pieces) draft.write(piece)
    return draft.finish()
  }

  keep(): void {
    for (const { name, draft } of this.#drafts) renameSync(draft, join(this.#folder, name))
  }

  discard(): void {
    for (const draft of this.#open) draft.finish()
    for (const { draft } of this.#drafts) rmSync(draft, { force: true })
    if (this.#isNew) rmdirSync(this.#folder)
  }
}

export class Draft {
  readonly #file: number
  readonly #hash: Hash = createHash('sha256')
  readonly #onFinish: () => void
  #pieces = ''

  constructor(path: string, onFinish: () => void) {
    this.#file = openSync(path, 'w')
    this.#onFinish = onFinish
  }

  write(text: string): void {
    this.#pieces += text
    if (this.#pieces.length >= pieceLength) this.#flush()
  }

  /** Closes the file and tells its SHA-256. */
  finish(): string {
    this.#flush()
    closeSync(this.#file)
    this.#onFinish()
    return this.#hash.digest('hex')
  }

  #flush(): void {
    const bytes = Buffer.from(this.#pieces, 'utf8')
    this.#pieces = ''
    this.#hash.update(bytes)
    for (let written = 0; written < bytes.length; ) written += writeSync(this.#file, bytes, written)
  }
}
