import * as z from 'zod'
import { blueskyArrival } from './bluesky-post.ts'
import { askWithSession } from './bluesky-session.ts'
import { type Connector, defined, numberMember, type Page, type Turn, textMember } from './model.ts'
import { NetworkTrouble } from './trouble.ts'

/** app.bsky.feed.searchPosts, asked through the account's own server, which wants a session. */
export const blueskyConnector: Connector = {
  everyMinutes: 1,
  rereads: true,
  lacking: ({ bluesky }) => [
    ...(bluesky.identifier === null ? ['BLUESKY_IDENTIFIER'] : []),
    ...(bluesky.password === null ? ['BLUESKY_APP_PASSWORD'] : []),
  ],
  page,
}

const answer = z.looseObject({ posts: z.array(z.unknown()), cursor: z.string().optional() })

/** Posts may be found some time after they were written: each sweep begins this much before the newest of the one before. */
const overlapMs = 15 * 60_000

/**
 * A sweep takes the hashtags one after the other (two in one question would both have to be there), each from its newest post
 * back to `since`; where a cursor reaches no further it goes on `until` the oldest it has seen.
 */
async function page(turn: Turn): Promise<Page> {
  const { cursor, tags } = turn
  const tagAt = Math.min(numberMember(cursor, 'tagAt') ?? 0, tags.length - 1)
  const since = textMember(cursor, 'since') ?? turn.since.toISOString()
  const at = textMember(cursor, 'at')
  const until = textMember(cursor, 'until')
  const tag = tags[tagAt] ?? ''
  const url = new URL('/xrpc/app.bsky.feed.searchPosts', turn.access.bluesky.base)
  url.search = new URLSearchParams({ q: `#${tag}`, tag, sort: 'latest', limit: '100', since }).toString()
  if (until !== undefined) url.searchParams.set('until', until)
  if (at !== undefined) url.searchParams.set('cursor', at)
  const { status, body, waitUntil } = await askWithSession(turn, url)
  if (status === 400) {
    const oldest = textMember(cursor, 'oldest')
    if (at === undefined || oldest === undefined || oldest === until) throw new NetworkTrouble('bad-request', 400)
    return { arrivals: [], cursor: defined({ ...cursor, at: undefined, until: oldest }), isMore: true, waitUntil }
  }
  const read = answer.safeParse(body)
  if (!read.success) throw new NetworkTrouble('unexpected', status)
  const { posts, cursor: next } = read.data
  const times = posts.flatMap((post) => timeOf(post) ?? [])
  const seen = {
    newest: [textMember(cursor, 'newest') ?? [], times].flat().sort().at(-1),
    oldest: [textMember(cursor, 'oldest') ?? [], times].flat().sort()[0],
  }
  const isDeeper = posts.length > 0 && next !== undefined && next !== at
  return {
    arrivals: posts.map(blueskyArrival),
    ...(isDeeper
      ? { cursor: defined({ since, tagAt, ...seen, until, at: next }), isMore: true }
      : nextTag(since, tagAt, seen.newest, tags.length)),
    waitUntil,
  }
}

function nextTag(
  since: string,
  tagAt: number,
  newest: string | undefined,
  tags: number,
): Pick<Page, 'cursor' | 'isMore'> {
  if (tagAt + 1 < tags) return { cursor: defined({ since, newest, tagAt: tagAt + 1 }), isMore: true }
  const begin = newest === undefined ? since : new Date(Date.parse(newest) - overlapMs).toISOString()
  return { cursor: { since: begin > since ? begin : since }, isMore: false }
}

function timeOf(post: unknown): string | null {
  const time = Date.parse(String((post as { indexedAt?: unknown } | null)?.indexedAt ?? ''))
  return Number.isNaN(time) ? null : new Date(time).toISOString()
}
