import type { Finding, PostRecord } from '../scoring/model.ts'
import { metersBetween, type Point } from './distance.ts'

export type Published = {
  id: string
  author: string
  publishedAt: Date
  receivedAt: Date
  hashtags: readonly string[]
  workKeys: readonly string[]
  visit: { mode: 'on-site' | 'remote'; finding: Finding; note: string | null; position: Point | null } | null
  photos: readonly { sha256: string; phash: string }[]
  /** Where the work is said to be, if anywhere. */
  work: Point | null
}

/** Farther than this from its work, a position may be somebody's home: it is kept for reviewers and left out of the open data. */
export const publicPositionMeters = 1000

/** The capture as a line of posts.jsonl. Made from its edition's own page, it carries the edition's hashtags. */
export function postRecordOf(published: Published): PostRecord {
  const { visit, workKeys } = published
  const [only] = workKeys
  const common = {
    network: 'web',
    id: published.id,
    author: published.author,
    published_at: published.publishedAt.toISOString(),
    retrieved_at: published.receivedAt.toISOString(),
    hashtags: [...published.hashtags],
  }
  if (visit === null) {
    const named = workKeys.length === 1 && only !== undefined ? { work: only } : {}
    // An announcement of several works names them in its text, where the engine finds them.
    return { ...common, text: workKeys.join(' '), kind: 'announcement', ...named }
  }
  const geo = publicGeo(visit, published.work)
  const media = published.photos.map(({ sha256, phash }) => ({ type: 'photo' as const, sha256, phash }))
  return {
    ...common,
    text: visit.note ?? '',
    kind: 'visit',
    finding: visit.finding,
    ...(only === undefined ? {} : { work: only }),
    ...(geo ? { geo } : {}),
    media,
  }
}

function publicGeo(visit: NonNullable<Published['visit']>, work: Point | null): PostRecord['geo'] | null {
  const { mode, position } = visit
  if (mode !== 'on-site' || position === null || work === null) return null
  if (metersBetween(position, work) > publicPositionMeters) return null
  // Five decimals: a metre, no more than a phone knows.
  const rounded = (degrees: number) => Math.round(degrees * 1e5) / 1e5
  return { lat: rounded(position.latitude), lon: rounded(position.longitude) }
}
