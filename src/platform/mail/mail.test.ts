import assert from 'node:assert/strict'
import { after, before, beforeEach, test } from 'node:test'
import { runOnce } from 'graphile-worker'
import PostalMime, { type Email } from 'postal-mime'
import { SMTPServer } from 'smtp-server'
import { type TestDatabase, testDatabase } from '../../../test/database.ts'
import { queueMail } from './queue.ts'
import { createMailer, type Mailer } from './send.ts'
import { mailTasks, purgeMails } from './tasks.ts'

let database: TestDatabase
let server: SMTPServer
let mailer: Mailer
let smtpUrl: string
const received: Email[] = []
let refusal: string | null = null
let whileReceiving: () => Promise<void> = async () => {}

before(async () => {
  database = await testDatabase()
  server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS', 'AUTH'],
    onRcptTo: (address, _session, done) =>
      refusal ? done(Object.assign(new Error(`${refusal} ${address.address}`), { responseCode: 550 })) : done(),
    onData: (stream, _session, done) => {
      const parts: Buffer[] = []
      stream.on('data', (part: Buffer) => parts.push(part))
      stream.on('end', async () => {
        await whileReceiving()
        received.push(await PostalMime.parse(Buffer.concat(parts)))
        done()
      })
    },
  })
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve))
  const { port } = server.server.address() as { port: number }
  smtpUrl = `smtp://127.0.0.1:${port}`
  mailer = createMailer(database.db, { smtpUrl, from: 'Tequio <avisos@example.org>' })
})
after(async () => {
  mailer.close()
  await new Promise<void>((resolve) => server.close(resolve))
  await database.drop()
})
beforeEach(async () => {
  received.length = 0
  refusal = null
  whileReceiving = async () => {}
  await database.db.deleteFrom('mails').execute()
})

const mail = {
  recipient: 'nadia@example.org',
  subject: 'Tu enlace: ñandú y más',
  text: 'Hola.\n\nhttps://plan.example.org/entrar/enlace?token=abc\n',
  html: '<p>Hola</p>',
  purpose: 'sign-in',
}
const queue = () => database.db.transaction().execute((tx) => queueMail(tx, mail, new Date()))
const row = (id: string) => database.db.selectFrom('mails').selectAll().where('id', '=', id).executeTakeFirstOrThrow()

test('a mail is delivered as it was written, and its text is not kept afterwards', async () => {
  const id = await queue()
  await mailer.send(id)
  const [got] = received
  assert.equal(got?.subject, mail.subject)
  assert.equal(got?.to?.[0]?.address, 'nadia@example.org')
  assert.equal(got?.text?.trim(), mail.text.trim())
  assert.equal(got?.html?.trim(), mail.html)
  assert.match(got?.messageId ?? '', new RegExp(id))
  const kept = await row(id)
  assert.ok(kept.sent_at)
  assert.equal(kept.text_body, '')
  assert.equal(kept.html_body, null)
})

test('the queue of the worker sends what a transaction queued, and nothing of one that failed', async () => {
  const taskList = mailTasks(database.db, { smtpUrl, from: 'avisos@example.org' })
  await queue()
  await assert.rejects(
    database.db.transaction().execute(async (tx) => {
      await queueMail(tx, { ...mail, recipient: 'nunca@example.org' }, new Date())
      throw new Error('the change failed')
    }),
  )
  await runOnce({ connectionString: database.url, taskList, noHandleSignals: true })
  assert.deepEqual(
    received.map(({ to }) => to?.[0]?.address),
    ['nadia@example.org'],
  )
})

test('a job done twice, even at the same moment, sends one mail', async () => {
  const id = await queue()
  let both: Promise<void> | undefined
  whileReceiving = async () => {
    // The second worker starts while the first is in the middle of sending.
    both ??= mailer.send(id)
  }
  await mailer.send(id)
  await both
  await mailer.send(id)
  assert.equal(received.length, 1)
})

test('a refusal leaves the mail for the next try, and a reason without addresses', async () => {
  const id = await queue()
  refusal = 'no such mailbox'
  await assert.rejects(mailer.send(id), (error: Error) => !error.message.includes('nadia'))
  const failed = await row(id)
  assert.equal(failed.sent_at, null)
  assert.match(failed.last_error ?? '', /550/)
  assert.ok(!failed.last_error?.includes('nadia'))
  refusal = null
  await mailer.send(id)
  assert.equal(received.length, 1)
  assert.equal((await row(id)).last_error, null)
})

test('without a server mails stay to be read', async () => {
  const id = await queue()
  await createMailer(database.db, { smtpUrl: null, from: 'x@example.org' }).send(id)
  const kept = await row(id)
  assert.equal(kept.sent_at, null)
  assert.equal(kept.text_body, mail.text)
})

test('mails are purged after seven days', async () => {
  const id = await queue()
  const day = 86_400_000
  assert.equal(await purgeMails(database.db, new Date(Date.now() + 6.9 * day)), 0)
  assert.ok(await row(id))
  assert.equal(await purgeMails(database.db, new Date(Date.now() + 7.1 * day)), 1)
})
