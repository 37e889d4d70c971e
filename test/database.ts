import { createHash, randomBytes } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import pg from 'pg'
import { loadReference } from '../src/features/site/reference/commands.ts'
import { type Database, openDatabase } from '../src/platform/db/database.ts'
import { migrate, migrationsDirectory } from '../src/platform/db/migrate.ts'
import { startCluster } from '../src/platform/postgres/cluster.ts'
import { readClusterFile, urlOf } from '../src/platform/postgres/cluster-files.ts'
import { DataDirectoryHeld, takeLock } from '../src/platform/postgres/lock.ts'

export type TestDatabase = { db: Database; url: string; drop(): Promise<void> }

const referenceDirectory = fileURLToPath(new URL('../db/reference/', import.meta.url))
const clusterDirectory = fileURLToPath(new URL('../var/test-postgres/', import.meta.url))

/** An empty, migrated database of its own for one test, copied from a template. Call `drop` when done. */
export async function testDatabase(): Promise<TestDatabase> {
  const { url, drop } = await emptyCopyOf(await template())
  const db = openDatabase(url, { max: 5 })
  return {
    db,
    url,
    async drop() {
      await db.destroy()
      await drop()
    },
  }
}

/** A database with nothing in it, not even our tables; for tests of the migrations themselves. */
export async function emptyDatabase(): Promise<{ url: string; drop(): Promise<void> }> {
  return emptyCopyOf('template0')
}

async function emptyCopyOf(origin: string): Promise<{ url: string; drop(): Promise<void> }> {
  const server = await serverUrl()
  const name = `test_${process.pid}_${randomBytes(4).toString('hex')}`
  await asAdministrator(server, (client) => copy(client, name, origin))
  return {
    url: withDatabase(server, name),
    drop: () =>
      asAdministrator(server, async (client) => {
        await lastOneOut(client, name)
        await client.query(`drop database "${name}" with (force)`)
      }),
  }
}

/**
 * A pool says that it has ended when it has said goodbye, not when the server has heard it; dropping by force in between
 * reaches the client as an error that nobody listens for any more. Whoever stays longer than two seconds is thrown out.
 */
async function lastOneOut(client: pg.Client, name: string): Promise<void> {
  for (let attempt = 0; attempt < 100; attempt++) {
    const { rowCount } = await client.query('select from pg_stat_activity where datname = $1', [name])
    if (rowCount === 0) return
    await sleep(20)
  }
}

/** Copying fails while anybody is connected to the original, as another test file is for an instant. */
async function copy(client: pg.Client, name: string, origin: string): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    try {
      // Copied file by file: a small database is done in a few milliseconds, without going through the write-ahead log.
      await client.query(`create database "${name}" template "${origin}" strategy file_copy`)
      return
    } catch (error) {
      if (attempt === 50 || (error as { code?: string }).code !== '55006') throw error
      await sleep(50)
    }
  }
}

let server: Promise<string> | undefined
let templateName: Promise<string> | undefined

/** The cluster of the whole run when `npm test` started one; alone, a test file starts one and leaves it for the next. */
export function serverUrl(): Promise<string> {
  server ??= process.env.TEST_DATABASE_URL ? Promise.resolve(process.env.TEST_DATABASE_URL) : standingCluster()
  return server
}

async function standingCluster(): Promise<string> {
  for (;;) {
    try {
      const lock = await takeLock(clusterDirectory, 'una prueba')
      try {
        return (await startTestCluster(clusterDirectory)).url
      } finally {
        lock.release()
      }
    } catch (error) {
      if (!(error instanceof DataDirectoryHeld)) throw error
      await sleep(100)
    }
  }
}

export function startTestCluster(dataDir: string) {
  return startCluster({ dataDir, database: 'postgres', say: () => {}, isDurable: false })
}

/** For a process that only wants to stop what a lone test left running. */
export function standingClusterUrl(): string | null {
  const file = readClusterFile(clusterDirectory)
  return file === null ? null : urlOf(file, 'postgres')
}

/** Named after the text of migrations and reference facts, so that a changed one never meets an old template. */
function template(): Promise<string> {
  templateName ??= prepareTemplate()
  return templateName
}

async function prepareTemplate(): Promise<string> {
  const hash = createHash('sha256')
  for (const directory of [migrationsDirectory, referenceDirectory]) {
    for (const file of readdirSync(directory).sort()) hash.update(readFileSync(join(directory, file)))
  }
  const name = `template_${hash.digest('hex').slice(0, 16)}`
  const server = await serverUrl()
  await asAdministrator(server, async (client) => {
    await client.query('select pg_advisory_lock(7364737)')
    const { rowCount } = await client.query('select from pg_database where datname = $1', [name])
    if (rowCount !== 0) return
    const draft = `${name}_draft`
    await client.query(`drop database if exists "${draft}" with (force)`)
    await client.query(`create database "${draft}" template template0`)
    await migrate(withDatabase(server, draft))
    await withReferenceFacts(withDatabase(server, draft))
    await client.query(`alter database "${draft}" rename to "${name}"`)
  })
  return name
}

/** Countries, states and policy areas are there in every test, as they are in every start. */
async function withReferenceFacts(url: string): Promise<void> {
  const db = openDatabase(url, { max: 1 })
  await loadReference(db, new Date('2026-01-01T00:00:00Z'))
  await db.destroy()
}

async function asAdministrator(url: string, act: (client: pg.Client) => Promise<void>): Promise<void> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    await act(client)
  } finally {
    await client.end()
  }
}

function withDatabase(url: string, name: string): string {
  const changed = new URL(url)
  changed.pathname = `/${name}`
  return changed.href
}
