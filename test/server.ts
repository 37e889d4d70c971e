import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestContext } from 'node:test'
import { type House, openHouse } from '../src/house.ts'
import { type Clock, fixedClock } from '../src/platform/clock.ts'
import { type Config, loadConfig } from '../src/platform/config.ts'
import type { Database } from '../src/platform/context.ts'
import { createLog } from '../src/platform/log.ts'
import { createWeb } from '../src/web.tsx'
import { createTasks } from '../src/worker.ts'
import { builtAssets } from './built-assets.ts'
import { testDatabase } from './database.ts'

export type TestServer = {
  url: string
  databaseUrl: string
  db: Database
  house: House
  config: Config
  log: readonly string[]
}

export type ServerOptions = {
  clock?: Clock
  env?: Record<string, string>
  /** Errors in the log that the test provokes on purpose; any other fails it. */
  allowErrors?: boolean
}

/** The day of the tests, inside the period of the plans they build. */
export const testDay = fixedClock('2020-06-15T18:00:00Z')

/** The whole program on a free port over a database of its own; closes itself when the test ends. */
export async function testServer(t: TestContext, options: ServerOptions = {}): Promise<TestServer> {
  const { db, url: databaseUrl, drop } = await testDatabase()
  const dataDir = mkdtempSync(join(tmpdir(), 'tequio-server-'))
  const port = await freePort()
  const env = {
    DATA_DIR: dataDir,
    PORT: String(port),
    DEMO: 'off',
    SECRET: 'x'.repeat(32),
    SHUTDOWN_TIMEOUT_S: '5',
    ...options.env,
  }
  const config = loadConfig(env, () => null)
  const lines: string[] = []
  const log = createLog('warn', { write: (line) => void lines.push(line) })
  const house = await openHouse({
    config,
    databaseUrl,
    log,
    clock: options.clock ?? testDay,
    assets: await builtAssets(),
    doors: { createWeb, createTasks },
  })
  t.after(async () => {
    await house.close()
    await drop()
    rmSync(dataDir, { recursive: true, force: true })
    const errors = lines.filter((line) => /"level":"(error|fatal)"/.test(line))
    if (errors.length > 0 && !options.allowErrors) throw new Error(`The server logged errors:\n${errors.join('')}`)
  })
  return { url: config.baseUrl, databaseUrl, db, house, config, log: lines }
}

export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer()
    server.on('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0))
    })
  })
}
