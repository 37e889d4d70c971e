import assert from 'node:assert/strict'
import { createHash, randomBytes } from 'node:crypto'
import { existsSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { type PersonKey, testSettings } from '../../../test/cast.ts'
import { type RallyStage, rallyStage } from '../../../test/rally-stage.ts'
import { beginUpload, claimUploads, finishUpload, purgeUploads, uploadFolder, uploadOf } from './commands.ts'
import { leases } from './lease.ts'

let stage: RallyStage
before(async () => {
  stage = await rallyStage()
})
after(() => stage.close())

const purpose = 'rally-photo'
const hall = () => ({ db: stage.db, storage: stage.deps.storage, folder: uploadFolder(stage.deps.config.dataDir) })
const owner = () => stage.cast.person('neighbour').id

function ask(
  method: string,
  path: string,
  headers: Record<string, string>,
  body?: Uint8Array<ArrayBuffer>,
  who: PersonKey | null = 'neighbour',
) {
  const all = new Headers({ 'tus-resumable': '1.0.0', origin: testSettings.baseUrl, ...headers })
  if (who) all.set('cookie', stage.cast.cookie(who))
  return stage.app.request(path, { method, headers: all, ...(body ? { body } : {}) })
}

const metadata = (text = purpose) => ({ 'upload-metadata': `purpose ${Buffer.from(text).toString('base64')}` })

async function begin(bytes: number): Promise<string> {
  const response = await ask('POST', '/cargas', { 'upload-length': String(bytes), ...metadata() })
  assert.equal(response.status, 201, await response.text())
  return response.headers.get('location') ?? ''
}

const piece = (path: string, offset: number, body: Uint8Array<ArrayBuffer>, who: PersonKey = 'neighbour') =>
  ask('PATCH', path, { 'upload-offset': String(offset), 'content-type': 'application/offset+octet-stream' }, body, who)

test('a file arrives in pieces, is asked after, and lies under its hash before the last piece is acknowledged', async () => {
  const bytes = new Uint8Array(randomBytes(300_000))
  const path = await begin(bytes.length)
  assert.match(path, /^\/cargas\/[0-9a-f-]{36}$/)
  assert.equal((await piece(path, 0, bytes.slice(0, 100_000))).status, 204)
  const asked = await ask('HEAD', path, {})
  assert.deepEqual([asked.status, asked.headers.get('upload-offset')], [200, '100000'])
  assert.equal((await piece(path, 50_000, bytes.slice(50_000))).status, 409)
  assert.equal((await piece(path, 100_000, bytes.slice(100_000))).status, 204)
  const id = path.split('/').at(-1) ?? ''
  const upload = await uploadOf(stage.db, id, owner())
  assert.equal(upload?.sha256, createHash('sha256').update(bytes).digest('hex'))
  assert.deepEqual(await stage.deps.storage.read(upload?.sha256 ?? ''), Buffer.from(bytes))
})

test('what arrived is nobody else’s and is never served', async () => {
  const path = await begin(10)
  assert.equal((await ask('HEAD', path, {}, undefined, 'liaison')).status, 404)
  assert.equal((await piece(path, 0, new Uint8Array(10), 'liaison')).status, 404)
  assert.equal((await ask('HEAD', path, {}, undefined, null)).status, 403)
  assert.equal((await ask('GET', path, {})).status, 404)
  assert.equal((await ask('POST', '/cargas', { 'upload-length': '5', ...metadata() }, undefined, null)).status, 403)
  const foreign = await ask('POST', '/cargas', { 'upload-length': '5', ...metadata(), origin: 'https://evil.example' })
  assert.equal(foreign.status, 403)
})

test('a purpose that nobody takes, no length, too much, and more than was said are refused', async () => {
  const begin = (length: string, text = purpose) =>
    ask('POST', '/cargas', { 'upload-length': length, ...metadata(text) })
  assert.equal((await begin('5', 'anything')).status, 422)
  assert.equal((await begin('5', 'constructor')).status, 422)
  assert.equal((await begin('0')).status, 422)
  assert.equal((await ask('POST', '/cargas', { 'upload-defer-length': '1', ...metadata() })).status, 422)
  assert.equal((await begin(String(26 * 1024 * 1024))).status, 413)
  const path = await ask('POST', '/cargas', { 'upload-length': '5', ...metadata() })
  const more = await piece(path.headers.get('location') ?? '', 0, new Uint8Array(9))
  assert.equal(more.status, 413)
})

test('one sender cannot fill the disk with what nobody claims', async () => {
  const now = stage.now
  const sized = (id: string) => ({ id, purpose, owner: 'somebody', bytes: 150 * 1024 * 1024 })
  const ids = [1, 2, 3].map((n) => `0190b0a0-0000-7000-8000-00000000000${n}`)
  const begun = []
  for (const id of ids) begun.push(await beginUpload(stage.db, sized(id), now))
  assert.deepEqual(begun, [true, true, false])
  await stage.db.deleteFrom('uploads').where('owner', '=', 'somebody').execute()
})

test('a process that dies between the last piece and its acknowledgement loses nothing', async () => {
  const bytes = new Uint8Array(randomBytes(5000))
  const path = await begin(bytes.length)
  const id = path.split('/').at(-1) ?? ''
  writeFileSync(join(hall().folder, id), bytes)
  assert.equal((await uploadOf(stage.db, id, owner()))?.sha256, null)
  assert.equal((await ask('HEAD', path, {})).headers.get('upload-offset'), '5000')
  assert.ok((await uploadOf(stage.db, id, owner()))?.sha256)
  assert.equal(await finishUpload(hall(), id, stage.now), true)
})

test('uploads are claimed all or none, once, by their owner and for their purpose', async () => {
  const paths = [await begin(3), await begin(3)]
  for (const path of paths) await piece(path, 0, Uint8Array.from([1, 2, 3]))
  const ids = paths.map((path) => path.split('/').at(-1) ?? '')
  const claim = (asked: string[], by: string, what = purpose) =>
    stage.db.transaction().execute((tx) => claimUploads(tx, { ids: asked, owner: by, purpose: what }, stage.now))
  assert.equal(await claim(ids, 'another'), null)
  assert.equal(await claim(ids, owner(), 'evidence'), null)
  const claimed = await claim(ids, owner())
  assert.deepEqual(
    claimed?.map(({ id }) => id),
    ids,
  )
  assert.equal(await claim([ids[0] ?? ''], owner()), null)
  assert.equal((await ask('HEAD', paths[0] ?? '', {})).status, 410)
})

test('two writers of one upload wait for each other; the lease of a dead one ends', async () => {
  const path = await begin(10)
  const id = path.split('/').at(-1) ?? ''
  const [first, second] = [leases(stage.db).newLock(id), leases(stage.db).newLock(id)]
  const signal = new AbortController().signal
  let asked = false
  await first.lock(signal, () => {
    asked = true
  })
  let isSecond = false
  const waiting = second
    .lock(signal, () => {})
    .then(() => {
      isSecond = true
    })
  while (!asked) await new Promise((resolve) => setTimeout(resolve, 20))
  assert.equal(isSecond, false)
  await first.unlock()
  await waiting
  await second.unlock()
  await stage.db
    .updateTable('uploads')
    .set({ held_by: id, held_until: new Date('2020-01-01Z') })
    .where('id', '=', id)
    .execute()
  await first.lock(signal, () => {})
  await first.unlock()
})

test('what expired, ended or was claimed a day ago goes, bytes too unless something else needs them', async () => {
  const path = await begin(4)
  const id = path.split('/').at(-1) ?? ''
  await piece(path, 0, Uint8Array.from([9, 9, 9, 9]))
  const { sha256 } = (await uploadOf(stage.db, id, owner())) ?? {}
  assert.ok(sha256 && existsSync(join(hall().folder, id)))
  assert.equal((await ask('DELETE', await begin(4), {})).status, 204)
  await purgeUploads(hall(), new Date(stage.now.getTime() + 8 * 86_400_000))
  assert.deepEqual(readdirSync(hall().folder), [])
  assert.equal(await stage.deps.storage.open(sha256), null)
  assert.deepEqual(await stage.db.selectFrom('uploads').select('id').execute(), [])
})
