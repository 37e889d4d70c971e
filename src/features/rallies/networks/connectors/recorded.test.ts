import assert from 'node:assert/strict'
import { existsSync, readFileSync } from 'node:fs'
import { test } from 'node:test'
import { fileURLToPath } from 'node:url'
import type { Outward } from '../../../../platform/outward/outward.ts'
import { readArrival } from '../keeping/post-record.ts'
import { blueskyConnector } from './bluesky.ts'
import { mastodonConnector } from './mastodon.ts'
import type { Connector, Turn } from './model.ts'
import { xConnector } from './x.ts'

/** Answers that the networks gave, or that their documentation shows. */
const folder = fileURLToPath(new URL('../../../../../../shared/data/social/', import.meta.url))
const skip = !existsSync(folder)
const recorded = (path: string) => JSON.parse(readFileSync(folder + path, 'utf8'))
const now = new Date('2026-03-03T18:00:00Z')

type Said = { json: unknown; headers?: Record<string, string> }

/** One page of a connector to which its network says what was recorded. */
async function pageOf(connector: Connector, says: readonly Said[]) {
  const asked: URL[] = []
  const outward: Outward = {
    stream: () => Promise.reject(new Error('nothing is listened to here')),
    ask: async (url) => {
      const said = says[asked.length] ?? { json: {} }
      asked.push(new URL(url))
      return { status: 200, headers: said.headers ?? {}, bytes: Buffer.from(JSON.stringify(said.json)), url }
    },
  }
  const turn = {
    ...{ outward, now, tags: ['DatosEnLaCalle'], handles: [], cursor: {}, knows: async () => new Set() },
    ...{ since: new Date('2026-03-01T00:00:00Z'), settings: { server: 'https://mastodon.social' } },
    access: {
      x: { base: 'https://api.x.com', token: 't' },
      mastodon: { server: null, token: null },
      bluesky: { base: 'https://bsky.social', identifier: `i${Math.random()}`, password: 'p' },
    },
    signal: new AbortController().signal,
  } as unknown as Turn
  const page = await connector.page(turn)
  return { page, asked, read: page.arrivals.map((arrival) => readArrival(arrival, now)) }
}

test('X: a recorded search answer goes on with its token, and posts without their author are kept aside, all of them', {
  skip,
}, async () => {
  const [{ response }] = recorded('x_api_recorded/v2_search_recent_tweets.json')
  const { page, read } = await pageOf(xConnector, [{ json: response.json, headers: response.headers }])
  assert.equal(read.length, response.json.meta.result_count)
  assert.ok(read.every((one) => 'reject' in one && one.reject.reason === 'author_unknown'))
  assert.deepEqual(page.cursor.nextToken, response.json.meta.next_token)
  assert.equal(page.isMore, true)
  assert.equal(page.waitUntil, null, '448 of 450 are left')
  // The same with what our question asks for in addition: authors and times.
  const users = [{ id: '1', username: 'tweepy' }]
  const data = response.json.data.map((post: object) => ({
    ...post,
    ...{ author_id: '1', created_at: '2022-10-07T22:42:12.000Z' },
  }))
  const whole = await pageOf(xConnector, [{ json: { ...response.json, data, includes: { users } } }])
  assert.ok(whole.read.every((one) => 'post' in one && one.post.author === 'tweepy'))
})

type Shown = { heading: string; json: { content?: string; account?: { acct: string }; url?: string; uri?: string } }

test('Mastodon: every status that its documentation shows is a post', { skip }, async () => {
  const shown = ['entities_Status', 'methods_statuses'].flatMap(
    (name) => recorded(`mastodon_docs/${name}.json`) as Shown[],
  )
  const statuses = shown.flatMap(({ json }) => (json.account && json.uri && json.content !== undefined ? [json] : []))
  assert.ok(statuses.length >= 3)
  const { page, read } = await pageOf(mastodonConnector, [{ json: statuses }])
  for (const [at, one] of read.entries()) {
    assert.ok('post' in one, JSON.stringify(one))
    const { account, url, uri } = statuses[at] ?? {}
    const acct = account?.acct ?? ''
    assert.equal(one.post.author, acct.includes('@') ? acct : `${acct}@mastodon.social`)
    assert.equal(one.post.id, url ?? uri)
    assert.doesNotMatch(one.post.text, /<[a-z]|&quot;/)
  }
  assert.equal(page.isMore, true)
})

test('Bluesky: the question has only what the lexicon of searchPosts knows, and a post with only what it must have is read', {
  skip,
}, async () => {
  const search = recorded('bluesky_lexicons/app.bsky.feed.searchPosts.json').defs.main
  const view = recorded('bluesky_lexicons/app.bsky.feed.defs.json').defs.postView
  const author = recorded('bluesky_lexicons/app.bsky.actor.defs.json').defs.profileViewBasic
  const record = recorded('bluesky_lexicons/app.bsky.feed.post.json').defs.main.record
  const all = {
    ...{ uri: 'at://did:plc:abc/app.bsky.feed.post/3k', cid: 'bafy', indexedAt: '2026-03-03T12:00:00.000Z' },
    author: { did: 'did:plc:abc', handle: 'lagartijas.test', displayName: 'L' },
    record: { text: 'Visita a 26FICT00001 #DatosEnLaCalle', createdAt: '2026-03-03T12:00:00.000Z', langs: ['es'] },
  }
  const only = (value: Record<string, unknown>, names: string[]) =>
    Object.fromEntries(names.map((name) => [name, value[name]]))
  const post = {
    ...only(all, view.required),
    ...{ author: only(all.author, author.required), record: only(all.record, record.required) },
  }
  const session = { json: { accessJwt: 'a', refreshJwt: 'r' } }
  const { asked, read } = await pageOf(blueskyConnector, [session, { json: { posts: [post], cursor: '25' } }])
  assert.ok(read[0] && 'post' in read[0], JSON.stringify(read))
  assert.equal(read[0].post.author, 'lagartijas.test')
  const { properties, required } = search.parameters
  const params = asked[1]?.searchParams ?? new URLSearchParams()
  for (const name of params.keys()) assert.ok(name in properties, name)
  for (const name of required) assert.ok(params.has(name), name)
  assert.ok(Number(params.get('limit')) <= properties.limit.maximum)
  assert.ok(properties.sort.knownValues.includes(params.get('sort')))
})
