import assert from 'node:assert/strict'
import { after, before, beforeEach, test } from 'node:test'
import { sql } from 'kysely'
import { type TestDatabase, testDatabase } from '../../../test/database.ts'
import { type CurtSmtp, startCurtSmtp } from '../../../test/telling/curt-smtp.ts'
import { queueMail } from './queue.ts'
import { createMailer, MailNotSent } from './send.ts'
import { doubtForgotten } from './tasks.ts'

let database: TestDatabase
let server: CurtSmtp
let atEnd: () => Promise<string | null>
const now = new Date('2026-06-10T15:00:00Z')

before(async () => {
  database = await testDatabase()
  server = await startCurtSmtp(() => atEnd())
})
after(async () => {
  await server.close()
  await database.drop()
})
beforeEach(async () => {
  server.seen.length = 0
  atEnd = async () => '250 taken'
  await database.db.deleteFrom('mails').execute()
})

const mailer = (query = '') =>
  createMailer(database.db, { smtpUrl: `${server.url}/${query}`, from: 'Tequio <avisos@example.org>' }, () => now)
const mail = { recipient: 'nadia@example.org', subject: 'Aviso', text: 'Hola.\n', html: null, purpose: 'follow' }
const queue = (more: { isAwaited?: boolean } = {}) =>
  database.db.transaction().execute((tx) => queueMail(tx, { ...mail, ...more }, now))
const row = (id: string) => database.db.selectFrom('mails').selectAll().where('id', '=', id).executeTakeFirstOrThrow()
const jobs = async (id: string) =>
  (await sql`select from graphile_worker._private_jobs where payload->>'id' = ${id}`.execute(database.db)).rows.length

for (const query of ['', '?pool=true']) {
  const how = query === '' ? 'one connection a mail' : 'pooled'

  test(`the mark is written before the last byte leaves (${how})`, async (t) => {
    const sender = mailer(query)
    t.after(() => sender.close())
    const id = await queue()
    await database.db.updateTable('mails').set({ last_error: 'EENVELOPE 451' }).where('id', '=', id).execute()
    const marked: unknown[] = []
    atEnd = async () => {
      const { handed_at, last_error } = await row(id)
      marked.push(handed_at, last_error)
      return '250 taken'
    }
    await sender.send(id)
    assert.deepEqual(marked, [now, null], 'what went wrong before is not why this one is in doubt')
    const sent = await row(id)
    assert.deepEqual([sent.sent_at, sent.doubted_at, sent.text_body], [now, null, ''])
  })

  test(`a connection that breaks after the last byte leaves a doubt, and is not tried again (${how})`, async (t) => {
    const sender = mailer(query)
    t.after(() => sender.close())
    // The pool tries a message again by itself over a connection that it had before.
    const first = await queue()
    await sender.send(first)
    const id = await queue()
    atEnd = async () => null
    await sender.send(id)
    const doubtful = await row(id)
    assert.deepEqual([doubtful.sent_at, doubtful.doubted_at, doubtful.text_body], [null, now, mail.text])
    assert.ok(doubtful.last_error && !doubtful.last_error.includes('nadia'))
    atEnd = async () => '250 taken'
    await sender.send(id)
    assert.equal(server.seen.length, 2, 'the first and this one, once')
  })

  test(`a refusal of the last byte is certain: it is tried again (${how})`, async (t) => {
    const sender = mailer(query)
    t.after(() => sender.close())
    const id = await queue()
    for (const answer of ['451 later', '554 no', '421 closing']) {
      atEnd = async () => answer
      await assert.rejects(sender.send(id), MailNotSent)
      const refused = await row(id)
      assert.deepEqual([refused.sent_at, refused.handed_at, refused.doubted_at], [null, null, null], answer)
    }
    atEnd = async () => '250 taken'
    await sender.send(id)
    assert.ok((await row(id)).sent_at)
    assert.equal(server.seen.length, 4)
  })
}

test('what a killed worker had handed over is in doubt for the next, and nothing is sent', async (t) => {
  const sender = mailer()
  t.after(() => sender.close())
  const id = await queue()
  await database.db.updateTable('mails').set({ handed_at: now }).where('id', '=', id).execute()
  await sender.send(id)
  assert.deepEqual((await row(id)).doubted_at, now)
  assert.equal(server.seen.length, 0)
})

test('a mail that somebody waits for is sent again after a death or a broken connection', async (t) => {
  const sender = mailer()
  t.after(() => sender.close())
  const id = await queue({ isAwaited: true })
  atEnd = async () => null
  await assert.rejects(sender.send(id), MailNotSent)
  assert.equal((await row(id)).doubted_at, null)
  atEnd = async () => '250 taken'
  await sender.send(id)
  assert.ok((await row(id)).sent_at)
  assert.equal(server.seen.length, 2)
})

test('a worker taken for dead that hears a refusal after all gives the mail a new job', async (t) => {
  const sender = mailer()
  t.after(() => sender.close())
  const id = await queue()
  const before = await jobs(id)
  atEnd = async () => {
    await sender.send(id)
    return '451 later'
  }
  await assert.rejects(sender.send(id), MailNotSent)
  assert.equal((await row(id)).handed_at, null)
  assert.equal(await jobs(id), before + 1)
})

test('of two workers only the one with the mark ends its message', async (t) => {
  const [one, other] = [mailer(), mailer()]
  t.after(() => {
    one.close()
    other.close()
  })
  const id = await queue()
  const ended = await Promise.allSettled([one.send(id), other.send(id)])
  assert.equal(server.seen.length, 1)
  assert.ok((await row(id)).sent_at)
  assert.ok(ended.some(({ status }) => status === 'fulfilled'))
})

test('a mark that no job comes back to is a doubt after a quarter of an hour', async () => {
  const id = await queue()
  await database.db.updateTable('mails').set({ handed_at: now }).where('id', '=', id).execute()
  assert.equal(await doubtForgotten(database.db, new Date(now.getTime() + 14 * 60_000)), 0)
  assert.equal(await doubtForgotten(database.db, new Date(now.getTime() + 16 * 60_000)), 1)
  assert.ok((await row(id)).doubted_at)
})
