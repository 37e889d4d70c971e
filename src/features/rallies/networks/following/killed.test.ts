import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { startMastodon } from '../../../../../test/networks/mastodon-server.ts'
import { addedSource, followingOf, noStop, storedPosts } from '../../../../../test/networks/source.ts'
import { startX } from '../../../../../test/networks/x-server.ts'
import { rallyStage } from '../../../../../test/rally-stage.ts'
import { newId } from '../../../../platform/identity.ts'
import { settingOf } from '../../consolidation/setting/queries.ts'
import { editionById } from '../../editions/queries.ts'
import { openLedger } from '../../scoring/ledger.ts'
import type { PostRecord } from '../../scoring/model.ts'
import { idAt } from '../connectors/mastodon.ts'
import { keepPosts } from '../keeping/commands.ts'
import { findSource } from '../sources/queries.ts'
import { followSource } from './commands.ts'

const root = new URL('../../../../../', import.meta.url)
const follower = fileURLToPath(new URL('test/networks/follower.ts', root))
const hook = fileURLToPath(new URL('bin/tsx-hook.mjs', root))

test('a worker that is killed at any moment, again and again, loses no post and doubles none', async () => {
  const stage = await rallyStage()
  const x = await startX(10)
  for (let n = 0; n < 400; n += 1)
    x.posts.push({
      id: String(1_900_000_000_000_000_000n + BigInt(n)),
      text: `Obra ${n} #DatosEnLaCalle`,
      at: '2026-03-03T17:00:00.000Z',
      user: 'lagartijas',
    })
  const id = await addedSource(stage, 'x')
  const reached: number[] = []
  for (const pages of [1, 3, 6, 9]) {
    const before = x.asked.length
    const args = ['--import', hook, follower, stage.url, x.base, id, stage.now.toISOString()]
    const worker = spawn(process.execPath, args, { stdio: 'ignore' })
    const ended = once(worker, 'exit')
    while (worker.exitCode === null && x.asked.length < before + pages) await sleep(1)
    // Somewhere between an answer and its transaction's end.
    await sleep(Math.random() * 8)
    worker.kill('SIGKILL')
    await ended
    reached.push((await storedPosts(stage)).length)
  }
  assert.ok(
    reached.every((count) => count % 10 === 0),
    `whole pages only: ${reached}`,
  )
  assert.ok((reached.at(-1) ?? 400) < 400, 'killed before it was done')
  await followSource(followingOf(stage, x.base), id, noStop)
  const posts = await storedPosts(stage)
  assert.equal(posts.length, 400)
  assert.equal(new Set(posts.map((post) => post.id)).size, 400)
  await x.close()
  await stage.close()
})

test('T-46 with every network failing, what is captured on the site scores in full', async () => {
  const stage = await rallyStage()
  for (const network of ['x', 'mastodon', 'bluesky', 'instagram', 'telegram'] as const) {
    const id = await addedSource(stage, network, network === 'mastodon' ? { server: 'http://127.0.0.1:1' } : {})
    const result = await followSource(followingOf(stage, 'http://127.0.0.1:1'), id, noStop)
    assert.deepEqual(result, { outcome: 'trouble', kept: 0 })
  }
  const author = 'lagartijas'
  const posts = [
    { id: 'c1', kind: 'announcement', published_at: '2026-03-02T17:00:00Z' },
    { id: 'c2', kind: 'visit', published_at: '2026-03-03T17:00:00Z', media: [{ type: 'photo' }], finding: 'matches' },
  ].map((post) => ({ network: 'web', author, text: '#DatosEnLaCalle', work: '26FICT00001', ...post }))
  const arrivals = posts.map((record) => ({ line: null, record, original: null, url: null }))
  const edition = { id: stage.edition.id, space: stage.space }
  const way = { sourceId: null, batchId: null }
  await stage.db.transaction().execute((tx) => keepPosts(tx, edition, way, arrivals, { now: stage.now, stamp: false }))
  const found = await editionById(stage.db, stage.edition.id)
  assert.ok(found?.opensAt && found.closesAt)
  const ledger = openLedger(await settingOf(stage.db, { ...found, opensAt: found.opensAt, closesAt: found.closesAt }))
  ledger.add((await storedPosts(stage)).map(({ record }) => record as PostRecord))
  const [first] = ledger.standings()
  assert.deepEqual([first?.team_id, first?.points, first?.works_verified], ['lagartijas', '11.00', 1])
  await stage.close()
})

test('T-46 a Mastodon server that fails in the middle of a sweep: what it said is kept, and capture goes on', async () => {
  const stage = await rallyStage()
  const server = await startMastodon()
  const at = Date.parse('2026-03-03T12:00:00Z')
  server.toots.push(
    ...Array.from({ length: 60 }, (_, n) => ({
      ...{ id: idAt(new Date(at + n * 1000)), at: new Date(at + n * 1000).toISOString(), acct: 'lagartijas' },
      ...{ html: `<p>Visita ${n} a 26FICT00001</p>`, tags: ['datosenlacalle'], url: `${server.base}/@lagartijas/${n}` },
    })),
  )
  const id = await addedSource(stage, 'mastodon', { server: server.base })
  const following = followingOf(stage, server.base)
  let turns = 0
  const failing = {
    ...following,
    clock: () => {
      // After the first page the server is down for good.
      if (server.asked.length >= 1 && turns++ === 0)
        server.mishaps.push(...Array.from({ length: 9 }, () => ({ status: 503, json: { error: 'down' } })))
      return stage.now
    },
  }
  assert.deepEqual(await followSource(failing, id, noStop), { outcome: 'trouble', kept: 0 })
  assert.equal((await storedPosts(stage)).length, 40, 'its first page')
  const source = await findSource(stage.db, id)
  assert.deepEqual([source?.lastError, source?.failures], ['down', 1])
  const sent = { client_id: newId(), team: 'lagartijas', works: ['26FICT00001'], more: '' }
  const answer = await stage.post(`${stage.edition.path}/calle/anuncios`, sent, 'neighbour')
  assert.equal(answer.status, 303, answer.text.slice(0, 300))
  const kept = await storedPosts(stage)
  assert.equal(kept.filter(({ record }) => record.network === 'web').length, 1)
  server.mishaps.length = 0
  assert.deepEqual(await followSource(following, id, noStop), { outcome: 'caught-up', kept: 20 })
  assert.equal((await storedPosts(stage)).length, 61, 'none lost, none doubled')
  await server.close()
  await stage.close()
})
