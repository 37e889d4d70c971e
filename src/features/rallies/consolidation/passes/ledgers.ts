import type { Ledger, Setting } from '../../scoring/model.ts'
import type { Marks } from '../setting/queries.ts'
import type { Arrivals } from './arrivals.ts'

export type OpenLedger = (setting: Setting) => Ledger

/** What a worker remembers of an edition between two passes; all of it can be made again from the database. */
export type Kept = {
  ledger: Ledger
  setting: Setting
  /** Of what the ledger was opened with and last told. */
  marks: Marks
  arrivals: Arrivals
  /** Of the live run that it wrote last. */
  pass: number
}

const maxEditions = 4

/** The ledgers that one worker process keeps warm; another process that takes over opens its own. */
export class Ledgers {
  readonly #kept = new Map<string, Kept>()
  readonly open: OpenLedger
  constructor(open: OpenLedger) {
    this.open = open
  }

  /** Taken out: a pass that fails leaves nothing behind that the database does not know. */
  take(editionId: string): Kept | null {
    const kept = this.#kept.get(editionId) ?? null
    this.#kept.delete(editionId)
    return kept
  }

  keep(editionId: string, kept: Kept): void {
    this.#kept.set(editionId, kept)
    for (const oldest of this.#kept.keys()) {
      if (this.#kept.size <= maxEditions) break
      this.#kept.delete(oldest)
    }
  }
}
