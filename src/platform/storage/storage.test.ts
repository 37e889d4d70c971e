import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { buffer } from 'node:stream/consumers'
import { after, test } from 'node:test'
import { folderStorage } from './storage.ts'
import { RottenFile } from './verified.ts'

const folder = mkdtempSync(join(tmpdir(), 'tequio-files-'))
after(() => rmSync(folder, { recursive: true }))
const storage = folderStorage(folder)

test('bytes are found under the SHA-256 of what they are, once however often they come', async () => {
  const bytes = Buffer.from('una fotografía')
  const sha256 = createHash('sha256').update(bytes).digest('hex')
  assert.deepEqual(await storage.put(bytes), { sha256, bytes: bytes.byteLength })
  assert.deepEqual(await storage.put(bytes), { sha256, bytes: bytes.byteLength })
  assert.deepEqual(await storage.read(sha256), bytes)
  const opened = await storage.open(sha256)
  assert.deepEqual(opened && (await buffer(opened.stream)), bytes)
  assert.equal(readdirSync(join(folder, sha256.slice(0, 2))).length, 1)
})

test('a stream that breaks leaves nothing behind', async () => {
  async function* broken() {
    yield Buffer.from('half')
    throw new Error('signal lost')
  }
  await assert.rejects(storage.putStream(broken()), /signal lost/)
  assert.deepEqual(readdirSync(join(folder, 'drafts')), [])
})

test('what was changed on the disk is not given out as what it was', async () => {
  const { sha256 } = await storage.put(Buffer.from('el acta como se entregó'))
  writeFileSync(join(folder, sha256.slice(0, 2), sha256.slice(2)), 'el acta como convino !!')
  await assert.rejects(storage.read(sha256), RottenFile)
  const opened = await storage.open(sha256)
  await assert.rejects(opened ? buffer(opened.stream) : Promise.resolve(), RottenFile)
})

test('what is not there is null, and a name that is no hash reaches no file', async () => {
  assert.equal(await storage.open('0'.repeat(64)), null)
  await assert.rejects(storage.read('../../etc/passwd'), /not a SHA-256/)
})
