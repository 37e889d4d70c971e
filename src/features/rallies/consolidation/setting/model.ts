import type { PostRecord } from '../../scoring/model.ts'

/** What people with authority settled about posts, by `postKey`; `keys` are the works of the edition. */
export type Corrections = {
  works: ReadonlyMap<string, string>
  /** Posts whose words judges found to be their author's own. */
  own: ReadonlySet<string>
  keys: ReadonlySet<string>
}

export const noCorrections: Corrections = { works: new Map(), own: new Set(), keys: new Set() }

/** One text for a post's identity; no network or id holds a line break. */
export function postKey(network: string, id: string): string {
  return `${network}\n${id}`
}

/**
 * The record as the engine reads it: a work that was settled stands where its author would have named it, and words found to be
 * her own are left out, with the hashtags and the work they named written out, so that there is nothing to call a copy.
 */
export function corrected(record: PostRecord, { works, own, keys }: Corrections): PostRecord {
  const key = postKey(record.network, record.id)
  const work = works.get(key) ?? record.work
  const named = work === undefined ? record : { ...record, work }
  if (!own.has(key)) return named
  const written = work ?? tokensOf(record.text).find((token) => keys.has(token))
  const hashtags = record.hashtags ?? [...record.text.matchAll(/#([\p{L}\p{N}_]+)/gu)].map(([, tag]) => tag ?? '')
  return { ...named, text: '', hashtags, ...(written === undefined ? {} : { work: written }) }
}

/** The contract's tokens, as keys are written. */
function tokensOf(text: string): string[] {
  return (text.normalize('NFC').match(/[\p{L}\p{N}]+/gu) ?? []).map((token) => token.toUpperCase())
}
