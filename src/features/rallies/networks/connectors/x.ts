import * as z from 'zod'
import { askJson } from './asking.ts'
import { type Connector, type Cursor, defined, type Page, type Turn, textMember } from './model.ts'
import { NetworkTrouble } from './trouble.ts'
import { includesSchema, xArrival } from './x-post.ts'

/** https://docs.x.com/x-api/posts/search/introduction: the last seven days, newest first, 100 a page. */
export const xConnector: Connector = {
  everyMinutes: 1,
  rereads: true,
  lacking: ({ x }) => (x.token === null ? ['X_BEARER_TOKEN'] : []),
  page,
}

const fields = {
  'tweet.fields':
    'attachments,author_id,created_at,edit_history_tweet_ids,entities,geo,note_tweet,public_metrics,referenced_tweets',
  expansions: 'attachments.media_keys,author_id,geo.place_id',
  'media.fields': 'media_key,type,url',
  'user.fields': 'username',
  'place.fields': 'geo,place_type',
}

const text = z.string()
const answer = z.looseObject({
  data: z.array(z.unknown()).default([]),
  includes: includesSchema.default({ users: [], media: [], places: [] }),
  meta: z
    .looseObject({ newest_id: text.optional(), oldest_id: text.optional(), next_token: text.optional() })
    .default({}),
})

/**
 * A sweep goes from the newest post back to `sinceId`, the newest of the sweep before. Cut in the middle it goes on with the
 * network's token, or, where that no longer holds, below the oldest post that was kept.
 */
async function page(turn: Turn): Promise<Page> {
  const { access, cursor } = turn
  const at = {
    since_id: textMember(cursor, 'sinceId'),
    next_token: textMember(cursor, 'nextToken'),
    until_id: cursor.nextToken === undefined ? textMember(cursor, 'oldestId') : undefined,
  }
  const url = new URL('/2/tweets/search/recent', access.x.base)
  url.search = new URLSearchParams({ query: queryOf(turn.tags), max_results: '100', ...fields }).toString()
  for (const [name, value] of Object.entries(at)) if (value !== undefined) url.searchParams.set(name, value)
  const headers = { authorization: `Bearer ${access.x.token}` }
  const { status, body, waitUntil } = await askJson(turn, url, { headers }, [400])
  if (status === 400) return { arrivals: [], cursor: withoutWhatFailed(cursor), isMore: true, waitUntil }
  const read = answer.safeParse(body)
  if (!read.success) throw new NetworkTrouble('unexpected', status)
  const { data, includes, meta } = read.data
  return { arrivals: data.map((post) => xArrival(post, includes)), ...goOn(cursor, meta), waitUntil }
}

/** Reposts give no points and would be paid for: they are not asked for. */
function queryOf(tags: readonly string[]): string {
  const any = tags.map((tag) => `#${tag}`).join(' OR ')
  return `${tags.length > 1 ? `(${any})` : any} -is:retweet`
}

/** A token that ran out, then a post that is too old to search from; if it is neither, the question itself is wrong. */
function withoutWhatFailed({ sinceId, nextToken, newestId, oldestId }: Cursor): Cursor {
  if (nextToken !== undefined) return defined({ sinceId, newestId, oldestId })
  if (oldestId !== undefined) return defined({ sinceId })
  if (sinceId !== undefined) return {}
  throw new NetworkTrouble('bad-request', 400)
}

function goOn(cursor: Cursor, meta: z.infer<typeof answer>['meta']): Pick<Page, 'cursor' | 'isMore'> {
  const sinceId = textMember(cursor, 'sinceId')
  const newestId = textMember(cursor, 'newestId') ?? meta.newest_id
  const oldestId = meta.oldest_id ?? textMember(cursor, 'oldestId')
  if (meta.next_token !== undefined)
    return { cursor: defined({ sinceId, newestId, oldestId, nextToken: meta.next_token }), isMore: true }
  return { cursor: defined({ sinceId: newestId ?? sinceId }), isMore: false }
}
