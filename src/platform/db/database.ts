import { Kysely, PostgresDialect } from 'kysely'
import pg from 'pg'
import type { DB } from './types.ts'

export type Database = Kysely<DB>

const { builtins } = pg.types

/** Whole numbers beyond 2^53 would silently change on their way; none of ours gets there, so one that does is a bug. */
function wholeNumber(text: string): number {
  const value = Number(text)
  if (!Number.isSafeInteger(value)) throw new RangeError(`int8 out of safe range: ${text}`)
  return value
}

const parsers = new Map<number, (text: string) => unknown>([
  // A date is a day on the calendar, not an instant: 'YYYY-MM-DD' as it is written.
  [builtins.DATE, (text) => text],
  [builtins.INT8, wholeNumber],
  [builtins.NUMERIC, Number],
])

/** PostgreSQL's values as the program wants them; for this program's pools only, never for the whole process. */
export const typeParsers = {
  getTypeParser: ((oid: number, format?: 'text' | 'binary') =>
    (format !== 'binary' ? parsers.get(oid) : undefined) ??
    pg.types.getTypeParser(oid, format as 'text')) as typeof pg.types.getTypeParser,
}

export type PoolOptions = { max?: number; onError?: (error: Error) => unknown }

export function openPool(url: string, { max = 10, onError = () => {} }: PoolOptions = {}): pg.Pool {
  const pool = new pg.Pool({
    connectionString: url,
    max,
    types: typeParsers,
    application_name: 'tequio',
    connectionTimeoutMillis: 10_000,
    idleTimeoutMillis: 60_000,
    keepAlive: true,
    options: '-c timezone=UTC',
  })
  // An idle connection that breaks is replaced by the next query; without a listener it would end the process.
  pool.on('error', onError)
  return pool
}

export function databaseOver(pool: pg.Pool): Database {
  return new Kysely<DB>({ dialect: new PostgresDialect({ pool }) })
}

export function openDatabase(url: string, options: PoolOptions = {}): Database {
  return databaseOver(openPool(url, options))
}

const oldestMajor = 15

/** @throws with a sentence when the server of DATABASE_URL is out of reach or too old. */
export async function refuseOldServer(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 10_000 })
  client.on('error', () => {})
  try {
    await client.connect()
  } catch (error) {
    const reason = error instanceof Error ? error.message || (error as NodeJS.ErrnoException).code : String(error)
    throw new Error(
      `No se pudo conectar con la base de datos de DATABASE_URL (${reason}). ` +
        'Revisa que el servidor esté en marcha y que dirección, usuario y contraseña sean los correctos.',
    )
  }
  try {
    const { rows } = await client.query<{ version: string }>(`select current_setting('server_version_num') as version`)
    const refusal = versionRefusal(Number(rows[0]?.version))
    if (refusal !== null) throw new Error(refusal)
  } finally {
    await client.end()
  }
}

/** `server_version_num` is major x 10000 + minor since version 10. */
export function versionRefusal(versionNumber: number): string | null {
  const major = Math.floor(versionNumber / 10_000)
  if (major >= oldestMajor) return null
  return (
    `El servidor de DATABASE_URL es PostgreSQL ${major} y Tequio necesita el ${oldestMajor} o uno posterior. ` +
    'Actualiza ese servidor, o quita DATABASE_URL para usar el PostgreSQL incluido.'
  )
}
