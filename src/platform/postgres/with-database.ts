import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import type { Config } from '../config.ts'
import { type Database, openDatabase, refuseOldServer } from '../db/database.ts'
import { migrate } from '../db/migrate.ts'
import { type Cluster, startCluster } from './cluster.ts'
import { readClusterFile, urlOf } from './cluster-files.ts'
import { DataDirectoryHeld, type Lock, takeLock } from './lock.ts'

export const databaseName = 'tequio'

export type Standing = { url: string; lock: Lock | null; stop(): Promise<void> }

/** The database a server uses: the one of DATABASE_URL, or a cluster that this process alone holds until `stop`. */
export async function standDatabase(
  config: Config,
  purpose: string,
  say: (sentence: string) => void,
): Promise<Standing> {
  if (config.databaseUrl !== null) {
    await refuseOldServer(config.databaseUrl)
    return { url: config.databaseUrl, lock: null, stop: async () => {} }
  }
  const lock = await takeLock(config.dataDir, purpose)
  try {
    const cluster = await startCluster({ dataDir: config.dataDir, database: databaseName, say })
    return { url: cluster.url, lock, stop: () => stopAndRelease(cluster, lock) }
  } catch (error) {
    lock.release()
    throw error
  }
}

async function stopAndRelease(cluster: Cluster, lock: Lock): Promise<void> {
  try {
    await cluster.stop()
  } finally {
    lock.release()
  }
}

/**
 * Runs a command on the database, migrated: the one of DATABASE_URL, else the cluster of a server (or another command) that is
 * alive, else one started for as long as this takes.
 */
export async function withDatabase<Result>(
  config: Config,
  act: (db: Database, url: string) => Promise<Result>,
  say: (sentence: string) => void = (sentence) => void process.stderr.write(`${sentence}\n`),
): Promise<Result> {
  const { url, stop } = await reachDatabase(config, say)
  try {
    await migrate(url)
    const db = openDatabase(url)
    try {
      return await act(db, url)
    } finally {
      await db.destroy()
    }
  } finally {
    await stop()
  }
}

const holderMayTakeMs = 60_000

async function reachDatabase(
  config: Config,
  say: (sentence: string) => void,
): Promise<{ url: string; stop(): Promise<void> }> {
  const deadline = Date.now() + holderMayTakeMs
  for (;;) {
    try {
      const standing = await standDatabase(config, 'una orden tequio', say)
      return { url: standing.url, stop: () => afterOthers(standing) }
    } catch (error) {
      if (!(error instanceof DataDirectoryHeld)) throw error
      const guest = await besideHolder(config)
      if (guest !== null) return guest
      if (Date.now() > deadline) throw error
      // The holder is still starting its cluster, or already stopping it.
      await sleep(100)
    }
  }
}

/** Our own open connection tells the holder, if it is a command about to finish, to wait for us. */
async function besideHolder(config: Config): Promise<{ url: string; stop(): Promise<void> } | null> {
  const file = readClusterFile(config.dataDir)
  if (file === null) return null
  const url = urlOf(file, databaseName)
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 2_000, keepAlive: true })
  client.on('error', () => {})
  try {
    await client.connect()
    return { url, stop: () => client.end() }
  } catch {
    await client.end().catch(() => {})
    return null
  }
}

/** Another command may have come to use the cluster that this one started; it is stopped when the last one leaves. */
async function afterOthers({ url, stop }: Standing): Promise<void> {
  const client = new pg.Client({ connectionString: url })
  client.on('error', () => {})
  await client.connect()
  const others = `select from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()
    and backend_type = 'client backend'`
  while (((await client.query(others)).rowCount ?? 0) > 0) await sleep(100)
  await client.end()
  await stop()
}
