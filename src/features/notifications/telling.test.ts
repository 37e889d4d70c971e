import assert from 'node:assert/strict'
import { after, afterEach, before, beforeEach, test } from 'node:test'
import { addFollow, happen, sender } from '../../../test/telling/followers.ts'
import { type SmtpServer, startSmtp } from '../../../test/telling/smtp.ts'
import { type TrackingStage, trackingStage } from '../../../test/tracking-stage.ts'
import { createMailer } from '../../platform/mail/send.ts'
import { notificationCouriers, tellAll } from './jobs.ts'
import { coalesced, headerText, type Item } from './model.ts'
import { sendDue } from './sending/commands.ts'
import { tellFollowers } from './telling/commands.ts'

let stage: TrackingStage
let smtp: SmtpServer
const minute = 60_000
const later = (ms: number) => new Date(stage.now.getTime() + ms)

before(async () => {
  smtp = await startSmtp()
})
after(() => smtp.close())
beforeEach(async () => {
  stage = await trackingStage()
  smtp.received.length = 0
})
afterEach(() => stage.close())

const activity = () => ({ type: 'activity', id: stage.activities['1.1'] })
const verified = (now: Date) =>
  happen(stage.db, now, { type: 'activity.verified', spaceId: stage.space.id, subject: activity() })
const mails = () =>
  stage.db.selectFrom('mails').selectAll().where('purpose', '=', 'follow').orderBy('queued_at').execute()
const followPlan = (email: string, cadence: 'at-once' | 'weekly' = 'at-once') =>
  addFollow(stage.db, { type: 'plan', id: stage.plan.id, email, cadence, at: stage.now })

async function deliver() {
  const mailer = createMailer(stage.db, { smtpUrl: smtp.url, from: 'a@example.org' }, undefined, notificationCouriers)
  for (const { id } of await mails()) await mailer.send(id)
  mailer.close()
}

test('what happens is told to who follows the commitment, its plan, its institutions or a place above, and to nobody else', async () => {
  const [one, two] = stage.commitments
  const at = stage.now
  const subjects = [
    { type: 'commitment', id: one?.id ?? '', email: 'compromiso@example.org' },
    { type: 'plan', id: stage.plan.id, email: 'plan@example.org' },
    { type: 'organization', id: stage.cast.institutionId, email: 'institucion@example.org' },
    { type: 'space', id: stage.space.id, email: 'lugar@example.org' },
    { type: 'commitment', id: two?.id ?? '', email: 'otro@example.org' },
    { type: 'organization', id: stage.otherInstitutionId, email: 'otra@example.org' },
  ] as const
  for (const subject of subjects) await addFollow(stage.db, { ...subject, at })
  await verified(later(minute))
  await tellAll(stage.db, sender, later(2 * minute))
  const told = (await mails()).map(({ recipient }) => recipient).sort()
  assert.deepEqual(told, ['compromiso@example.org', 'institucion@example.org', 'lugar@example.org', 'plan@example.org'])
})

test('one accepted evidence gives one message, whatever else its transaction wrote and however much of it an address follows', async () => {
  const email = 'nadia@example.org'
  await followPlan(email)
  await addFollow(stage.db, { type: 'commitment', id: stage.commitments[0]?.id ?? '', email, at: stage.now })
  const spaceId = stage.space.id
  await happen(
    stage.db,
    later(minute),
    { type: 'evidence.added', spaceId, subject: activity() },
    { type: 'evidence.added', spaceId, subject: activity() },
    { type: 'activity.verified', spaceId, subject: activity() },
  )
  await tellAll(stage.db, sender, later(2 * minute))
  const [mail, ...rest] = await mails()
  assert.deepEqual(rest, [])
  assert.equal(mail?.subject.startsWith('Alguien de fuera verificó una actividad: '), true)
  assert.equal(mail?.text_body.split('/compromisos/1').length, 2)
})

test('a follower gets at most one at-once mail of a subject an hour; what happens meanwhile comes together in the next', async () => {
  await followPlan('nadia@example.org')
  await verified(later(minute))
  await tellAll(stage.db, sender, later(minute))
  for (const minutes of [5, 20, 40]) {
    await verified(later(minutes * minute))
    await tellAll(stage.db, sender, later(minutes * minute))
  }
  assert.equal((await mails()).length, 1)
  await tellAll(stage.db, sender, later(60 * minute))
  assert.equal((await mails()).length, 1)
  await tellAll(stage.db, sender, later(61 * minute))
  const [, second, ...rest] = await mails()
  assert.deepEqual(rest, [])
  assert.match(second?.subject ?? '', /^3 novedades en Plan 2026$/)
})

test('a weekly digest goes on Monday at eight where the plan is', async () => {
  await followPlan('nadia@example.org', 'weekly')
  await verified(later(minute))
  await tellFollowers(stage.db, later(minute))
  const row = await stage.db.selectFrom('tellings').select('due_at').executeTakeFirstOrThrow()
  // Wednesday 1 April 2026; Mexico City is six hours behind.
  assert.equal(row.due_at.toISOString(), '2026-04-06T14:00:00.000Z')
  assert.equal(await sendDue(stage.db, sender, new Date('2026-04-06T13:59:59Z')), 0)
  assert.equal(await sendDue(stage.db, sender, new Date('2026-04-06T14:00:00Z')), 1)
})

test('two workers that read and send at the same moment tell once', async () => {
  for (let n = 0; n < 20; n += 1) await followPlan(`v${n}@example.org`)
  await verified(later(minute))
  const both = () => Promise.all([1, 2].map(() => tellAll(stage.db, sender, later(2 * minute))))
  await both()
  await both()
  assert.equal((await mails()).length, 20)
})

test('who confirmed after something happened is not told of it', async () => {
  await verified(later(-minute))
  await followPlan('nadia@example.org')
  await tellAll(stage.db, sender, later(minute))
  assert.equal((await mails()).length, 0)
})

test('a plan that is not public any more is not told of, though its mail was written already', async () => {
  const id = await followPlan('nadia@example.org')
  await verified(later(minute))
  await tellAll(stage.db, sender, later(minute))
  await stage.db.deleteFrom('plan_publications').where('plan_id', '=', stage.plan.id).execute()
  await deliver()
  assert.equal(smtp.received.length, 0)
  assert.equal((await mails()).length, 0)
  const row = await stage.db.selectFrom('tellings').select('dropped').where('follow_id', '=', id).executeTakeFirst()
  assert.equal(row?.dropped, 'not-public')
})

test('a mail that waits is not sent to who left meanwhile', async () => {
  const id = await followPlan('nadia@example.org')
  await verified(later(minute))
  await tellAll(stage.db, sender, later(minute))
  await stage.db.deleteFrom('follows').where('id', '=', id).execute()
  await deliver()
  assert.equal(smtp.received.length, 0)
})

test('a mail carries the one-click way out (RFC 8058), and leaving by it needs no page of ours', async () => {
  await followPlan('nadia@example.org')
  await verified(later(minute))
  await tellAll(stage.db, sender, later(minute))
  await deliver()
  const [got] = smtp.received
  const header = (name: string) => got?.headers.find(({ key }) => key === name)?.value ?? ''
  assert.equal(header('list-unsubscribe-post'), 'List-Unsubscribe=One-Click')
  const url = new URL(header('list-unsubscribe').replace(/[<>]/g, ''))
  const body = new URLSearchParams({ 'List-Unsubscribe': 'One-Click' })
  const request = { method: 'POST', body, headers: { origin: 'https://correo.example.net' } }
  assert.equal((await stage.app.request(url.pathname + url.search, request)).status, 200)
  assert.equal((await stage.db.selectFrom('follows').select('id').execute()).length, 0)
  assert.equal((await stage.app.request(url.pathname + url.search, request)).status, 200)
})

test('an address that the server does not know is written to once and never again', async () => {
  smtp.unknown.add('nadie@example.org')
  await followPlan('nadie@example.org')
  await verified(later(minute))
  await tellAll(stage.db, sender, later(minute))
  await deliver()
  const bounced = await stage.db.selectFrom('bounced_addresses').select(['email', 'reason']).execute()
  assert.deepEqual(bounced, [{ email: 'nadie@example.org', reason: 'EENVELOPE 550' }])
  await verified(later(90 * minute))
  await tellAll(stage.db, sender, later(91 * minute))
  assert.equal((await mails()).length, 0)
  smtp.unknown.clear()
})

test('a title with line breaks makes no second header', async () => {
  assert.equal(headerText('Plan\r\nBcc: otra@example.org\u2028x'), 'Plan Bcc: otra@example.org x')
  await stage.db
    .updateTable('commitments')
    .set({ title: 'Padrón\r\nBcc: otra@example.org\r\n\r\n<b>x</b>', short_title: null })
    .execute()
  await followPlan('nadia@example.org')
  await verified(later(minute))
  await tellAll(stage.db, sender, later(minute))
  await deliver()
  const [got] = smtp.received
  assert.deepEqual([got?.bcc ?? [], got?.to?.length], [[], 1])
  assert.ok(!got?.html?.includes('<b>x</b>'))
})

test('of one act the weightiest is said', () => {
  const at = new Date(0)
  const item = (seq: number, kind: Item['kind'], path = '/a'): Item => ({ seq, at, kind, title: 't', place: 'p', path })
  const kept = coalesced([item(2, 'evidence'), item(1, 'reported'), item(3, 'evidence', '/b')])
  assert.deepEqual(
    kept.map(({ seq }) => seq),
    [1, 3],
  )
})
