import { createHash, randomBytes } from 'node:crypto'
import { chownSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { type Account, canReach } from './account.ts'

/** What a start leaves for the next one and for commands run beside it. Holds the password: readable by its owner only. */
export type ClusterFile = { directory: string; port: number; password: string; user: string }

const path = (dataDir: string) => join(dataDir, 'postgres.json')

export function readClusterFile(dataDir: string): ClusterFile | null {
  try {
    return JSON.parse(readFileSync(path(dataDir), 'utf8')) as ClusterFile
  } catch {
    return null
  }
}

export function writeClusterFile(dataDir: string, file: ClusterFile): void {
  const draft = `${path(dataDir)}.${process.pid}`
  writeFileSync(draft, `${JSON.stringify(file, null, 2)}\n`, { mode: 0o600 })
  renameSync(draft, path(dataDir))
}

export function newPassword(): string {
  return randomBytes(24).toString('base64url')
}

export function urlOf(file: ClusterFile, database: string): string {
  return `postgres://${file.user}:${encodeURIComponent(file.password)}@127.0.0.1:${file.port}/${database}`
}

/** A place outside the checkout that any system account can enter, standing for a folder that it cannot. */
export function fallbackFolder(folder: string): string {
  return `/var/lib/tequio-${createHash('sha256').update(resolve(folder)).digest('hex').slice(0, 12)}`
}

/**
 * The folder that holds the cluster's own, made ready for the account that runs PostgreSQL: under the data directory, or,
 * where that account cannot enter it (a checkout under /root), in `fallbackFolder`.
 */
export function clusterHome(dataDir: string, account: Account | null, say: (sentence: string) => void): string {
  const near = join(resolve(dataDir), 'postgres')
  mkdirSync(near, { recursive: true })
  if (account === null) return near
  if (canReach(account, near)) return owned(near, account)
  const far = fallbackFolder(dataDir)
  mkdirSync(far, { recursive: true, mode: 0o755 })
  const home = join(far, 'postgres')
  const isNew = mkdirSync(home, { recursive: true }) !== undefined
  if (isNew)
    say(`El usuario ${account.name} no puede entrar en ${resolve(dataDir)}: la base de datos se guarda en ${home}.`)
  return owned(home, account)
}

function owned(folder: string, account: Account): string {
  chownSync(folder, account.uid, account.gid)
  return folder
}
