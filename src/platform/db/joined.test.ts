import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { type TestDatabase, testDatabase } from '../../../test/database.ts'
import type { Database } from '../context.ts'
import { newId } from '../identity.ts'
import { joined } from './joined.ts'

let database: TestDatabase
before(async () => {
  database = await testDatabase()
})
after(() => database.drop())

/** A command of the usual shape: it begins its own transaction. */
async function create(db: Database, slug: string, fails = false): Promise<void> {
  await db.transaction().execute(async (tx) => {
    const row = { id: newId(), kind: 'municipality', slug, name: slug, is_fictional: true, created_at: new Date(0) }
    await tx.insertInto('spaces').values(row).execute()
    if (fails) throw new Error('refused')
  })
}

const slugs = async (db: Database) => {
  const rows = await db.selectFrom('spaces').select('slug').orderBy('slug').execute()
  return rows.map(({ slug }) => slug)
}

test('commands that begin their own transaction become parts of one: what is refused leaves nothing, the rest is kept', async () => {
  await database.db.transaction().execute(async (tx) => {
    const db = joined(tx)
    await create(db, 'una')
    await assert.rejects(create(db, 'no', true), /refused/)
    await create(db, 'otra')
    assert.deepEqual(await slugs(db), ['otra', 'una'])
    assert.deepEqual(await slugs(database.db), [], 'nobody else sees them yet')
  })
  assert.deepEqual(await slugs(database.db), ['otra', 'una'])
})

test('when the one transaction fails, none of its parts is there', async () => {
  const failing = database.db.transaction().execute(async (tx) => {
    await create(joined(tx), 'perdida')
    throw new Error('killed')
  })
  await assert.rejects(failing, /killed/)
  assert.deepEqual(await slugs(database.db), ['otra', 'una'])
})
