import assert from 'node:assert/strict'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { after, before, test } from 'node:test'
import sharp from 'sharp'
import { startBluesky } from '../../../../../test/networks/bluesky-server.ts'
import { startInstagram } from '../../../../../test/networks/instagram-server.ts'
import { startMastodon, type Toot } from '../../../../../test/networks/mastodon-server.ts'
import { addedSource, followingOf, noStop, storedPosts } from '../../../../../test/networks/source.ts'
import { channelPost, startTelegram } from '../../../../../test/networks/telegram-server.ts'
import { startX, type XPost } from '../../../../../test/networks/x-server.ts'
import { type RallyStage, rallyStage } from '../../../../../test/rally-stage.ts'
import { createOutward } from '../../../../platform/outward/outward.ts'
import { accountsOf } from '../../teams/queries.ts'
import { idAt } from '../connectors/mastodon.ts'
import { findSource } from '../sources/queries.ts'
import { followDue, followSource } from './commands.ts'

let stage: RallyStage
before(async () => {
  stage = await rallyStage()
})
after(() => stage.close())

async function cleared(): Promise<void> {
  for (const table of ['rally_posts', 'rally_post_rejects', 'rally_sources', 'rally_seen_pictures'] as const)
    await stage.db.deleteFrom(table).execute()
  stage.now = new Date('2026-03-03T18:00:00Z')
}

const tweet = (n: number, more: Partial<XPost> = {}): XPost => ({
  id: String(1_900_000_000_000_000_000n + BigInt(n)),
  text: `Visita ${n} a 26FICT00001 #DatosEnLaCalle`,
  at: '2026-03-03T17:00:00.000Z',
  user: 'lagartijas',
  ...more,
})

test('X: every page once, the cursor with it, and only what is new the next time', async () => {
  await cleared()
  const x = await startX(10)
  x.posts.push(...Array.from({ length: 25 }, (_, n) => tweet(n)))
  const id = await addedSource(stage, 'x')
  assert.deepEqual(await followSource(followingOf(stage, x.base), id, noStop), { outcome: 'caught-up', kept: 25 })
  assert.equal(x.asked.length, 3)
  x.posts.push(tweet(30))
  stage.now = new Date('2026-03-03T18:01:00Z')
  assert.deepEqual(await followSource(followingOf(stage, x.base), id, noStop), { outcome: 'caught-up', kept: 1 })
  assert.match(x.asked[3] ?? '', /since_id=1900000000000000024/)
  const [first] = await storedPosts(stage)
  assert.deepEqual(first?.record, {
    ...{ network: 'x', id: '1900000000000000024', author: 'lagartijas', published_at: '2026-03-03T17:00:00.000Z' },
    ...{ text: 'Visita 24 a 26FICT00001 #DatosEnLaCalle', interactions: 3, retrieved_at: '2026-03-03T18:00:00.000Z' },
  })
  assert.equal(first?.url, 'https://x.com/lagartijas/status/1900000000000000024')
  assert.match(JSON.stringify(first?.original), /"author_id":\s*"u-lagartijas"/)
  await x.close()
})

test('X: an edited post is a newer copy of the same, an unchanged one is not kept again', async () => {
  await cleared()
  const x = await startX()
  x.posts.push(tweet(1), tweet(2))
  const id = await addedSource(stage, 'x')
  await followSource(followingOf(stage, x.base), id, noStop)
  const edited = tweet(3, { edits: [tweet(1).id, tweet(3).id], text: 'Corregida #DatosEnLaCalle' })
  x.posts.push(edited)
  await stage.db.updateTable('rally_sources').set({ cursor: '{}' }).execute()
  stage.now = new Date('2026-03-03T19:00:00Z')
  const { kept } = await followSource(followingOf(stage, x.base), id, noStop)
  assert.equal(kept, 1)
  const copies = (await storedPosts(stage)).filter((post) => post.id === tweet(1).id)
  assert.deepEqual(
    copies.map(({ record }) => record.text),
    [tweet(1).text, edited.text],
  )
  await x.close()
})

test('X: a token that ran out in the middle of a sweep goes on below the oldest post that was kept', async () => {
  await cleared()
  const x = await startX(10)
  x.posts.push(...Array.from({ length: 30 }, (_, n) => tweet(n)))
  const id = await addedSource(stage, 'x')
  const following = followingOf(stage, x.base)
  const stop = new AbortController()
  const stopNow = () => {
    stop.abort()
    return stage.now
  }
  const stopped = { ...following, clock: () => (x.asked.length >= 1 ? stopNow() : stage.now) }
  await assert.rejects(followSource(stopped, id, stop.signal))
  assert.equal((await storedPosts(stage)).length, 10)
  x.tokens.clear()
  await followSource(following, id, noStop)
  assert.equal(new Set((await storedPosts(stage)).map((post) => post.id)).size, 30)
  assert.equal((await storedPosts(stage)).length, 30)
  await x.close()
})

test('rate limits: a network that says when is asked again then, one that does not, later each time', async () => {
  await cleared()
  const x = await startX()
  x.posts.push(tweet(1))
  const id = await addedSource(stage, 'x')
  const reset = Math.floor(stage.now.getTime() / 1000) + 300
  const header = { 'x-rate-limit-remaining': '0', 'x-rate-limit-reset': String(reset) }
  x.mishaps.push({ status: 429, headers: header, json: { title: 'Too Many Requests' } })
  assert.equal((await followSource(followingOf(stage, x.base), id, noStop)).outcome, 'trouble')
  let source = await findSource(stage.db, id)
  assert.deepEqual([source?.lastError, source?.failures, source?.nextAt], ['rate-limited', 1, new Date(reset * 1000)])
  assert.equal(await followDue(stage.db, stage.now), 0)
  x.mishaps.push({ status: 503, headers: { 'retry-after': '120' }, json: {} })
  await followSource(followingOf(stage, x.base), id, noStop)
  source = await findSource(stage.db, id)
  assert.deepEqual([source?.lastError, source?.failures, source?.nextAt], ['down', 2, new Date('2026-03-03T18:02:00Z')])
  x.mishaps.push({ status: 500, json: {} })
  await followSource(followingOf(stage, x.base), id, noStop)
  source = await findSource(stage.db, id)
  assert.deepEqual([source?.failures, source?.nextAt], [3, new Date('2026-03-03T18:04:00Z')])
  assert.equal((await followSource(followingOf(stage, x.base), id, noStop)).kept, 1)
  source = await findSource(stage.db, id)
  assert.deepEqual([source?.lastError, source?.failures], [null, 0])
  await x.close()
})

test('a cut answer, one that is no JSON, one without an end and a refusal keep nothing and say what it was', async () => {
  await cleared()
  const x = await startX()
  x.posts.push(tweet(1))
  const id = await addedSource(stage, 'x')
  const seen: (string | null | undefined)[] = []
  x.mishaps.push(
    'cut',
    'not-json',
    'huge',
    { status: 401, json: {} },
    { status: 400, json: {} },
    { status: 409, json: {} },
  )
  for (let turn = 0; turn < 6; turn += 1) {
    await followSource(followingOf(stage, x.base), id, noStop)
    seen.push((await findSource(stage.db, id))?.lastError)
  }
  assert.deepEqual(seen, ['cut', 'not-json', 'too-large', 'refused', 'bad-request', 'busy'])
  assert.equal((await storedPosts(stage)).length, 0)
  assert.equal((await followSource(followingOf(stage, x.base), id, noStop)).kept, 1)
  await x.close()
})

test('a post with a clock ahead of ours, or without an author, is kept aside with its original and its reason', async () => {
  await cleared()
  const x = await startX()
  x.posts.push(tweet(1, { at: '2027-01-01T00:00:00.000Z' }), tweet(2))
  const id = await addedSource(stage, 'x')
  assert.equal((await followSource(followingOf(stage, x.base), id, noStop)).kept, 1)
  await stage.db.updateTable('rally_sources').set({ cursor: '{}' }).execute()
  await followSource(followingOf(stage, x.base), id, noStop)
  const rejects = await stage.db.selectFrom('rally_post_rejects').selectAll().execute()
  assert.deepEqual(
    rejects.map(({ reason, detail }) => [reason, detail]),
    [['clock_ahead', '2027-01-01T00:00:00.000Z']],
  )
  assert.ok(rejects[0]?.original)
  await x.close()
})

const toot = (n: number, more: Partial<Toot> = {}): Toot => ({
  id: String(BigInt(idAt(new Date('2026-03-03T12:00:00Z'))) + BigInt(n)),
  html: `<p>Visita ${n} a 26FICT00001 &amp; m&aacute;s<br>segunda línea</p><p><a href="https://ejemplo.mx/t/DatosEnLaCalle">#<span>DatosEnLaCalle</span></a></p>`,
  at: '2026-03-03T12:00:00.000Z',
  acct: n % 2 === 0 ? 'lagartijas' : 'tlacuaches@otro.example',
  tags: ['datosenlacalle'],
  url: `https://ejemplo.mx/@lagartijas/${n}`,
  ...more,
})

test('Mastodon: goes forward by min_id, HTML becomes text, people of the server get its name', async () => {
  await cleared()
  const server = await startMastodon()
  server.toots.push(...Array.from({ length: 95 }, (_, n) => toot(n)))
  const id = await addedSource(stage, 'mastodon', { server: server.base })
  assert.deepEqual(await followSource(followingOf(stage, server.base), id, noStop), { outcome: 'caught-up', kept: 95 })
  const posts = await storedPosts(stage)
  const even = posts.find((post) => post.id === toot(2).url)
  assert.equal(even?.record.author, `lagartijas@${new URL(server.base).host}`)
  assert.equal(posts.find((post) => post.id === toot(3).url)?.record.author, 'tlacuaches@otro.example')
  assert.match(String(even?.record.text), /^Visita 2 a 26FICT00001 & m&aacute;s\nsegunda línea\n\n#DatosEnLaCalle$/)
  assert.equal(even?.record.interactions, 6)
  await server.close()
})

test('Mastodon: two servers that both show a post give one post', async () => {
  await cleared()
  const [one, two] = [await startMastodon(), await startMastodon()]
  const shared = toot(1, { acct: 'tlacuaches@otro.example' })
  one.toots.push(shared)
  two.toots.push({ ...shared, id: toot(9).id })
  for (const server of [one, two]) {
    const id = await addedSource(stage, 'mastodon', { server: server.base })
    await followSource(followingOf(stage, server.base), id, noStop)
  }
  assert.equal((await storedPosts(stage)).length, 1)
  await Promise.all([one.close(), two.close()])
})

test("Mastodon: the installation's token is shown to its own server alone", async () => {
  await cleared()
  const [own, other] = [await startMastodon(), await startMastodon()]
  const following = followingOf(stage, own.base)
  const trusting = {
    ...following,
    outward: createOutward([own.base, other.base]),
  }
  for (const server of [own, other]) {
    const id = await addedSource(stage, 'mastodon', { server: server.base })
    await followSource(trusting, id, noStop)
  }
  assert.equal(own.headers[0]?.authorization, 'Bearer token-de-prueba')
  assert.equal(other.headers[0]?.authorization, undefined)
  await Promise.all([own.close(), other.close()])
})

test('a server in our own network is not asked', async () => {
  await cleared()
  const server = await startMastodon()
  const id = await addedSource(stage, 'mastodon', { server: server.base })
  await followSource(followingOf(stage, 'http://127.0.0.1:1'), id, noStop)
  assert.equal((await findSource(stage.db, id))?.lastError, 'inside')
  assert.equal(server.asked.length, 0)
  await server.close()
})

test('Bluesky: a session that has run out is renewed, R-61 the time is the network’s and not the author’s', async () => {
  await cleared()
  const server = await startBluesky(10)
  server.skeets.push(
    ...Array.from({ length: 25 }, (_, n) => ({
      rkey: `k${n}`,
      text: `Obra 26FICT0000${n % 3} #DatosEnLaCalle`,
      indexedAt: new Date(Date.parse('2026-03-03T12:00:00Z') + n * 1000).toISOString(),
      createdAt: '2026-03-01T00:00:00.000Z',
      handle: 'lagartijas.example',
      tags: ['DatosEnLaCalle'],
    })),
  )
  const id = await addedSource(stage, 'bluesky')
  assert.deepEqual(await followSource(followingOf(stage, server.base), id, noStop), { outcome: 'caught-up', kept: 25 })
  server.expireSessions()
  server.skeets.push({
    rkey: 'n',
    text: 'nueva #DatosEnLaCalle',
    indexedAt: '2026-03-03T18:00:00.000Z',
    handle: 'lagartijas.example',
    tags: ['DatosEnLaCalle'],
  })
  assert.equal((await followSource(followingOf(stage, server.base), id, noStop)).kept, 1)
  assert.equal(server.opened.sessions, 2)
  const post = (await storedPosts(stage)).find(({ id: uri }) => uri.endsWith('/k3'))
  assert.equal(post?.record.published_at, '2026-03-03T12:00:03.000Z')
  assert.equal(post?.url, 'https://bsky.app/profile/lagartijas.example/post/k3')
  await server.close()
})

test('Instagram: claimed accounts are asked one by one; what only the hashtag shows waits for an organiser', async () => {
  await cleared()
  const server = await startInstagram(2)
  const { lagartijas } = stage.teams
  const account = {
    network: 'instagram',
    handle: 'Lagartijas',
    handle_folded: 'lagartijas',
    code: 'abc',
    claimed_at: stage.now,
  }
  const ids = {
    id: crypto.randomUUID(),
    edition_id: stage.edition.id,
    team_id: lagartijas.id,
    member_id: lagartijas.memberId,
  }
  await stage.db
    .insertInto('rally_accounts')
    .values({ ...ids, ...account })
    .execute()
  server.professional.add('lagartijas')
  const gram = {
    caption: 'Puente 26FICT00001 #datosenlacalle',
    at: '2026-03-03T12:00:00+0000',
    photos: ['http://192.0.2.1/a.jpg'],
  }
  server.grams.push(
    { ...gram, code: 'AAA', user: 'lagartijas' },
    { ...gram, code: 'BBB', user: 'personal', photos: ['http://192.0.2.1/b.jpg', 'http://192.0.2.1/c.jpg'] },
    { ...gram, code: 'CCC', user: 'personal' },
  )
  const id = await addedSource(stage, 'instagram')
  assert.equal((await followSource(followingOf(stage, server.base), id, noStop)).kept, 1)
  const [post] = await storedPosts(stage)
  assert.deepEqual(
    [post?.id, post?.record.author, post?.record.published_at],
    ['AAA', 'lagartijas', '2026-03-03T12:00:00.000Z'],
  )
  const rejects = await stage.db.selectFrom('rally_post_rejects').select(['reason', 'detail']).orderBy('id').execute()
  assert.deepEqual(rejects, [
    { reason: 'author_unknown', detail: 'https://www.instagram.com/p/BBB/' },
    { reason: 'author_unknown', detail: 'https://www.instagram.com/p/CCC/' },
  ])
  await stage.db.deleteFrom('rally_accounts').where('id', '=', ids.id).execute()
  await server.close()
})

test('Telegram: nothing is confirmed before it is kept; words without the hashtag and talks with the bot are not kept', async () => {
  await cleared()
  const server = await startTelegram()
  const photo = [{ file_id: 'small', file_unique_id: 'u', width: 90, height: 90 }]
  server.updates.push(
    channelPost(10, 1, 'Puente 26FICT00001 #DatosEnLaCalle', { location: { latitude: 17.06, longitude: -96.72 } }),
    channelPost(11, 2, 'buenos días'),
    {
      update_id: 12,
      message: {
        message_id: 3,
        date: 1772560800,
        chat: { id: 5, type: 'private' },
        from: { id: 5 },
        text: '#DatosEnLaCalle',
      },
    },
    channelPost(13, 4, '', {
      text: undefined,
      caption: 'Álbum 26FICT00002 #datosenlacalle',
      photo,
      media_group_id: 'g',
    }),
    channelPost(14, 5, '', { text: undefined, photo, media_group_id: 'g' }),
  )
  const id = await addedSource(stage, 'telegram', { chats: ['@RallyFresnos'] })
  assert.equal((await followSource(followingOf(stage, server.base), id, noStop)).kept, 2)
  assert.equal(server.updates.length, 5)
  server.updates.push({
    update_id: 15,
    edited_channel_post: { ...channelPost(10, 1, 'Puente 26FICT00001 corregido #DatosEnLaCalle').channel_post },
  })
  assert.equal((await followSource(followingOf(stage, server.base), id, noStop)).kept, 1)
  const posts = await storedPosts(stage)
  assert.deepEqual(
    posts.map((post) => post.id),
    ['rallyfresnos/1', 'rallyfresnos/4', 'rallyfresnos/1'],
  )
  assert.deepEqual(posts[0]?.record.geo, { lat: 17.06, lon: -96.72 })
  assert.deepEqual(posts[1]?.record.media, [{ type: 'photo' }, { type: 'photo' }])
  await server.close()
})

test('after the close everything is read once more, so that reactions are those of the end', async () => {
  await cleared()
  const x = await startX()
  x.posts.push(tweet(1))
  const id = await addedSource(stage, 'x')
  await followSource(followingOf(stage, x.base), id, noStop)
  x.posts[0] = tweet(1, { likes: 90 })
  stage.now = new Date('2026-03-08T00:06:00Z')
  assert.equal((await followSource(followingOf(stage, x.base), id, noStop)).kept, 1)
  assert.equal((await storedPosts(stage)).at(-1)?.record.interactions, 91)
  stage.now = new Date('2026-03-08T00:08:00Z')
  assert.equal((await followSource(followingOf(stage, x.base), id, noStop)).kept, 0)
  assert.match(x.asked.at(-1) ?? '', /since_id=/)
  stage.now = new Date('2026-03-09T01:00:00Z')
  assert.equal((await followSource(followingOf(stage, x.base), id, noStop)).outcome, 'idle')
  await x.close()
})

test('two workers that ask at once keep every post once', async () => {
  await cleared()
  const x = await startX(10)
  x.posts.push(...Array.from({ length: 40 }, (_, n) => tweet(n)))
  const id = await addedSource(stage, 'x')
  const following = followingOf(stage, x.base)
  await Promise.all([followSource(following, id, noStop), followSource(following, id, noStop)])
  await followSource(following, id, noStop)
  assert.equal((await storedPosts(stage)).length, 40)
  await x.close()
})

test('a post of a claimed account that shows its code proves the account', async () => {
  await cleared()
  const { lagartijas } = stage.teams
  const ids = {
    id: crypto.randomUUID(),
    edition_id: stage.edition.id,
    team_id: lagartijas.id,
    member_id: lagartijas.memberId,
  }
  const claim = {
    network: 'x',
    handle: 'Nueva',
    handle_folded: 'nueva',
    code: 'tequio-7f3kabcd',
    claimed_at: stage.now,
  }
  await stage.db
    .insertInto('rally_accounts')
    .values({ ...ids, ...claim })
    .execute()
  const x = await startX()
  x.posts.push(tweet(1, { user: 'otra', text: 'tequio-7f3kabcd #DatosEnLaCalle' }))
  const id = await addedSource(stage, 'x')
  const proofs = () =>
    stage.db.selectFrom('rally_account_proofs').select('evidence_url').where('account_id', '=', ids.id).execute()
  await followSource(followingOf(stage, x.base), id, noStop)
  assert.deepEqual(await proofs(), [])
  x.posts.push(tweet(2, { user: 'nueva', text: 'Somos tequio-7f3kabcd #DatosEnLaCalle' }))
  await followSource(followingOf(stage, x.base), id, noStop)
  assert.deepEqual(await proofs(), [{ evidence_url: `https://x.com/nueva/status/${tweet(2).id}` }])
  await x.close()
})

test('R-60 a handle that two teams say is theirs: the second is told so, and what arrives from it is one team’s', async () => {
  await cleared()
  const teamPath = (code: string) => `${stage.edition.path}/equipos/${code}/mesa/cuentas`
  const { tlacuaches } = stage.teams
  const captain = stage.cast.person('moderator').id
  await stage.db
    .updateTable('rally_members')
    .set({ person_id: captain })
    .where('id', '=', tlacuaches.memberId)
    .execute()
  const claim = (code: string, handle: string, who: 'neighbour' | 'moderator') =>
    stage.post(teamPath(code), { network: 'x', handle }, who)
  assert.equal((await claim('lagartijas', '@Disputada', 'neighbour')).status, 303)
  const second = await claim('tlacuaches', 'DISPUTADA ', 'moderator')
  assert.equal(second.status, 409)
  assert.match(second.text, /Esa cuenta ya está declarada en este rally/)
  assert.match(second.text, /DISPUTADA/, 'what was typed stays')
  const claims = () =>
    stage.db.selectFrom('rally_accounts').select(['team_id', 'code']).where('handle_folded', '=', 'disputada').execute()
  const [held, ...more] = await claims()
  assert.deepEqual([held?.team_id, more.length], [stage.teams.lagartijas.id, 0])

  const x = await startX()
  x.posts.push(tweet(1, { user: 'disputada', text: `Nosotras ${held?.code} en 26FICT00001 #DatosEnLaCalle` }))
  x.posts.push(tweet(2, { user: 'disputada', text: 'Anunciamos 26FICT00002 #DatosEnLaCalle' }))
  const id = await addedSource(stage, 'x')
  await followSource(followingOf(stage, x.base), id, noStop)
  assert.equal((await storedPosts(stage)).length, 2, 'nothing is lost over a quarrel')
  const accounts = (await accountsOf(stage.db, stage.edition.id)).filter(({ handle }) => handle === 'disputada')
  assert.deepEqual(
    accounts.map(({ team_id }) => team_id),
    ['lagartijas'],
  )
  await x.close()
})

test('R-64 photographs of a claimed account are fetched once and carry both hashes; others’ are not fetched', async () => {
  await cleared()
  const jpeg = await sharp({ create: { width: 300, height: 200, channels: 3, background: '#876' } })
    .jpeg()
    .toBuffer()
  let fetched = 0
  const pictures = createServer((_request, response) => {
    fetched += 1
    response.end(jpeg)
  })
  await new Promise<void>((resolve) => pictures.listen(0, '127.0.0.1', resolve))
  pictures.unref()
  const base = `http://127.0.0.1:${(pictures.address() as AddressInfo).port}`
  const x = await startX()
  x.posts.push(tweet(1, { photo: `${base}/a.jpg` }), tweet(2, { photo: `${base}/b.jpg`, user: 'ajena' }))
  const id = await addedSource(stage, 'x')
  const following = { ...followingOf(stage, x.base), outward: createOutward([x.base, base]) }
  await followSource(following, id, noStop)
  const media = (await storedPosts(stage)).find((post) => post.id === tweet(1).id)?.record.media as {
    phash: string
    sha256: string
  }[]
  assert.match(`${media[0]?.sha256} ${media[0]?.phash}`, /^[0-9a-f]{64} [0-9a-f]{16}$/)
  assert.equal(fetched, 1)
  await stage.db.updateTable('rally_sources').set({ cursor: '{}' }).execute()
  assert.equal((await followSource(following, id, noStop)).kept, 0)
  assert.equal(fetched, 1)
  pictures.close()
  await x.close()
})
