import assert from 'node:assert/strict'
import { after, before, beforeEach, test } from 'node:test'
import { runOnce } from 'graphile-worker'
import { sql } from 'kysely'
import { htmlProblems } from '../../../../test/html.ts'
import { addFollow, happen, sender } from '../../../../test/telling/followers.ts'
import { type PushService, startPushService, type TestBrowser } from '../../../../test/telling/push-service.ts'
import { type TrackingStage, trackingStage } from '../../../../test/tracking-stage.ts'
import { createOutward } from '../../../platform/outward/outward.ts'
import { type PushKeys, pushKeys } from '../../../platform/push/keys.ts'
import { tellAll } from '../jobs.ts'
import { deliverPush, sendPushTask } from './commands.ts'

let stage: TrackingStage
let service: PushService
let keys: PushKeys
const minute = 60_000
const later = (ms: number) => new Date(stage.now.getTime() + ms)

before(async () => {
  stage = await trackingStage()
  keys = pushKeys(stage.deps.config)
  service = await startPushService(keys.publicKey)
  Object.assign(stage.deps.config, { outwardTrusted: [service.origin] })
})
after(async () => {
  await service.close()
  await stage.close()
})
beforeEach(async () => {
  await stage.db.deleteFrom('follows').execute()
  await stage.db.deleteFrom('rate_limits').execute()
  service.replies.length = 0
})

const pusher = (now = stage.now) => ({
  ...{ db: stage.db, outward: createOutward([service.origin]), keys, clock: () => now },
})
const pushes = () => stage.db.selectFrom('pushes').selectAll().orderBy('id').execute()
const follows = () => stage.db.selectFrom('follows').selectAll().where('channel', '=', 'push').execute()
const form = ({ endpoint, p256dh, auth }: TestBrowser, about: { type: string; subject: string } = plan()) => ({
  ...about,
  ...{ endpoint, p256dh, auth },
})
const plan = () => ({ type: 'plan', subject: stage.plan.id })

async function deliver(now = stage.now) {
  for (const { id, sent_at } of await pushes()) if (sent_at === null) await deliverPush(pusher(now), id)
}

/** A browser whose first message has arrived. */
async function following(about = plan()): Promise<TestBrowser> {
  const browser = service.browser()
  assert.equal((await stage.post('/seguir/navegador', form(browser, about))).status, 200)
  await deliver()
  assert.equal(browser.notices.length, 1)
  return browser
}

const verified = (now: Date) => {
  const subject = { type: 'activity', id: stage.activities['1.1'] }
  return happen(stage.db, now, { type: 'activity.verified', spaceId: stage.space.id, subject })
}

test('a browser follows without a name: the first message proves that it is there, and then it is told what happens', async () => {
  const page = await stage.get(`/seguir?tipo=plan&id=${stage.plan.id}`)
  assert.deepEqual(await htmlProblems(page.text), [])
  assert.ok(page.text.includes(`data-key="${keys.publicKey}"`))
  assert.match(page.text, /<push-follow hidden/)
  const browser = service.browser()
  const asked = await stage.post('/seguir/navegador', form(browser))
  assert.equal(asked.status, 200)
  assert.deepEqual(await htmlProblems(asked.text), [])
  assert.equal((await follows())[0]?.confirmed_at, null)
  await deliver()
  assert.ok((await follows())[0]?.confirmed_at)
  assert.deepEqual(
    browser.notices.map(({ title, text, path }) => ({ title, text, path })),
    [{ title: 'Plan 2026', text: 'Listo: aquí van a llegar los avisos.', path: stage.plan.path }],
  )
  await verified(later(minute))
  await tellAll(stage.db, sender, later(2 * minute))
  await deliver()
  const [, notice] = browser.notices
  assert.equal(notice?.title, 'Alguien de fuera verificó una actividad')
  assert.equal(notice?.path, stage.commitments[0]?.path)
  const told = Object.keys(JSON.parse(notice?.body ?? '{}')).sort()
  assert.deepEqual(told, ['path', 'tag', 'text', 'title'], 'public words and an address alone')
  assert.deepEqual(await stage.db.selectFrom('follows').select(['email', 'person_id']).execute(), [
    { email: null, person_id: null },
  ])
  assert.equal(browser.notices[0]?.bytes, notice?.bytes, 'padded: its length says nothing')
})

test('a push done twice, even at the same moment, is one message; its topic is the same if it must be sent again', async () => {
  const browser = await following()
  await verified(later(minute))
  await tellAll(stage.db, sender, later(2 * minute))
  const { id } = (await pushes()).find((push) => push.sent_at === null) ?? { id: '' }
  await Promise.all([1, 2, 3].map(() => deliverPush(pusher(), id)))
  await deliverPush(pusher(), id)
  assert.equal(browser.notices.length, 2)
  assert.equal(browser.notices[1]?.headers.topic, id.replaceAll('-', ''))
  assert.equal(browser.notices[1]?.tag, id)
})

test('a browser that follows a plan, a commitment, its institution and the place hears of an act once', async () => {
  const browser = await following()
  const others = [
    { type: 'commitment', subject: stage.commitments[0]?.id ?? '' },
    { type: 'organization', subject: stage.cast.institutionId },
    { type: 'space', subject: stage.space.id },
  ]
  for (const about of others) assert.equal((await stage.post('/seguir/navegador', form(browser, about))).status, 200)
  await deliver()
  await addFollow(stage.db, { type: 'plan', id: stage.plan.id, email: 'x@example.org', at: stage.now })
  const before = browser.notices.length
  await verified(later(minute))
  await tellAll(stage.db, sender, later(2 * minute))
  await deliver()
  assert.equal(browser.notices.length, before + 1)
  assert.equal((await stage.db.selectFrom('mails').select('id').where('purpose', '=', 'follow').execute()).length, 1)
})

for (const status of [404, 410]) {
  test(`a browser that is gone (${status}) is not followed for any more`, async () => {
    await following()
    await verified(later(minute))
    await tellAll(stage.db, sender, later(2 * minute))
    service.replies.push(status)
    await deliver()
    assert.deepEqual([await follows(), await pushes()], [[], []])
  })
}

test('a service that is busy is asked again, by the queue, with growing pauses', async () => {
  const browser = await following()
  await verified(later(minute))
  await tellAll(stage.db, sender, later(2 * minute))
  service.replies.push(503, 429)
  const taskList = { [sendPushTask]: (payload: unknown) => deliverPush(pusher(), (payload as { id: string }).id) }
  const queue = () => runOnce({ connectionString: stage.url, taskList, noHandleSignals: true })
  const jobs = async () => {
    const { rows } = await sql<{ attempts: number; max_attempts: number; run_at: Date }>`
      select attempts, max_attempts, run_at from graphile_worker.jobs where task_identifier = ${sendPushTask}`.execute(
      stage.db,
    )
    return rows
  }
  const asked = Date.now()
  await queue()
  // The queue may let go of a run before it has written down the pause of what failed in it.
  let [waiting] = await jobs()
  while ((waiting?.run_at.getTime() ?? 0) <= asked && Date.now() - asked < 10_000) [waiting] = await jobs()
  assert.deepEqual([waiting?.attempts, waiting?.max_attempts], [1, 11])
  assert.ok((waiting?.run_at.getTime() ?? 0) > asked + 1000, 'the first pause is of e seconds')
  assert.equal((await pushes()).find((push) => push.sent_at === null)?.last_error, 'status 503')
  const { id } = (await pushes()).find((push) => push.sent_at === null) ?? { id: '' }
  await assert.rejects(deliverPush(pusher(), id), { name: 'PushNotTaken', message: 'status 429' })
  await deliverPush(pusher(), id)
  assert.equal(browser.notices.length, 2)
})

test('what is not public any more when it leaves is not told', async () => {
  const browser = await following()
  await verified(later(minute))
  await tellAll(stage.db, sender, later(2 * minute))
  await stage.db.deleteFrom('plan_publications').execute()
  await deliver()
  assert.equal(browser.notices.length, 1)
  const published = { plan_id: stage.plan.id, published_at: stage.now }
  await stage.db.insertInto('plan_publications').values(published).execute()
})

test('what a service refuses for good is not tried again, and the next message is', async () => {
  const browser = await following()
  await verified(later(minute))
  await tellAll(stage.db, sender, later(2 * minute))
  service.replies.push(413)
  await deliver()
  const [row] = await stage.db.selectFrom('tellings').select('dropped').execute()
  assert.equal(row?.dropped, 'refused')
  await verified(later(90 * minute))
  await tellAll(stage.db, sender, later(91 * minute))
  await deliver()
  assert.equal(browser.notices.length, 2)
})

test('addresses inside a network are refused when a browser gives them and when they are asked', async () => {
  const browser = service.browser()
  for (const endpoint of ['https://127.0.0.1/x', 'https://10.0.0.1/', 'http://push.example.org/', 'https://[::1]/']) {
    const answer = await stage.post('/seguir/navegador', { ...form(browser), endpoint })
    assert.equal(answer.status, 409, endpoint)
    assert.match(answer.text, /no está en internet/)
  }
  await stage.post('/seguir/navegador', form(browser))
  const [push] = await pushes()
  const asked = service.asked
  await deliverPush({ ...pusher(), outward: createOutward() }, push?.id ?? '')
  assert.deepEqual([service.asked, (await pushes())[0]?.last_error], [asked, 'inside'])
})

test('what no browser would send is refused with a sentence', async () => {
  const browser = service.browser()
  for (const wrong of [{ endpoint: '' }, { p256dh: 'corta' }, { auth: '' }, { type: 'person' }]) {
    const answer = await stage.post('/seguir/navegador', { ...form(browser), ...wrong })
    assert.equal(answer.status, 422)
    assert.match(answer.text, /El navegador mandó unos datos que no sirven/)
  }
  assert.equal(
    (await stage.post('/seguir/navegador', form(browser, { ...plan(), subject: stage.space.id }))).status,
    404,
  )
})

test('a browser sees what it follows and leaves it; asking twice is one follow and one message', async () => {
  const browser = await following()
  assert.equal((await stage.post('/seguir/navegador', form(browser))).status, 200)
  assert.equal((await follows()).length, 1)
  const led = await stage.post('/seguir/navegador/mis-avisos', { endpoint: browser.endpoint })
  assert.equal(led.status, 303)
  const own = await stage.get(led.location ?? '')
  assert.deepEqual(await htmlProblems(own.text), [])
  assert.match(own.text, /Los avisos de este navegador/)
  assert.ok(!own.text.includes(browser.endpoint))
  const token = new URL(led.location ?? '', 'http://x').searchParams.get('token') ?? ''
  const [row] = await follows()
  await stage.post('/seguir/mis-avisos', { token, id: row?.id ?? '', act: 'weekly' })
  assert.equal((await follows())[0]?.cadence, 'at-once')
  await stage.post('/seguir/mis-avisos', { token, id: row?.id ?? '', act: 'leave' })
  assert.deepEqual(await follows(), [])
  assert.equal((await stage.post('/seguir/navegador/mis-avisos', { endpoint: browser.endpoint })).status, 200)
})

test('an installation’s key is its own and the same at each start; a key of its configuration comes first', () => {
  const config = { secret: 'x'.repeat(40), vapidPrivateKey: null, mailFrom: 'Tequio <avisos@example.org>' }
  assert.deepEqual(pushKeys(config), pushKeys({ ...config }))
  assert.notEqual(pushKeys({ ...config, secret: 'y'.repeat(40) }).publicKey, pushKeys(config).publicKey)
  assert.equal(pushKeys(config).subject, 'mailto:avisos@example.org')
  const given = Buffer.alloc(32, 7).toString('base64url')
  assert.equal(pushKeys({ ...config, vapidPrivateKey: given }).privateKey, given)
})
