import type { RejectReason as PostRejectReason } from '../../scoring/inputs/post-line.ts'
import type { PostRecord } from '../../scoring/model.ts'

/** A post as a way in read it, not yet looked over: `record` should be a line of posts.jsonl. */
export type Arrival = {
  /** Where in a file it stood, as a spreadsheet counts; null for what came from a network. */
  line: number | null
  record: unknown
  /** What the network or the file said, untouched; null where the record is the original. */
  original: unknown
  url: string | null
  /** The way in knows already that it is no post. */
  fault?: Reject
  /** Photographs that could be fetched and looked at. */
  pictures?: readonly Picture[]
}

/** `at`: its place in the record's `media`; `key`: the network's lasting name of it, where addresses change. */
export type Picture = { at: number; key: string; url: string }

/** `detail` says what is wrong, with the member or column. */
export type Reject = { reason: RejectReason; detail: string }

/** The engine's own reasons, and those of the ways in. */
export type RejectReason = PostRejectReason | 'clock_ahead' | 'author_unknown' | 'row_broken'

/** Through which door: its posts point at it. */
export type Way = { sourceId: string | null; batchId: string | null }

/** What became of the arrivals: together they are all of them. */
export type KeptCount = { kept: number; known: number; rejected: number }

export type Read = { post: PostRecord } | { reject: Reject }

/** A clock may be wrong by this much before what it says is taken for a mistake. */
export const clockToleranceMs = 10 * 60_000

/** A post from a time to come says nothing of when it was made: counted by it, a team would be first or last as it liked. */
export function isAhead(post: PostRecord, now: Date): boolean {
  return Date.parse(post.published_at) > now.getTime() + clockToleranceMs
}
