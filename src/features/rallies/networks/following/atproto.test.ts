import assert from 'node:assert/strict'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { test } from 'node:test'
import { pathToFileURL } from 'node:url'
import { emptyDatabase } from '../../../../../test/database.ts'
import { addedSource, followingOf, noStop, storedPosts } from '../../../../../test/networks/source.ts'
import { rallyStage } from '../../../../../test/rally-stage.ts'
import { findSource } from '../sources/queries.ts'
import { followSource } from './commands.ts'

/** A folder in which `npm install @atproto/dev-env` was run; decision 16 says why it is no dependency of ours. */
const folder = process.env.ATPROTO_DEV_ENV

type Network = { pds: { url: string }; processAll(): Promise<void>; close(): Promise<void> }
type DevEnv = { TestNetwork: { create(asked: object): Promise<Network> } }

/** Identity directory, personal data server and AppView of AT Protocol's own project, on this machine. */
async function startNetwork() {
  const database = await emptyDatabase()
  const entry = createRequire(join(folder ?? '', 'x.js')).resolve('@atproto/dev-env')
  const { TestNetwork }: DevEnv = await import(pathToFileURL(entry).href)
  // Asked for and not used by what runs here.
  process.env.REDIS_HOST ??= '127.0.0.1'
  const network = await TestNetwork.create({ dbPostgresUrl: database.url, dbPostgresSchema: 'rally' })
  const ask = async <Answer>(name: string, body: object | Buffer, token?: string): Promise<Answer> => {
    const type = Buffer.isBuffer(body) ? 'image/png' : 'application/json'
    const headers = { 'content-type': type, ...(token ? { authorization: `Bearer ${token}` } : {}) }
    const sent = Buffer.isBuffer(body) ? new Uint8Array(body) : JSON.stringify(body)
    const response = await fetch(`${network.pds.url}/xrpc/${name}`, { method: 'POST', headers, body: sent })
    assert.equal(response.status, 200, `${name}: ${await response.clone().text()}`)
    return (await response.json()) as Answer
  }
  return { network, ask, drop: () => database.drop() }
}

type Account = { did: string; accessJwt: string }
type Made = { uri: string; cid: string }
const pixel = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=='

test('Bluesky: against AT Protocol’s own server and AppView, every post once, page by page, and what is new or liked after', {
  skip: folder === undefined && 'ATPROTO_DEV_ENV names no folder with @atproto/dev-env',
}, async () => {
  const stage = await rallyStage()
  const { network, ask, drop } = await startNetwork()
  const account = (handle: string) =>
    ask<Account>('com.atproto.server.createAccount', {
      ...{ handle, email: `${handle}@example.com`, password: 'clave-de-prueba' },
    })
  const [team, reader] = [await account('lagartijas.test'), await account('rally.test')]
  const { password } = await ask<{ password: string }>(
    'com.atproto.server.createAppPassword',
    { name: 'tequio' },
    reader.accessJwt,
  )
  const write = (collection: string, record: object) =>
    ask<Made>('com.atproto.repo.createRecord', { repo: team.did, collection, record }, team.accessJwt)
  const tag = '#DatosEnLaCalle'
  const post = (n: number, more: object = {}) => {
    const text = `Obra ${n} 26FICT00001 ${tag}`
    const index = { byteStart: text.length - tag.length, byteEnd: text.length }
    const facets = [{ index, features: [{ $type: 'app.bsky.richtext.facet#tag', tag: tag.slice(1) }] }]
    return write('app.bsky.feed.post', { text, facets, createdAt: new Date().toISOString(), ...more })
  }
  // More than two pages of a hundred.
  const made: Made[] = []
  for (let n = 0; n < 230; n += 1) made.push(await post(n))
  const { blob } = await ask<{ blob: object }>(
    'com.atproto.repo.uploadBlob',
    Buffer.from(pixel, 'base64'),
    team.accessJwt,
  )
  const embed = { $type: 'app.bsky.embed.images', images: [{ image: blob, alt: 'La obra' }] }
  const photo = await post(230, { embed })
  await network.processAll()

  stage.now = new Date()
  const day = 86_400_000
  await stage.db
    .updateTable('rally_editions')
    .set({ opens_at: new Date(Date.now() - day), closes_at: new Date(Date.now() + day) })
    .execute()
  const following = followingOf(stage, network.pds.url)
  const bluesky = { base: network.pds.url, identifier: 'rally.test', password }
  const real = { ...following, access: { ...following.access, bluesky } }
  const id = await addedSource(stage, 'bluesky')
  const first = await followSource(real, id, noStop)
  assert.equal((await findSource(stage.db, id))?.lastError, null)
  assert.deepEqual(first, { outcome: 'caught-up', kept: 231 })
  const posts = await storedPosts(stage)
  assert.deepEqual(new Set(posts.map((one) => one.id)), new Set([...made, photo].map(({ uri }) => uri)))
  const pictured = posts.find((one) => one.id === photo.uri)?.record
  assert.deepEqual([pictured?.author, pictured?.hashtags], ['lagartijas.test', ['DatosEnLaCalle']])
  assert.deepEqual(pictured?.media, [{ type: 'photo' }])

  const later = await post(231)
  await write('app.bsky.feed.like', {
    subject: { uri: photo.uri, cid: photo.cid },
    createdAt: new Date().toISOString(),
  })
  await network.processAll()
  stage.now = new Date()
  assert.deepEqual(await followSource(real, id, noStop), { outcome: 'caught-up', kept: 2 })
  const copies = (await storedPosts(stage)).slice(-2)
  assert.deepEqual(new Set(copies.map((one) => one.id)), new Set([later.uri, photo.uri]))
  assert.equal(copies.find((one) => one.id === photo.uri)?.record.interactions, 1, 'the like is a newer copy')
  await network.close()
  await stage.close()
  await drop()
})
