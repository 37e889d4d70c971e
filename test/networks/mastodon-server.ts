import { type ApiServer, startApi } from './api-server.ts'

export type Toot = { id: string; html: string; at: string; acct: string; tags: string[]; url: string; photo?: string }

export type MastodonServer = ApiServer & { toots: Toot[] }

/** GET /api/v1/timelines/tag/:hashtag as Mastodon documents it: newest first, `min_id` the page right after, `Link`. */
export async function startMastodon(): Promise<MastodonServer> {
  const toots: Toot[] = []
  const api = await startApi((url) => {
    const tag = decodeURIComponent(/^\/api\/v1\/timelines\/tag\/([^/]+)$/.exec(url.pathname)?.[1] ?? '').toLowerCase()
    if (tag === '') return { status: 404, json: { error: 'Record not found' } }
    const tags = [tag, ...url.searchParams.getAll('any[]').map((one) => one.toLowerCase())]
    const minId = BigInt(url.searchParams.get('min_id') ?? '0')
    const page = toots
      .filter((toot) => BigInt(toot.id) > minId && toot.tags.some((one) => tags.includes(one.toLowerCase())))
      .sort((a, b) => (BigInt(a.id) < BigInt(b.id) ? -1 : 1))
      .slice(0, Number(url.searchParams.get('limit')))
      .reverse()
    const link = page[0] ? `<http://localhost${url.pathname}?min_id=${page[0].id}>; rel="prev"` : ''
    return { headers: { ...(link ? { link } : {}), 'x-ratelimit-remaining': '299' }, json: page.map(asStatus) }
  })
  return { ...api, toots }
}

export function asStatus({ id, html, at, acct, tags, url, photo }: Toot) {
  return {
    id,
    created_at: at,
    in_reply_to_id: null,
    sensitive: false,
    spoiler_text: '',
    visibility: 'public',
    uri: url,
    url,
    replies_count: 1,
    reblogs_count: 2,
    favourites_count: 3,
    edited_at: null,
    content: html,
    reblog: null,
    account: { id: '7', username: acct.split('@')[0], acct, display_name: acct, bot: false },
    media_attachments: photo ? [{ id: `m${id}`, type: 'image', url: photo, remote_url: null }] : [],
    tags: tags.map((name) => ({ name, url: '' })),
  }
}
