import assert from 'node:assert/strict'
import { spawn, spawnSync } from 'node:child_process'
import { chownSync, existsSync, globSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type TestContext, test } from 'node:test'
import pg from 'pg'
import { loadConfig } from '../../src/platform/config.ts'
import { refuseOldServer } from '../../src/platform/db/database.ts'
import { postgresAccount } from '../../src/platform/postgres/account.ts'
import { withDatabase } from '../../src/platform/postgres/with-database.ts'

const isRoot = process.getuid?.() === 0

/** Debian keeps its programs apart, one folder a version; the newest counts. */
function findBin(): string | undefined {
  return globSync('/usr/lib/postgresql/*/bin')
    .filter((bin) => existsSync(join(bin, 'initdb')))
    .sort()
    .at(-1)
}

function installedBin(): string | undefined {
  const found = findBin()
  if (found !== undefined || !isRoot || !process.env.CI) return found
  const options = { stdio: 'ignore' as const, env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } }
  spawnSync('apt-get', ['update', '-qq'], options)
  spawnSync('apt-get', ['install', '-y', '-qq', '--no-install-recommends', 'postgresql'], options)
  return findBin()
}

async function debianServer(t: TestContext, bin: string): Promise<string> {
  const account = isRoot ? postgresAccount() : null
  const ids = account === null ? {} : { uid: account.uid, gid: account.gid }
  const folder = mkdtempSync(join(tmpdir(), 'tequio-debian-'))
  const password = join(folder, 'password')
  writeFileSync(password, 'clave\n')
  if (account !== null) for (const path of [folder, password]) chownSync(path, account.uid, account.gid)
  const data = join(folder, 'data')
  const made = spawnSync(
    join(bin, 'initdb'),
    [
      '-D',
      data,
      '-U',
      'dueña',
      `--pwfile=${password}`,
      '--auth=scram-sha-256',
      '-E',
      'UTF8',
      '--locale=C.UTF-8',
      '--no-sync',
    ],
    { cwd: '/', encoding: 'utf8', ...ids },
  )
  assert.equal(made.status, 0, made.stderr)
  const port = await freePort()
  const server = spawn(
    join(bin, 'postgres'),
    [
      '-D',
      data,
      '-p',
      String(port),
      '-c',
      'listen_addresses=127.0.0.1',
      '-c',
      'unix_socket_directories=',
      '-c',
      'fsync=off',
    ],
    { cwd: '/', stdio: 'ignore', ...ids },
  )
  const ended = new Promise((resolve) => server.once('exit', resolve))
  t.after(async () => {
    server.kill('SIGINT')
    await ended
    rmSync(folder, { recursive: true, force: true })
  })
  const url = `postgres://${encodeURIComponent('dueña')}:clave@127.0.0.1:${port}/postgres`
  await ready(url)
  return url
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0))
    })
  })
}

async function ready(url: string): Promise<void> {
  for (const deadline = Date.now() + 30_000; ; ) {
    const client = new pg.Client({ connectionString: url })
    client.on('error', () => {})
    try {
      await client.connect()
      await client.end()
      return
    } catch (error) {
      if (Date.now() > deadline) throw error
      await new Promise((resolve) => setTimeout(resolve, 50))
    }
  }
}

test("DATABASE_URL: the distribution's own PostgreSQL is migrated and used", async (t) => {
  const bin = installedBin()
  if (bin === undefined)
    return t.skip('no hay PostgreSQL de la distribución (/usr/lib/postgresql) y no se pudo instalar')
  const url = await debianServer(t, bin)
  await refuseOldServer(url)
  const config = loadConfig({ DATABASE_URL: url, SECRET: 'x'.repeat(32) }, () => null)
  const head = await withDatabase(config, (db) => db.selectFrom('record_head').select('seq').executeTakeFirstOrThrow())
  assert.deepEqual(head, { seq: 0 })
})

test('a DATABASE_URL where nobody answers is told with its reason, without the password', async () => {
  const port = await freePort()
  const url = `postgres://ana:clave-secreta@127.0.0.1:${port}/x`
  await assert.rejects(refuseOldServer(url), (error: Error) => {
    assert.match(error.message, /No se pudo conectar .*ECONNREFUSED/)
    assert.doesNotMatch(error.message, /clave-secreta/)
    return true
  })
})
