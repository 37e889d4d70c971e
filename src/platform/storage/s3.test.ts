import assert from 'node:assert/strict'
import { createHash, randomBytes } from 'node:crypto'
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { createServer } from 'node:http'
import { createRequire } from 'node:module'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { buffer } from 'node:stream/consumers'
import { after, before, test } from 'node:test'
import { AwsClient } from 'aws4fetch'
import { configuredStorage } from './configured.ts'
import { StoreFault, s3Storage } from './s3.ts'
import type { Storage } from './storage.ts'
import { RottenFile } from './verified.ts'

/** Another store may be named (S3_TEST_URL, with its bucket made); without it, a server of the API on this machine. */
const given = process.env.S3_TEST_URL
const folder = mkdtempSync(join(tmpdir(), 'tequio-s3-'))
const drafts = join(folder, 'drafts')
let address = given ?? ''
let storage: Storage
let stop = async () => {}

before(async () => {
  if (!given) {
    const S3rver = createRequire(import.meta.url)('@20minutes/s3rver') as typeof import('@20minutes/s3rver')
    const served = { port: 0, address: '127.0.0.1', silent: true, directory: join(folder, 'store') }
    const server = new S3rver({ ...served, configureBuckets: [{ name: 'tequio' }] })
    const { port } = await server.run()
    address = `http://S3RVER:S3RVER@127.0.0.1:${port}/tequio/archivos?region=us-east-1`
    stop = () => server.close()
  }
  storage = s3Storage(address, drafts)
})
after(async () => {
  await stop()
  rmSync(folder, { recursive: true })
})

const hashOf = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex')
async function* piecesOf(bytes: Buffer, size = 64 * 1024) {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size)
}

/** Writes behind the back of the storage. */
async function forge(sha256: string, bytes: Buffer) {
  const { protocol, host, pathname, username, password } = new URL(address)
  const client = new AwsClient({ accessKeyId: username, secretAccessKey: password, service: 's3', region: 'us-east-1' })
  const url = `${protocol}//${host}${pathname}/${sha256.slice(0, 2)}/${sha256.slice(2)}`
  assert.equal((await client.fetch(url, { method: 'PUT', body: new Uint8Array(bytes) })).status, 200)
}

test('a store of the S3 API keeps bytes under their SHA-256, small and large, and gives them back', async () => {
  for (const bytes of [randomBytes(1), randomBytes(300), randomBytes(9 * 1024 * 1024)]) {
    const sha256 = hashOf(bytes)
    assert.deepEqual(await storage.put(bytes), { sha256, bytes: bytes.length })
    assert.deepEqual(await storage.read(sha256), bytes)
    const opened = await storage.open(sha256)
    assert.equal(opened?.bytes, bytes.length)
    assert.deepEqual(opened && (await buffer(opened.stream)), bytes)
  }
})

test('what comes in pieces is kept whole, and no draft stays behind', async () => {
  const bytes = randomBytes(5_000_003)
  assert.deepEqual(await storage.putStream(piecesOf(bytes)), { sha256: hashOf(bytes), bytes: bytes.length })
  assert.deepEqual(await storage.putStream(piecesOf(bytes)), { sha256: hashOf(bytes), bytes: bytes.length })
  assert.deepEqual(await storage.read(hashOf(bytes)), bytes)
  assert.deepEqual(readdirSync(drafts), [])
})

test('a stream that breaks leaves nothing, neither here nor in the store', async () => {
  const bytes = randomBytes(200_000)
  async function* broken() {
    yield bytes
    throw new Error('signal lost')
  }
  await assert.rejects(storage.putStream(broken()), /signal lost/)
  assert.deepEqual(readdirSync(drafts), [])
  assert.equal(await storage.open(hashOf(bytes)), null)
})

test('eight who keep the same at the same moment keep it once', async () => {
  const bytes = randomBytes(400_000)
  const kept = await Promise.all(Array.from({ length: 8 }, () => storage.putStream(piecesOf(bytes))))
  assert.ok(kept.every(({ sha256 }) => sha256 === hashOf(bytes)))
  assert.deepEqual(await storage.read(hashOf(bytes)), bytes)
})

test('what was changed in the store is not given out as what it was: the answer breaks before its end', async () => {
  const bytes = randomBytes(300_000)
  const { sha256 } = await storage.put(bytes)
  await forge(sha256, Buffer.concat([bytes.subarray(0, 299_999), Buffer.of(1 + (bytes[299_999] ?? 0))]))
  await assert.rejects(storage.read(sha256), RottenFile)
  const opened = await storage.open(sha256)
  await assert.rejects(opened ? buffer(opened.stream) : Promise.resolve(), RottenFile)
})

test('what is not there is null, goes without a word, and a name that is no hash reaches nothing', async () => {
  const { sha256 } = await storage.put(randomBytes(20))
  await storage.remove(sha256)
  await storage.remove(sha256)
  assert.equal(await storage.open(sha256), null)
  await assert.rejects(storage.read(sha256), StoreFault)
  await assert.rejects(storage.read('../../secreto'), /not a SHA-256/)
})

test('a wrong key is refused, and the fault names no key', async () => {
  const wrong = s3Storage(address.replace(/:[^:@/]+@/, ':clave-equivocada@'), drafts)
  await assert.rejects(wrong.put(randomBytes(9)), (error: Error) => {
    assert.ok(error instanceof StoreFault)
    assert.ok(!error.message.includes('clave-equivocada'))
    return true
  })
})

test('a store that is busy is asked again, three times', async () => {
  const asked: string[] = []
  const busy = createServer((request, response) => {
    asked.push(request.method ?? '')
    response.writeHead(asked.length < 3 ? 503 : 404).end()
  })
  await new Promise<void>((resolve) => busy.listen(0, '127.0.0.1', resolve))
  const { port } = busy.address() as AddressInfo
  const patient = s3Storage(`http://a:b@127.0.0.1:${port}/c`, drafts)
  assert.equal(await patient.open('0'.repeat(64)), null)
  assert.deepEqual(asked, ['GET', 'GET', 'GET'])
  busy.close()
  busy.closeAllConnections()
  await assert.rejects(patient.open('0'.repeat(64)), { name: 'StoreFault', message: 'unreachable' })
})

test('without an address of a store files lie in a folder', async () => {
  const dataDir = join(folder, 'datos')
  const { sha256 } = await configuredStorage({ storageUrl: null, dataDir }).put(Buffer.from('acta'))
  assert.ok(existsSync(join(dataDir, 'files', sha256.slice(0, 2), sha256.slice(2))))
  assert.deepEqual(await configuredStorage({ storageUrl: address, dataDir }).put(Buffer.from('acta')), {
    sha256,
    bytes: 4,
  })
})
