import { type ApiServer, startApi } from './api-server.ts'

export type Skeet = {
  rkey: string
  text: string
  indexedAt: string
  createdAt?: string
  handle: string
  tags: string[]
  photo?: string
}

export type BlueskyServer = ApiServer & { skeets: Skeet[]; expireSessions(): void; opened: { sessions: number } }

/** com.atproto.server.* sessions and app.bsky.feed.searchPosts with their lexicons' members. */
export async function startBluesky(perPage = 100): Promise<BlueskyServer> {
  const skeets: Skeet[] = []
  const state = { sessions: 0, valid: '' }
  const api = await startApi((url, request, body) => {
    const name = url.pathname.replace('/xrpc/', '')
    if (name === 'com.atproto.server.createSession') {
      const { identifier, password } = JSON.parse(body)
      if (identifier !== 'rally.test' || password !== 'abcd-efgh-ijkl-mnop')
        return { status: 401, json: { error: 'AuthenticationRequired', message: 'Invalid identifier or password' } }
      return { json: session(state) }
    }
    if (name === 'com.atproto.server.refreshSession') return { json: session(state) }
    if (request.headers.authorization !== `Bearer ${state.valid}`)
      return { status: 400, json: { error: 'ExpiredToken', message: 'Token has expired' } }
    return { headers: { 'ratelimit-remaining': '2999' }, json: search(url.searchParams, skeets, perPage) }
  })
  return Object.assign(api, {
    skeets,
    expireSessions: () => {
      state.valid = 'none'
    },
    opened: state,
  })
}

function session(state: { sessions: number; valid: string }) {
  state.sessions += 1
  state.valid = `access-${state.sessions}`
  return { accessJwt: state.valid, refreshJwt: `refresh-${state.sessions}`, handle: 'rally.test', did: 'did:plc:rally' }
}

function search(asked: URLSearchParams, skeets: readonly Skeet[], perPage: number) {
  const tag = asked.get('tag')?.toLowerCase()
  const [since, until] = [asked.get('since') ?? '', asked.get('until') ?? '9999']
  const found = skeets
    .filter(
      (one) => one.tags.some((own) => own.toLowerCase() === tag) && one.indexedAt >= since && one.indexedAt < until,
    )
    .sort((a, b) => (a.indexedAt < b.indexedAt ? 1 : -1))
  const start = Number(asked.get('cursor') ?? 0)
  const page = found.slice(start, start + perPage)
  const next = start + page.length
  return {
    posts: page.map(asPostView),
    ...(next < found.length ? { cursor: String(next) } : {}),
    hitsTotal: found.length,
  }
}

function asPostView({ rkey, text, indexedAt, createdAt, handle, tags, photo }: Skeet) {
  const did = `did:plc:${handle.split('.')[0]}`
  const facets = tags.map((tag) => ({
    index: { byteStart: 0, byteEnd: 1 },
    features: [{ $type: 'app.bsky.richtext.facet#tag', tag }],
  }))
  return {
    uri: `at://${did}/app.bsky.feed.post/${rkey}`,
    cid: 'bafyrei',
    author: { did, handle, displayName: handle },
    record: { $type: 'app.bsky.feed.post', text, createdAt: createdAt ?? indexedAt, facets },
    ...(photo
      ? { embed: { $type: 'app.bsky.embed.images#view', images: [{ thumb: photo, fullsize: photo, alt: '' }] } }
      : {}),
    replyCount: 0,
    repostCount: 1,
    likeCount: 4,
    quoteCount: 0,
    indexedAt,
  }
}
