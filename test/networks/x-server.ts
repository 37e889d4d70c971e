import { type ApiServer, startApi } from './api-server.ts'

export type XPost = {
  id: string
  text: string
  at: string
  user: string
  photo?: string
  edits?: string[]
  likes?: number
}

export type XServer = ApiServer & { posts: XPost[]; tokens: Set<string> }

/** GET /2/tweets/search/recent as X documents it: newest first, `next_token`, `since_id`, `until_id`, expansions, limits. */
export async function startX(perPage = 100): Promise<XServer> {
  const posts: XPost[] = []
  const tokens = new Set<string>()
  const api = await startApi((url) => {
    const asked = url.searchParams
    const token = asked.get('next_token')
    if (token !== null && !tokens.has(token))
      return { status: 400, json: { title: 'Invalid Request', detail: 'next_token' } }
    const below = token === null ? asked.get('until_id') : token.slice(1)
    const after = asked.get('since_id')
    const found = posts
      .filter((post) => after === null || BigInt(post.id) > BigInt(after))
      .filter((post) => below === null || BigInt(post.id) < BigInt(below))
      .sort((a, b) => (BigInt(a.id) < BigInt(b.id) ? 1 : -1))
    const page = found.slice(0, Math.min(perPage, Number(asked.get('max_results'))))
    const last = page.at(-1)
    const next = last && found.length > page.length ? `t${last.id}` : undefined
    if (next) tokens.add(next)
    const users = [...new Set(page.map(({ user }) => user))].map((username) => ({
      id: `u-${username}`,
      username,
      name: username,
    }))
    const media = page.flatMap(({ id, photo }) => (photo ? [{ media_key: `3_${id}`, type: 'photo', url: photo }] : []))
    return {
      headers: { 'x-rate-limit-limit': '450', 'x-rate-limit-remaining': '449', 'x-rate-limit-reset': '1772560000' },
      json: {
        ...(page.length > 0
          ? { data: page.map(asTweet), includes: { users, ...(media.length > 0 ? { media } : {}) } }
          : {}),
        meta: {
          result_count: page.length,
          ...(page[0] ? { newest_id: page[0].id, oldest_id: last?.id } : {}),
          ...(next ? { next_token: next } : {}),
        },
      },
    }
  })
  return { ...api, posts, tokens }
}

function asTweet({ id, text, at, user, photo, edits, likes }: XPost) {
  return {
    id,
    text,
    author_id: `u-${user}`,
    created_at: at,
    edit_history_tweet_ids: edits ?? [id],
    public_metrics: { retweet_count: 1, reply_count: 0, like_count: likes ?? 2, quote_count: 0, impression_count: 900 },
    ...(photo ? { attachments: { media_keys: [`3_${id}`] } } : {}),
  }
}
