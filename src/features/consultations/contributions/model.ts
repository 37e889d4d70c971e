import type { Channel } from '../model.ts'

/** A contribution as everybody may read it; `text` is null while a decision withholds it. */
export type Contribution = {
  id: string
  folio: string
  axis: { id: string; name: string } | null
  channel: Channel
  text: { title: string | null; body: string; signature: string | null } | null
  language: string
  territory: { key: string; name: string } | null
  place: string | null
  saidOn: string
  sheet: string | null
  receivedAt: Date
  supports: number
  /** As counted where it was first said; never added to ours. */
  supportsElsewhere: number | null
  comments: number
}

export type Decision = { decision: 'hidden' | 'shown'; reason: string; at: Date }

export type Comment = {
  id: string
  /** Null while hidden; then the reason stands. */
  body: string | null
  signature: string | null
  at: Date
  hiddenReason: string | null
  /** What a moderator hid or nobody looked at yet; only for whoever decides on it. */
  withheld: string | null
}

/** A contribution on its way in, whatever the way. Days are those of the consultation's zone. */
export type Arrival = {
  clientId: string
  axisId: string | null
  channel: Channel
  title: string | null
  body: string
  signature: string | null
  language: string
  territoryKey: string | null
  /** Of a meeting: where, which day, and the number of the sheet. */
  place: string | null
  saidOn: string
  sheet: string | null
  /** Known by this in a file: the same one is the same contribution. */
  externalId: string | null
  supportsElsewhere: number | null
  personId: string | null
}

export type Received = { id: string; folio: string; isNew: boolean; isHeld: boolean }

export const longestBody = 5000
/** What a file may bring: longer than anybody types, shorter than a book. */
export const longestImportedBody = 100_000
export const contributionsPageSize = 30
/** Comments on one page of a contribution; the next ones stand behind a pager. */
export const commentsPageSize = 200

export const orders = ['nuevas', 'antiguas', 'apoyadas'] as const
export type Order = (typeof orders)[number]

/** Languages a contribution may say that it is in (BCP 47); the first is what is usual. */
export const contributionLanguages = ['es', 'en', 'nah', 'yua', 'mix', 'zap', 'tzo', 'tze', 'oto', 'maz'] as const

/** What an arrival is where nothing else is said. */
export function emptyArrival(saidOn: string): Omit<Arrival, 'clientId' | 'body' | 'channel'> {
  return {
    ...{ axisId: null, title: null, signature: null, language: 'es', territoryKey: null, place: null, sheet: null },
    ...{ saidOn, externalId: null, supportsElsewhere: null, personId: null },
  }
}
