import assert from 'node:assert/strict'
import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { chmodSync, cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type TestContext, test } from 'node:test'
import { fileURLToPath } from 'node:url'
import pg from 'pg'
import { type Config, loadConfig } from '../config.ts'
import { startCluster } from './cluster.ts'
import { fallbackFolder, readClusterFile } from './cluster-files.ts'
import { DataDirectoryHeld, holderOf, takeLock } from './lock.ts'
import { ended } from './process.ts'
import { standDatabase, withDatabase } from './with-database.ts'

const silence = () => {}

function dataDirectory(t: TestContext): string {
  const directory = mkdtempSync(join(tmpdir(), 'tequio-cluster-'))
  // The account that runs PostgreSQL must be able to pass through.
  chmodSync(directory, 0o755)
  t.after(async () => {
    const pid = postmaster(directory)
    if (pid !== null) {
      process.kill(pid, 'SIGQUIT')
      await ended(pid, 10_000)
    }
    rmSync(directory, { recursive: true, force: true })
  })
  return directory
}

function postmaster(directory: string): number | null {
  try {
    const data = readClusterFile(directory)?.directory ?? ''
    return Number.parseInt(readFileSync(join(data, 'postmaster.pid'), 'utf8'), 10)
  } catch {
    return null
  }
}

const configFor = (dataDir: string): Config => loadConfig({ DATA_DIR: dataDir }, () => null)

async function rows(url: string, sql: string): Promise<number[]> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    return (await client.query<{ n: number }>(sql)).rows.map((row) => row.n)
  } finally {
    await client.end()
  }
}

function startWriter(t: TestContext, dataDir: string): { child: ChildProcess; told: () => number[] } {
  const script = fileURLToPath(new URL('../../../test/run/writer.ts', import.meta.url))
  const child = spawn(process.execPath, [script], {
    env: { ...process.env, DATA_DIR: dataDir },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  t.after(() => child.kill('SIGKILL'))
  let output = ''
  child.stdout?.on('data', (chunk) => {
    output += chunk
  })
  // The last line may have been cut by the kill.
  return { child, told: () => output.split('\n').slice(0, -1).map(Number) }
}

async function until(condition: () => boolean): Promise<void> {
  const deadline = Date.now() + 60_000
  while (!condition()) {
    assert(Date.now() < deadline, 'waited a minute')
    await new Promise((resolve) => setTimeout(resolve, 10))
  }
}

const exited = (child: ChildProcess) => new Promise((resolve) => child.once('exit', resolve))

async function killedWhileWriting(t: TestContext, dataDir: string): Promise<number[]> {
  const { child, told } = startWriter(t, dataDir)
  await until(() => told().length >= 200)
  const gone = exited(child)
  child.kill('SIGKILL')
  await gone
  return told()
}

test('kill -9 in the middle of writes: the next start takes over and has every acknowledged row', async (t) => {
  const dataDir = dataDirectory(t)
  const acknowledged = await killedWhileWriting(t, dataDir)
  const said: string[] = []
  const { url, stop } = await standDatabase(configFor(dataDir), 'una prueba', (sentence) => said.push(sentence))
  const found = new Set(await rows(url, 'select number as n from written'))
  assert.deepEqual(
    acknowledged.filter((number) => !found.has(number)),
    [],
  )
  assert.match(said.join(), /seguía en marcha desde un cierre brusco/)
  await stop()
  assert.equal(postmaster(dataDir), null)
})

test('kill -9 of program and PostgreSQL both: the next start recovers every acknowledged row', async (t) => {
  const dataDir = dataDirectory(t)
  const acknowledged = await killedWhileWriting(t, dataDir)
  const pid = postmaster(dataDir)
  assert(pid !== null)
  process.kill(pid, 'SIGKILL')
  await ended(pid, 10_000)
  const { url, stop } = await standDatabase(configFor(dataDir), 'una prueba', silence)
  const found = new Set(await rows(url, 'select number as n from written'))
  assert.deepEqual(
    acknowledged.filter((number) => !found.has(number)),
    [],
  )
  await stop()
})

test('a second start on the same folder is told who holds it', async (t) => {
  const dataDir = dataDirectory(t)
  const first = await standDatabase(configFor(dataDir), 'un servidor Tequio', silence)
  first.lock?.tell('http://localhost:3999')
  await assert.rejects(standDatabase(configFor(dataDir), 'otro servidor', silence), (error: Error) => {
    assert(error instanceof DataDirectoryHeld)
    assert.match(
      error.message,
      new RegExp(`la tiene el proceso ${process.pid} \\(un servidor Tequio\\) y atiende en http://localhost:3999`),
    )
    return true
  })
  await first.stop()
  assert.equal(holderOf(dataDir), null)
})

test('a command beside a running server uses its database and leaves it running', async (t) => {
  const dataDir = dataDirectory(t)
  const config = configFor(dataDir)
  const server = await standDatabase(config, 'un servidor Tequio', silence)
  const url = await withDatabase(config, async (_db, url) => url, silence)
  assert.equal(url, server.url)
  assert.deepEqual(await rows(server.url, 'select 1 as n'), [1])
  await server.stop()
})

test('commands without a server share one cluster, which the first stops when the last has left', async (t) => {
  const dataDir = dataDirectory(t)
  const config = configFor(dataDir)
  const order: string[] = []
  let leave = () => {}
  const mayLeave = new Promise<void>((resolve) => {
    leave = resolve
  })
  let second: Promise<void> | undefined
  await withDatabase(
    config,
    async () => {
      await new Promise<void>((entered) => {
        second = withDatabase(
          config,
          async (_db, url) => {
            entered()
            await mayLeave
            assert.deepEqual(await rows(url, 'select 1 as n'), [1])
            order.push('second done')
          },
          silence,
        )
      })
      setTimeout(leave, 300)
      order.push('first done')
    },
    silence,
  )
  assert.deepEqual(order, ['first done', 'second done'])
  await second
  assert.equal(postmaster(dataDir), null)
})

test('many starts at once: exactly one takes the folder, also from a dead holder', async (t) => {
  const directory = dataDirectory(t)
  // A process number that is alive (ours) with the start of another: its owner is dead.
  const dead = { pid: process.ppid, startedAt: 'another life', purpose: 'x', address: null }
  for (let round = 0; round < 10; round++) {
    writeFileSync(join(directory, 'tequio.lock'), JSON.stringify(dead))
    const takes = await Promise.allSettled(Array.from({ length: 8 }, () => takeLock(directory, 'una prueba')))
    const taken = takes.filter((take) => take.status === 'fulfilled')
    assert.equal(taken.length, 1)
    taken[0]?.value.release()
  }
})

test('a number of an old PostgreSQL that now belongs to somebody else does not stop the start', async (t) => {
  const dataDir = dataDirectory(t)
  const first = await startCluster({ dataDir, database: 'tequio', say: silence, isDurable: false })
  await first.stop()
  const data = readClusterFile(dataDir)?.directory ?? ''
  writeFileSync(join(data, 'postmaster.pid'), `${process.pid}\n${data}\n1\n5432\n\n127.0.0.1\n`)
  const second = await startCluster({ dataDir, database: 'tequio', say: silence, isDurable: false })
  assert.deepEqual(await rows(second.url, 'select 1 as n'), [1])
  await second.stop()
})

test('the password lies in a file of its owner alone, and without it nobody enters', async (t) => {
  const dataDir = dataDirectory(t)
  const cluster = await startCluster({ dataDir, database: 'tequio', say: silence, isDurable: false })
  assert.equal(statSync(join(dataDir, 'postgres.json')).mode & 0o777, 0o600)
  const intruder = new URL(cluster.url)
  intruder.password = 'adivinada'
  await assert.rejects(rows(intruder.href, 'select 1 as n'), /password authentication failed/)
  await cluster.stop()
})

test('as root, a folder the database account cannot enter is told and replaced', async (t) => {
  if (process.getuid?.() !== 0) return t.skip('solo como root')
  const dataDir = dataDirectory(t)
  const hidden = join(dataDir, 'hidden')
  mkdirSync(hidden, { mode: 0o700 })
  t.after(() => rmSync(fallbackFolder(hidden), { recursive: true, force: true }))
  const said: string[] = []
  const cluster = await startCluster({
    dataDir: hidden,
    database: 'tequio',
    say: (sentence) => said.push(sentence),
    isDurable: false,
  })
  assert.match(said.join('\n'), /no puede entrar en .*hidden: la base de datos se guarda en \/var\/lib\/tequio-/)
  assert.deepEqual(await rows(cluster.url, 'select 1 as n'), [1])
  await cluster.stop()
})

test('a copy of a closed data folder opens elsewhere, as a restored backup does', async (t) => {
  const dataDir = dataDirectory(t)
  const first = await startCluster({ dataDir, database: 'tequio', say: silence, isDurable: false })
  await rows(first.url, 'create table kept as select 42 as n')
  await first.stop()
  const restored = dataDirectory(t)
  // cp keeps owners, as tar does for root.
  cpSync(dataDir, restored, { recursive: true, preserveTimestamps: true })
  const home = join(restored, 'postgres')
  if (process.getuid?.() === 0) execFileSync('chown', ['-R', `--reference=${join(dataDir, 'postgres')}`, home])
  execFileSync('chmod', ['-R', 'u=rwX,go=', join(home, 'data')])
  const second = await startCluster({ dataDir: restored, database: 'tequio', say: silence, isDurable: false })
  t.after(() => second.stop())
  assert.deepEqual(await rows(second.url, 'select n from kept'), [42])
})
