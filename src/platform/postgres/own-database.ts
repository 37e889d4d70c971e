import { randomBytes } from 'node:crypto'
import pg from 'pg'
import type { Database } from '../context.ts'
import { openDatabase } from '../db/database.ts'
import { migrate } from '../db/migrate.ts'

/** Whoever connects may not make databases on that server (SQLSTATE 42501). */
export class NoOwnDatabase extends Error {
  override name = 'NoOwnDatabase'
}

/** Runs something in a database of its own beside the one of `url`, migrated and empty, which is dropped afterwards. */
export async function withOwnDatabase<Result>(url: string, act: (db: Database) => Promise<Result>): Promise<Result> {
  const name = `tequio_ensayo_${randomBytes(4).toString('hex')}`
  await asked(url, `create database "${name}" template template0`)
  try {
    const own = new URL(url)
    own.pathname = `/${name}`
    await migrate(own.href)
    const db = openDatabase(own.href)
    try {
      return await act(db)
    } finally {
      await db.destroy()
    }
  } finally {
    await asked(url, `drop database if exists "${name}" with (force)`)
  }
}

async function asked(url: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    await client.query(statement)
  } catch (error) {
    if ((error as { code?: string }).code === '42501') throw new NoOwnDatabase(statement)
    throw error
  } finally {
    await client.end()
  }
}
