import assert from 'node:assert/strict'
import { copyFileSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type TestContext, test } from 'node:test'
import pg from 'pg'
import { schemaFile, schemaOf, typesFile, typesOf } from '../../../bin/schema-artifacts.ts'
import { emptyDatabase } from '../../../test/database.ts'
import { openDatabase, versionRefusal } from './database.ts'
import { migrate, migrationsDirectory } from './migrate.ts'

async function empty(t: TestContext): Promise<string> {
  const { url, drop } = await emptyDatabase()
  t.after(drop)
  return url
}

function folder(t: TestContext, files: Record<string, string>): string {
  const path = mkdtempSync(join(tmpdir(), 'tequio-migrations-'))
  t.after(() => rmSync(path, { recursive: true }))
  for (const [name, sql] of Object.entries(files)) writeFileSync(join(path, name), sql)
  return path
}

async function names(url: string, sql: string): Promise<string[]> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    return (await client.query<{ name: string }>(sql)).rows.map((row) => row.name)
  } finally {
    await client.end()
  }
}

const tablesSql = `select tablename as name from pg_tables where schemaname = 'public' order by 1`

test('migrating twice applies once, and readies the job queue', async (t) => {
  const url = await empty(t)
  assert.deepEqual(await migrate(url), readdirSync(migrationsDirectory).sort())
  assert.deepEqual(await migrate(url), [])
  assert.deepEqual(await names(url, `select nspname as name from pg_namespace where nspname = 'graphile_worker'`), [
    'graphile_worker',
  ])
})

test('several processes that start at once apply each migration once', async (t) => {
  const url = await empty(t)
  const applied = await Promise.all([migrate(url), migrate(url), migrate(url)])
  assert.deepEqual(applied.flat(), readdirSync(migrationsDirectory).sort())
})

test('an applied migration that changed is refused', async (t) => {
  const url = await empty(t)
  const directory = folder(t, { '0001_a.sql': 'create table a ()' })
  await migrate(url, directory)
  writeFileSync(join(directory, '0001_a.sql'), 'create table a (id int)')
  await assert.rejects(migrate(url, directory), /0001_a\.sql cambió después de aplicarse/)
})

test('a migration that fails leaves nothing of itself and keeps those before it', async (t) => {
  const url = await empty(t)
  const directory = folder(t, { '0001_a.sql': 'create table a ()', '0002_b.sql': 'create table b (); select 1/0' })
  await assert.rejects(migrate(url, directory), /0002_b\.sql falló y no dejó nada a medias: division by zero/)
  assert.deepEqual(await names(url, tablesSql), ['a', 'schema_migrations'])
})

test('a database from a newer version, and a number that comes late, are refused', async (t) => {
  const url = await empty(t)
  await migrate(url, folder(t, { '0001_a.sql': 'select 1', '0003_c.sql': 'select 1' }))
  await assert.rejects(
    migrate(url, folder(t, { '0001_a.sql': 'select 1' })),
    /0003_c\.sql, que esta versión de Tequio no conoce/,
  )
  const late = folder(t, { '0001_a.sql': 'select 1', '0002_b.sql': 'select 1', '0003_c.sql': 'select 1' })
  await assert.rejects(migrate(url, late), /0002_b\.sql llega tarde/)
})

test('a file without a number is refused before anything is applied', async (t) => {
  const url = await empty(t)
  await assert.rejects(migrate(url, folder(t, { 'a.sql': 'create table a ()' })), /no es NNNN_nombre\.sql/)
  assert.deepEqual(await names(url, tablesSql), [])
})

test('the committed types and schema are those of the migrations (npm run db:types writes them)', async (t) => {
  const url = await empty(t)
  const directory = folder(t, {})
  for (const name of readdirSync(migrationsDirectory))
    copyFileSync(join(migrationsDirectory, name), join(directory, name))
  await migrate(url, directory)
  assert.equal(await typesOf(url), readFileSync(typesFile, 'utf8'))
  assert.equal(await schemaOf(url), readFileSync(schemaFile, 'utf8'))
})

test('dates are days, whole numbers are numbers, and one too large is refused', async (t) => {
  const db = openDatabase(await empty(t), { max: 1 })
  t.after(() => db.destroy())
  const { sql } = await import('kysely')
  const ask = async (expression: string) =>
    (await sql.raw<{ v: unknown }>(`select ${expression} as v`).execute(db)).rows[0]?.v
  assert.equal(await ask(`date '2019-12-10'`), '2019-12-10')
  assert.equal(await ask('9007199254740991::int8'), 9007199254740991)
  assert.equal(await ask('12.50::numeric'), 12.5)
  assert.deepEqual(await ask(`timestamptz '2020-01-01 00:00:00-06'`), new Date('2020-01-01T06:00:00Z'))
  await assert.rejects(ask('9007199254740992::int8'), RangeError)
})

test('a server older than 15 is refused with a sentence', () => {
  assert.match(versionRefusal(140_011) ?? '', /es PostgreSQL 14 y Tequio necesita el 15/)
  assert.equal(versionRefusal(150_000), null)
})
