import { spawn } from 'node:child_process'
import { closeSync, openSync, readFileSync, renameSync, rmSync, statSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { type Account, postgresAccount } from './account.ts'
import { type Binaries, findBinaries } from './binaries.ts'
import {
  type ClusterFile,
  clusterHome,
  newPassword,
  readClusterFile,
  urlOf,
  writeClusterFile,
} from './cluster-files.ts'
import { initialise } from './initialise.ts'
import { commandOf, ended, isAlive, startOf } from './process.ts'

export type ClusterOptions = {
  dataDir: string
  database: string
  /** Sentences for the person who started the program. */
  say: (sentence: string) => void
  /** Off only where losing everything is no loss: the tests. */
  isDurable?: boolean
}

export type Cluster = { url: string; port: number; stop(): Promise<void> }

const user = 'tequio'
/** For clusters that live as long as a run of tests: nothing outlives them, and their hundreds of databases no vacuum. */
const fleeting = {
  ...{ fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off', autovacuum: 'off' },
  ...{ wal_level: 'minimal', max_wal_senders: '0' },
}
/** Recovery after a power cut replays the write-ahead log; an hour of writes takes far less than this. */
const startTimeoutMs = 120_000

/**
 * Starts the cluster of a data directory, or takes over the one a killed process left running. The caller holds the lock
 * of the directory.
 */
export async function startCluster(options: ClusterOptions): Promise<Cluster> {
  const account = postgresAccount()
  const home = clusterHome(options.dataDir, account, options.say)
  const directory = join(home, 'data')
  const kept = readClusterFile(options.dataDir)
  const orphan = postmasterOf(directory)
  if (orphan !== null && kept !== null && kept.directory === directory && (await answers(kept, orphan))) {
    options.say('La base de datos seguía en marcha desde un cierre brusco: se retoma tal como está.')
    return opened(kept, orphan, options)
  }
  if (orphan !== null) await stopPostmaster(orphan)
  const binaries = await findBinaries(account)
  // Whatever folder it lies in now: a restored or moved copy brings the password it was made with.
  const password = kept?.password ?? newPassword()
  await initialise({ binaries, account, directory, user, password, say: options.say })
  refuseOtherMajor(directory, binaries)
  return launched({ directory, password, user, port: 0 }, binaries, account, options)
}

function refuseOtherMajor(directory: string, binaries: Binaries): void {
  const found = Number.parseInt(readFileSync(join(directory, 'PG_VERSION'), 'utf8'), 10)
  if (found === binaries.major) return
  throw new Error(
    `Los datos de ${directory} son de PostgreSQL ${found} y este programa trae PostgreSQL ${binaries.major}. ` +
      'Saca una copia con la versión anterior de Tequio (pg_dump) y restáurala en una carpeta de datos nueva.',
  )
}

async function launched(
  draft: ClusterFile,
  binaries: Binaries,
  account: Account | null,
  options: ClusterOptions,
): Promise<Cluster> {
  removeStalePidFile(draft.directory)
  for (let attempt = 1; ; attempt++) {
    const file = { ...draft, port: await freePort() }
    writeClusterFile(options.dataDir, file)
    const { pid, hasExited, log } = spawnPostmaster(file, binaries, account, options)
    if (await becomesReady(file, pid, hasExited)) return opened(file, pid, options)
    if (!hasExited()) await stopPostmaster(pid)
    // Between asking for a free port and using it, another program may have taken it.
    if (attempt < 3 && tail(log).includes('could not create any TCP/IP sockets')) continue
    throw new Error(`PostgreSQL no arrancó. Las últimas líneas de ${log} dicen por qué:\n${tail(log)}`)
  }
}

function spawnPostmaster(file: ClusterFile, binaries: Binaries, account: Account | null, options: ClusterOptions) {
  const log = join(options.dataDir, 'postgres.log')
  keepShort(log)
  const output = openSync(log, 'a', 0o600)
  const isDurable = options.isDurable ?? true
  const settings = {
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    timezone: 'UTC',
    log_timezone: 'UTC',
    log_checkpoints: 'off',
    // Statements may carry personal data; the log tells what failed, never with which values.
    log_error_verbosity: 'terse',
    log_min_error_statement: 'panic',
    log_parameter_max_length: '0',
    log_parameter_max_length_on_error: '0',
    max_connections: '120',
    ...(isDurable ? {} : fleeting),
  }
  const args = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])
  let exited = false
  const child = spawn(binaries.postgres, ['-D', file.directory, '-p', String(file.port), ...args], {
    // Its own process group: Ctrl-C in the terminal is for the web server, which still has requests to finish.
    detached: true,
    cwd: file.directory,
    stdio: ['ignore', output, output],
    env: { PATH: process.env.PATH ?? '', LC_ALL: 'C', TZ: 'UTC' },
    ...(account === null ? {} : { uid: account.uid, gid: account.gid }),
  })
  closeSync(output)
  child.on('exit', () => {
    exited = true
  })
  child.on('error', () => {
    exited = true
  })
  child.unref()
  return { pid: child.pid ?? -1, hasExited: () => exited, log }
}

async function opened(file: ClusterFile, pid: number, options: ClusterOptions): Promise<Cluster> {
  await createDatabase(file, options.database)
  let stopping: Promise<void> | undefined
  return {
    url: urlOf(file, options.database),
    port: file.port,
    stop: () => (stopping ??= stopPostmaster(pid)),
  }
}

async function createDatabase(file: ClusterFile, name: string): Promise<void> {
  const client = new pg.Client({ connectionString: urlOf(file, 'postgres') })
  await client.connect()
  try {
    const { rowCount } = await client.query('select from pg_database where datname = $1', [name])
    if (rowCount === 0) await client.query(`create database ${client.escapeIdentifier(name)}`)
  } finally {
    await client.end()
  }
}

async function becomesReady(file: ClusterFile, pid: number, hasExited: () => boolean): Promise<boolean> {
  const deadline = Date.now() + startTimeoutMs
  while (!hasExited() && Date.now() < deadline) {
    if (await answers(file, pid)) return true
    await sleep(40)
  }
  return false
}

/** Whether this very cluster (not another program on its old port) takes our password. */
async function answers(file: ClusterFile, pid: number): Promise<boolean> {
  const client = new pg.Client({ connectionString: urlOf(file, 'postgres'), connectionTimeoutMillis: 5_000 })
  client.on('error', () => {})
  try {
    await client.connect()
    const { rows } = await client.query<{ directory: string }>(`select current_setting('data_directory') as directory`)
    return rows[0]?.directory === file.directory && isAlive(pid)
  } catch {
    return false
  } finally {
    await client.end().catch(() => {})
  }
}

/** The living server of a data directory that nobody of us started in this process. */
function postmasterOf(directory: string): number | null {
  const pid = pidInFile(directory)
  return pid !== null && startOf(pid) !== null && commandOf(pid).includes(directory) ? pid : null
}

function pidInFile(directory: string): number | null {
  try {
    const pid = Number.parseInt(readFileSync(join(directory, 'postmaster.pid'), 'utf8'), 10)
    return Number.isSafeInteger(pid) && pid > 0 ? pid : null
  } catch {
    return null
  }
}

/**
 * PostgreSQL refuses to start when its old process number is alive, even as somebody else: usual in containers, where
 * numbers begin at 1 again.
 */
function removeStalePidFile(directory: string): void {
  if (pidInFile(directory) !== null && postmasterOf(directory) === null) {
    rmSync(join(directory, 'postmaster.pid'), { force: true })
  }
}

async function stopPostmaster(pid: number): Promise<void> {
  // "Fast": open transactions are rolled back, everything committed is checkpointed. "Immediate" only when that hangs.
  for (const [signal, timeoutMs] of [
    ['SIGINT', 20_000],
    ['SIGQUIT', 10_000],
  ] as const) {
    try {
      process.kill(pid, signal)
    } catch {
      return
    }
    if (await ended(pid, timeoutMs)) return
  }
  throw new Error(`PostgreSQL (proceso ${pid}) no terminó en 30 segundos.`)
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer()
    server.on('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      const port = typeof address === 'object' && address !== null ? address.port : 0
      server.close(() => resolve(port))
    })
  })
}

function keepShort(log: string): void {
  try {
    if (statSync(log).size > 5_000_000) renameSync(log, `${log}.1`)
  } catch {}
}

function tail(log: string): string {
  return readFileSync(log, 'utf8').split('\n').slice(-8).join('\n')
}
