import assert from 'node:assert/strict'
import { after, before, beforeEach, test } from 'node:test'
import { htmlProblems } from '../../../test/html.ts'
import { sender } from '../../../test/telling/followers.ts'
import { type TrackingStage, trackingStage } from '../../../test/tracking-stage.ts'
import { leaveToken } from './follows/model.ts'

let stage: TrackingStage
before(async () => {
  stage = await trackingStage()
})
after(() => stage.close())
beforeEach(async () => {
  await stage.db.deleteFrom('rate_limits').execute()
  await stage.db.deleteFrom('follows').execute()
  await stage.db.deleteFrom('mails').execute()
})

const form = (email: string, cadence = 'at-once') => ({ type: 'plan', subject: stage.plan.id, email, cadence })
async function linkTo(email: string): Promise<string> {
  const mail = await stage.db
    .selectFrom('mails')
    .select('text_body')
    .where('recipient', '=', email)
    .orderBy('id', 'desc')
    .executeTakeFirstOrThrow()
  return /https?:\/\/[^\s/]+(\/seguir\S+)/.exec(mail.text_body)?.[1] ?? ''
}
const tokenOf = (link: string) => new URL(link, 'http://x').searchParams.get('token') ?? ''

test('a neighbour follows a plan without an account: asks, confirms with a button, changes it and leaves', async () => {
  const page = await stage.get(`${stage.plan.path}/tablero`)
  assert.ok(page.text.includes(`/seguir?tipo=plan&amp;id=${stage.plan.id}`))
  const asking = await stage.get(`/seguir?tipo=plan&id=${stage.plan.id}`)
  assert.deepEqual(await htmlProblems(asking.text), [])
  assert.equal((await stage.post('/seguir', form('Vera@Example.org'))).status, 200)
  const link = await linkTo('vera@example.org')
  const opened = await stage.get(link)
  assert.deepEqual(await htmlProblems(opened.text), [])
  const rows = () => stage.db.selectFrom('follows').select(['confirmed_at', 'cadence', 'id']).execute()
  assert.equal((await rows())[0]?.confirmed_at, null, 'opening a link confirms nothing: mail programs open links')
  const confirmed = await stage.post('/seguir/confirmar', { token: tokenOf(link) })
  assert.equal(confirmed.status, 303)
  const own = await stage.get(confirmed.location ?? '')
  assert.deepEqual(await htmlProblems(own.text), [])
  assert.equal((await stage.post('/seguir/confirmar', { token: tokenOf(link) })).status, 409)
  const [row] = await rows()
  const token = leaveToken(row?.id ?? '', sender.secret)
  await stage.post('/seguir/mis-avisos', { token, id: row?.id ?? '', act: 'weekly' })
  assert.equal((await rows())[0]?.cadence, 'weekly')
  assert.deepEqual(await htmlProblems((await stage.get(`/seguir/salir?token=${token}`)).text), [])
  assert.equal((await stage.post(`/seguir/salir?token=${token}`, {})).status, 200)
  assert.deepEqual(await rows(), [])
})

test('the form says the same whether an address follows already or not', async () => {
  const first = await stage.post('/seguir', form('vera@example.org'))
  await stage.post('/seguir/confirmar', { token: tokenOf(await linkTo('vera@example.org')) })
  const again = await stage.post('/seguir', form('vera@example.org', 'weekly'))
  assert.deepEqual([again.status, again.text], [first.status, first.text])
  const [row] = await stage.db.selectFrom('follows').select('cadence').execute()
  assert.equal(row?.cadence, 'at-once', 'nobody changes another’s follow by knowing her address')
})

test('two who ask for the same at the same moment leave one follow', async () => {
  const answers = await Promise.all([1, 2, 3].map(() => stage.post('/seguir', form('vera@example.org'))))
  assert.deepEqual(
    answers.map(({ status }) => status),
    [200, 200, 200],
  )
  assert.equal((await stage.db.selectFrom('follows').select('id').execute()).length, 1)
})

test('nobody fills a mailbox: few mails an hour to one address', async () => {
  const statuses: number[] = []
  for (let n = 0; n < 6; n += 1) statuses.push((await stage.post('/seguir', form('vera@example.org'))).status)
  assert.deepEqual(statuses, [200, 200, 200, 200, 200, 429])
})

test('addresses that are none are refused with a sentence, and nothing typed is lost', async () => {
  for (const email of [
    '',
    'vera',
    'vera@example.org\r\nBcc: otra@example.org',
    'a@b@c',
    `${'a'.repeat(300)}@example.org`,
  ]) {
    const answer = await stage.post('/seguir', form(email))
    assert.equal(answer.status, 422, email)
    assert.match(answer.text, /Escribe un correo completo/)
  }
  assert.equal((await stage.db.selectFrom('mails').select('id').execute()).length, 0)
})

test('what is not public cannot be followed', async () => {
  assert.equal((await stage.get(`/seguir?tipo=plan&id=${stage.space.id}`)).status, 404)
  assert.equal((await stage.get('/seguir?tipo=person&id=1')).status, 404)
  await stage.db.deleteFrom('plan_publications').execute()
  assert.equal((await stage.get(`/seguir?tipo=plan&id=${stage.plan.id}`)).status, 404)
  const published = { plan_id: stage.plan.id, published_at: stage.now }
  await stage.db.insertInto('plan_publications').values(published).execute()
})

test('a forged or another’s token opens nothing', async () => {
  await stage.post('/seguir', form('vera@example.org'))
  const [row] = await stage.db.selectFrom('follows').select('id').execute()
  const forged = `${row?.id}.${'A'.repeat(43)}`
  await stage.post(`/seguir/salir?token=${forged}`, {})
  assert.equal((await stage.db.selectFrom('follows').select('id').execute()).length, 1)
  assert.ok(!(await stage.get(`/seguir/mis-avisos?token=${forged}`)).text.includes('vera@example.org'))
})

test('an institution has a feed of what happens around it', async () => {
  const feed = await stage.get(`/san-pedro/organizaciones/${stage.cast.institutionId}.atom`)
  assert.equal(feed.status, 200)
  assert.match(feed.headers.get('content-type') ?? '', /^application\/atom\+xml/)
})
