import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { Logger, runMigrations } from 'graphile-worker'
import pg from 'pg'

export const migrationsDirectory = fileURLToPath(new URL('../../../db/migrations/', import.meta.url))

type Migration = { name: string; sql: string; sha256: string }

/** Any number would do; this one is ours, so that several processes starting at once wait for each other. */
const advisoryLock = 7_364_736

const silent = new Logger(() => () => {})

/**
 * Brings a database up to date: our migrations in order, each in its own transaction, then the job queue's. Returns the names
 * applied now.
 */
export async function migrate(url: string, directory = migrationsDirectory): Promise<string[]> {
  const migrations = await readMigrations(directory)
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    await client.query('select pg_advisory_lock($1)', [advisoryLock])
    const applied = await applyAll(client, migrations)
    await runMigrations({ connectionString: url, logger: silent })
    return applied
  } finally {
    await client.end()
  }
}

/** Names of the migrations that this program has and the database has not; for the readiness address. */
export async function pendingMigrations(applied: string[], directory = migrationsDirectory): Promise<string[]> {
  const names = (await readMigrations(directory)).map((migration) => migration.name)
  return names.filter((name) => !applied.includes(name))
}

async function applyAll(client: pg.Client, migrations: Migration[]): Promise<string[]> {
  await client.query(`create table if not exists schema_migrations (
    name text primary key,
    sha256 text not null,
    applied_at timestamptz not null default now()
  )`)
  const { rows } = await client.query<{ name: string; sha256: string }>('select name, sha256 from schema_migrations')
  const known = new Map(rows.map((row) => [row.name, row.sha256]))
  refuseStrangeHistory(known, migrations)
  const fresh = migrations.filter((migration) => !known.has(migration.name))
  for (const migration of fresh) await apply(client, migration)
  return fresh.map((migration) => migration.name)
}

function refuseStrangeHistory(known: Map<string, string>, migrations: Migration[]): void {
  for (const { name, sha256 } of migrations) {
    const applied = known.get(name)
    if (applied === undefined || applied === sha256) continue
    throw new Error(
      `La migración ${name} cambió después de aplicarse a esta base de datos. ` +
        'Una migración aplicada no se edita: devuelve el archivo a como estaba y escribe el cambio en una nueva.',
    )
  }
  const names = new Set(migrations.map((migration) => migration.name))
  for (const name of known.keys()) {
    if (names.has(name)) continue
    throw new Error(
      `La base de datos ya tiene la migración ${name}, que esta versión de Tequio no conoce. ` +
        'Usa la versión con la que se actualizó, o una posterior.',
    )
  }
  const lastKnown = [...known.keys()].sort().at(-1) ?? ''
  const late = migrations.find(({ name }) => !known.has(name) && name < lastKnown)
  if (late !== undefined) {
    throw new Error(`La migración ${late.name} llega tarde: ya se aplicó ${lastKnown}. Dale un número mayor.`)
  }
}

async function apply(client: pg.Client, { name, sql, sha256 }: Migration): Promise<void> {
  await client.query('begin')
  try {
    await client.query(sql)
    await client.query('insert into schema_migrations (name, sha256) values ($1, $2)', [name, sha256])
    await client.query('commit')
  } catch (cause) {
    await client.query('rollback')
    const reason = cause instanceof Error ? cause.message : String(cause)
    throw new Error(`La migración ${name} falló y no dejó nada a medias: ${reason}`, { cause })
  }
}

async function readMigrations(directory: string): Promise<Migration[]> {
  const names = (await readdir(directory)).filter((name) => name.endsWith('.sql')).sort()
  const wrong = names.find((name) => !/^\d{4}_[a-z0-9_]+\.sql$/.test(name))
  if (wrong !== undefined) throw new Error(`El nombre de la migración ${wrong} no es NNNN_nombre.sql.`)
  return Promise.all(
    names.map(async (name) => {
      const sql = await readFile(join(directory, name), 'utf8')
      return { name, sql, sha256: createHash('sha256').update(sql).digest('hex') }
    }),
  )
}
