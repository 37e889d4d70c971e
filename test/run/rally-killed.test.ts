import assert from 'node:assert/strict'
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type TestContext, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { sql } from 'kysely'
import { settingOf } from '../../src/features/rallies/consolidation/setting/queries.ts'
import { editionById } from '../../src/features/rallies/editions/queries.ts'
import { openLedger } from '../../src/features/rallies/scoring/ledger.ts'
import type { PostRecord } from '../../src/features/rallies/scoring/model.ts'
import type { Database } from '../../src/platform/context.ts'
import { newId } from '../../src/platform/identity.ts'
import { folderStorage } from '../../src/platform/storage/storage.ts'
import { castOf } from '../cast.ts'
import { testDatabase } from '../database.ts'
import { rivalTeam, runningRally } from '../journeys/rally-running.ts'
import { picture } from '../photos.ts'
import { freePort } from '../server.ts'

const house = fileURLToPath(new URL('rally-house.ts', import.meta.url))
const secret = 'x'.repeat(32)
/** How many in all; `KILLS=50` for a long look. The web is dear to begin. */
const moments = Number(process.env.KILLS ?? 8)
const kills = { web: Math.ceil(moments * 0.3), worker: Math.floor(moments * 0.7) }

type Captured = { clientId: string; work: string; photo: Buffer }

test(`web and worker killed ${moments} times in all while visits with photographs arrive: none acknowledged is lost, none counts twice`, async (t) => {
  const { db, url, drop } = await testDatabase()
  const dataDir = mkdtempSync(join(tmpdir(), 'tequio-killed-'))
  t.after(async () => {
    await drop()
    rmSync(dataDir, { recursive: true, force: true })
  })
  const port = await freePort()
  const baseUrl = `http://localhost:${port}`
  const { editionId, cookie } = await furnish(db, baseUrl)
  const env = {
    ...{ ...process.env, DATABASE_URL: url, DATA_DIR: dataDir, DEMO: 'off', SECRET: secret },
    ...{ BASE_URL: baseUrl, PORT: String(port) },
  }
  const phone = phoneOf({ baseUrl, cookie })
  const killing = { t, acknowledged: phone.acknowledged }
  const sending = phone.sendUntilStopped()
  t.after(phone.stop)
  const [web, worker] = await Promise.all([
    killAgainAndAgain({ ...killing, env: { ...env, ROLE: 'web' }, kills: kills.web, longestMs: 250 }),
    killAgainAndAgain({ ...killing, env: { ...env, ROLE: 'worker', PORT: '0' }, kills: kills.worker, longestMs: 700 }),
  ])
  phone.stop()
  await sending
  t.diagnostic(`web killed after ${web.moments.join(', ')} ms`)
  t.diagnostic(
    `worker killed after ${worker.moments.join(', ')} ms; ${phone.acknowledged.size} visits acknowledged by then`,
  )
  await phone.sendTheRest()
  await quiet(db)
  for (const { survivor } of [web, worker]) {
    survivor.kill('SIGKILL')
    await once(survivor, 'exit')
  }
  await nothingLostOrDoubled(db, editionId, join(dataDir, 'files'), phone.made)
})

type Killing = {
  t: TestContext
  acknowledged: ReadonlySet<string>
  env: NodeJS.ProcessEnv
  kills: number
  longestMs: number
}

/** Each lives until at least one visit was acknowledged in its time, and a random while longer; the one after the last kill lives on. */
async function killAgainAndAgain({ t, acknowledged, env, kills, longestMs }: Killing) {
  const moments: number[] = []
  let next = spawnHouse(t, env)
  for (let round = 0; round < kills; round += 1) {
    const child = next
    await opened(child)
    const before = acknowledged.size
    next = spawnHouse(t, env)
    const patience = Date.now() + 120_000
    while (acknowledged.size === before) {
      assert.ok(Date.now() < patience, 'no visit was acknowledged while it lived')
      await sleep(5)
    }
    const moment = Math.round(Math.random() * longestMs)
    await sleep(moment)
    child.kill('SIGKILL')
    await once(child, 'exit')
    moments.push(moment)
  }
  await opened(next)
  return { moments, survivor: next }
}

async function furnish(db: Database, baseUrl: string) {
  const [spaceId, now] = [newId(), new Date()]
  const space = { kind: 'municipality', slug: 'san-pedro', name: 'San Pedro', is_fictional: true, created_at: now }
  await db
    .insertInto('spaces')
    .values({ id: spaceId, ...space })
    .execute()
  const cast = await castOf(db, { spaceId, now }, { baseUrl, secret, oidc: null })
  const { id } = await runningRally({ server: { db } })
  await rivalTeam({ server: { db } }, id, 'lagartijas', cast.person('neighbour').id)
  for (let number = 0; number < 60; number += 1) {
    await db
      .insertInto('rally_works')
      .values({ edition_id: id, key: keyOf(number), name: `Obra ${number}` })
      .execute()
  }
  return { editionId: id, cookie: cast.cookie('neighbour') }
}

const keyOf = (number: number) => `26KILL${String(number).padStart(5, '0')}`

const said = new WeakMap<ChildProcess, string>()

/** A process that has read its program and waits to open. */
function spawnHouse(t: TestContext, env: NodeJS.ProcessEnv): ChildProcess {
  const child = spawn(process.execPath, [...process.execArgv, house], { env, stdio: ['pipe', 'pipe', 'pipe'] })
  t.after(() => child.kill('SIGKILL'))
  said.set(child, '')
  for (const stream of [child.stdout, child.stderr])
    stream?.setEncoding('utf8').on('data', (chunk) => said.set(child, `${said.get(child)}${chunk}`))
  return child
}

async function opened(child: ChildProcess): Promise<void> {
  child.stdin?.write('open\n')
  while (!said.get(child)?.includes('open\n')) {
    assert.equal(child.exitCode, null, said.get(child) ?? '')
    await sleep(10)
  }
}

/** A phone that sends one visit after another, and the one that was not answered again under its own name, as its queue does. */
function phoneOf({ baseUrl, cookie }: { baseUrl: string; cookie: string }) {
  const made: Captured[] = []
  const acknowledged = new Set<string>()
  let isStopped = false
  const send = async ({ clientId, work, photo }: Captured): Promise<boolean> => {
    const form = new FormData()
    const fields = { client_id: clientId, team: 'lagartijas', work, mode: 'on-site', finding: 'partly' }
    for (const [name, value] of Object.entries({ ...fields, note: `Vimos ${work}` })) form.append(name, value)
    form.append('photos', new Blob([new Uint8Array(photo)], { type: 'image/jpeg' }), 'foto.jpg')
    const headers = { cookie, origin: baseUrl }
    const address = `${baseUrl}/san-pedro/rallies/rally/calle/visitas`
    const answer = await fetch(address, { method: 'POST', body: form, headers, redirect: 'manual' }).catch(() => null)
    if (answer === null) return false
    assert.equal(answer.status, 303, await answer.text())
    acknowledged.add(clientId)
    return true
  }
  const next = async () => {
    const waiting = made.find(({ clientId }) => !acknowledged.has(clientId))
    if (waiting) return waiting
    const capture = {
      clientId: newId(),
      work: keyOf(made.length % 60),
      photo: await picture(made.length + 1, { width: 320, height: 240 }),
    }
    made.push(capture)
    return capture
  }
  return {
    made,
    acknowledged: acknowledged as ReadonlySet<string>,
    stop: () => {
      isStopped = true
    },
    sendUntilStopped: async () => {
      while (!isStopped) if (!(await send(await next()))) await sleep(20)
    },
    sendTheRest: async () => {
      for (const capture of made) if (!acknowledged.has(capture.clientId)) assert.ok(await send(capture))
      // What was answered already may be sent again: it is the same one.
      for (const capture of made.slice(0, 3)) assert.ok(await send(capture))
    },
  }
}

/**
 * Jobs of the workers that were killed come back to the queue by themselves. One that was asked for again meanwhile has lost its
 * key and its attempts to its successor, and is never run again.
 */
async function quiet(db: Database): Promise<void> {
  const end = Date.now() + 45_000
  for (;;) {
    const { rows } = await sql`select attempts, max_attempts, locked_by, locked_at, last_error, now()
      from graphile_worker.jobs where task_identifier = 'score_edition' and (attempts < max_attempts or locked_by is not null)`.execute(
      db,
    )
    if (rows.length === 0) return
    assert.ok(Date.now() < end, `a job that its worker left in hand was never done: ${JSON.stringify(rows)}`)
    await sleep(200)
  }
}

async function nothingLostOrDoubled(db: Database, editionId: string, files: string, made: readonly Captured[]) {
  const captures = await db.selectFrom('rally_captures').select(['id', 'client_id']).execute()
  assert.deepEqual(captures.map(({ client_id }) => client_id).sort(), made.map(({ clientId }) => clientId).sort())
  const posts = await db.selectFrom('rally_posts').select(['capture_id', 'external_id', 'record']).execute()
  assert.deepEqual(posts.map(({ capture_id }) => capture_id).sort(), captures.map(({ id }) => id).sort())
  const photos = await db.selectFrom('rally_photos').select(['capture_id', 'original_sha256']).execute()
  assert.deepEqual(photos.map(({ capture_id }) => capture_id).sort(), captures.map(({ id }) => id).sort())
  const storage = folderStorage(files)
  for (const photo of photos) {
    const opened = await storage.open(photo.original_sha256 ?? '')
    assert.ok(opened, 'an original that was acknowledged is there')
    opened.stream.destroy()
  }
  const verdicts = await db.selectFrom('rally_verdicts').select('external_id').execute()
  assert.deepEqual(verdicts.map((row) => row.external_id).sort(), posts.map((row) => row.external_id).sort())
  const edition = await editionById(db, editionId)
  assert.ok(edition?.opensAt && edition.closesAt)
  const { opensAt, closesAt } = edition
  const ledger = openLedger(await settingOf(db, { ...edition, opensAt, closesAt }))
  ledger.add(posts.map(({ record }) => record as PostRecord))
  const live = await db
    .selectFrom('rally_runs')
    .select('standings')
    .where('kind', '=', 'live')
    .executeTakeFirstOrThrow()
  assert.deepEqual(
    live.standings,
    ledger.standings(),
    'what the killed workers left is what one count from nothing gives',
  )
}
