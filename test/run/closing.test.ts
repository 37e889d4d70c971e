import assert from 'node:assert/strict'
import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type TestContext, test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { quickAddJob } from 'graphile-worker'
import { emptyDatabase } from '../database.ts'

type Run = {
  child: ChildProcess
  port: number
  output(): string
  says(text: string | RegExp): Promise<void>
  url: string
}

const slowHouseScript = fileURLToPath(new URL('slow-house.ts', import.meta.url))

async function slowHouse(t: TestContext, env: Record<string, string> = {}): Promise<Run> {
  const { url, drop } = await emptyDatabase()
  t.after(drop)
  const child = spawn(process.execPath, [...process.execArgv, slowHouseScript], {
    env: { ...process.env, DATABASE_URL: url, PORT: '0', SECRET: 'x'.repeat(32), ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  t.after(() => child.kill('SIGKILL'))
  let output = ''
  child.stdout?.on('data', (chunk) => {
    output += chunk
  })
  const says = async (text: string | RegExp) => {
    const deadline = Date.now() + 30_000
    while (!(typeof text === 'string' ? output.includes(text) : text.test(output))) {
      assert(Date.now() < deadline && child.exitCode === null, `waited for ${text} in:\n${output}`)
      await new Promise((resolve) => setTimeout(resolve, 10))
    }
  }
  await says(/port \d+/)
  return { child, port: Number(/port (\d+)/.exec(output)?.[1]), output: () => output, says, url }
}

const exitCode = (child: ChildProcess) => new Promise<number | null>((resolve) => child.once('exit', resolve))

test('SIGTERM: the request in flight is answered whole, new ones are not taken, and it leaves with 0', async (t) => {
  const { child, port, says } = await slowHouse(t)
  const gone = exitCode(child)
  const answer = fetch(`http://127.0.0.1:${port}/lento?ms=1000`)
  await says('page began')
  child.kill('SIGTERM')
  await says('Cierro')
  await assert.rejects(fetch(`http://127.0.0.1:${port}/salud`))
  const response = await answer
  assert.equal(await response.text(), 'terminada')
  assert.equal(response.headers.get('connection'), 'close')
  assert.equal(await gone, 0)
})

test('SIGTERM: a job that runs is finished before leaving', async (t) => {
  const { child, url, says, output } = await slowHouse(t)
  const gone = exitCode(child)
  await quickAddJob({ connectionString: url }, 'slow', {})
  await says('job began')
  child.kill('SIGTERM')
  assert.equal(await gone, 0)
  assert.match(output(), /job ended/)
})

test('a request that never ends is cut when the time is over, and the process still leaves with 0', async (t) => {
  const { child, port, says } = await slowHouse(t, { SHUTDOWN_TIMEOUT_S: '2' })
  const gone = exitCode(child)
  const answer = fetch(`http://127.0.0.1:${port}/lento?ms=600000`).then(
    () => 'answered',
    () => 'cut',
  )
  await says('page began')
  const since = Date.now()
  child.kill('SIGTERM')
  assert.equal(await gone, 0)
  assert.equal(await answer, 'cut')
  assert(Date.now() - since < 2_500)
})

test('the operator asks: alive, ready, and metrics only from near or with the token', async (t) => {
  const { port } = await slowHouse(t, { METRICS_TOKEN: 'una-clave-muy-larga' })
  const ask = (path: string, headers: Record<string, string> = {}) =>
    fetch(`http://127.0.0.1:${port}${path}`, { headers })
  assert.deepEqual(await (await ask('/salud')).json(), { estado: 'vivo' })
  const ready = await ask('/listo')
  assert.equal(ready.status, 200)
  assert.deepEqual(await ready.json(), { estado: 'listo' })
  const near = await (await ask('/metricas')).text()
  assert.match(near, /^tequio_record_head 0$/m)
  assert.match(near, /^tequio_jobs_waiting 0$/m)
  assert.match(near, /^tequio_db_pool_connections [1-9]/m)
  const proxied = { 'x-forwarded-for': '203.0.113.7' }
  assert.equal((await ask('/metricas', proxied)).status, 404)
  assert.equal((await ask('/metricas', { ...proxied, authorization: 'Bearer otra' })).status, 404)
  assert.equal((await ask('/metricas', { ...proxied, authorization: 'Bearer una-clave-muy-larga' })).status, 200)
})

test('a start that fails on a busy port says so and leaves no database running behind it', async (t) => {
  const busy = createServer().listen(0, '127.0.0.1')
  await once(busy, 'listening')
  t.after(() => busy.close())
  const { port } = busy.address() as AddressInfo
  const dataDir = mkdtempSync(join(tmpdir(), 'tequio-busy-'))
  chmodSync(dataDir, 0o755)
  t.after(() => rmSync(dataDir, { recursive: true, force: true }))
  const env = { ...process.env, DATA_DIR: dataDir, PORT: String(port) }
  const { status, stdout } = spawnSync(process.execPath, [...process.execArgv, slowHouseScript], {
    env,
    encoding: 'utf8',
  })
  assert.equal(status, 1)
  assert.match(stdout, new RegExp(`El puerto ${port} de 127.0.0.1 ya está ocupado`))
  const { directory } = JSON.parse(readFileSync(join(dataDir, 'postgres.json'), 'utf8')) as { directory: string }
  assert.equal(existsSync(join(directory, 'postmaster.pid')), false)
  assert.equal(existsSync(join(dataDir, 'tequio.lock')), false)
})
