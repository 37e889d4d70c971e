import assert from 'node:assert/strict'
import { createHmac } from 'node:crypto'
import { after, before, test } from 'node:test'
import { htmlProblems } from '../../../../test/html.ts'
import { type ApiServer, startApi } from '../../../../test/networks/api-server.ts'
import { addFollow, happen, sender } from '../../../../test/telling/followers.ts'
import { type TrackingStage, trackingStage } from '../../../../test/tracking-stage.ts'
import { newId } from '../../../platform/identity.ts'
import { createOutward } from '../../../platform/outward/outward.ts'
import { tellFollowers } from '../telling/commands.ts'
import { callWebhook, testWebhook } from './calling/commands.ts'
import { isOutside, mostFailures } from './model.ts'

let stage: TrackingStage
let api: ApiServer
const bodies: string[] = []
before(async () => {
  stage = await trackingStage()
  api = await startApi((_url, _request, body) => {
    bodies.push(body)
    return { json: null }
  })
})
after(async () => {
  await api.close()
  await stage.close()
})

const caller = () => ({
  ...{ db: stage.db, outward: createOutward([api.base]), baseUrl: sender.baseUrl, clock: () => stage.now },
})

async function webhook(type: string, subjectId: string): Promise<string> {
  const id = newId()
  const row = { id, space_id: stage.space.id, subject_type: type, subject_id: subjectId, url: `${api.base}/aviso` }
  await stage.db
    .insertInto('webhooks')
    .values({ ...row, secret: 'whsec_prueba', created_at: stage.now })
    .execute()
  return id
}
const callsOf = (id: string) => stage.db.selectFrom('webhook_calls').selectAll().where('webhook_id', '=', id).execute()

test('a webhook is called with the events of its subject, signed, each once', async () => {
  const mine = await webhook('commitment', stage.commitments[0]?.id ?? '')
  const other = await webhook('commitment', stage.commitments[1]?.id ?? '')
  const subject = { type: 'activity', id: stage.activities['1.1'] }
  await happen(stage.db, stage.now, { type: 'activity.verified', spaceId: stage.space.id, subject })
  await tellFollowers(stage.db, stage.now)
  assert.equal((await callsOf(other)).length, 0)
  const [call] = await callsOf(mine)
  const seq = Number(call?.seq)
  await Promise.all([callWebhook(caller(), mine, seq), callWebhook(caller(), mine, seq)])
  assert.equal(bodies.length, 1)
  const [t = '', v1 = ''] = String(api.headers[0]?.['tequio-signature'])
    .split(',')
    .map((part) => part.split('=')[1])
  const expected = createHmac('sha256', 'whsec_prueba').update(`${t}.${bodies[0]}`).digest('hex')
  assert.equal(v1, expected)
  assert.equal(JSON.parse(bodies[0] ?? '{}').type, 'activity.verified')
})

test('what is refused is tried again, and after enough refusals the webhook is off', async () => {
  const id = await webhook('plan', stage.plan.id)
  await addFollow(stage.db, { type: 'plan', id: stage.plan.id, email: 'x@example.org', at: stage.now })
  const subject = { type: 'plan', id: stage.plan.id }
  await happen(stage.db, stage.now, { type: 'plan.changed', spaceId: stage.space.id, subject })
  await tellFollowers(stage.db, stage.now)
  const [call] = await callsOf(id)
  const seq = Number(call?.seq)
  for (let n = 0; n < mostFailures; n += 1) {
    api.mishaps.push({ status: 500, json: null })
    await assert.rejects(callWebhook(caller(), id, seq), { message: 'status 500' })
  }
  const row = await stage.db
    .selectFrom('webhooks')
    .select(['is_on', 'failures'])
    .where('id', '=', id)
    .executeTakeFirst()
  assert.deepEqual(row, { is_on: false, failures: mostFailures })
  await callWebhook(caller(), id, seq)
  const [kept] = await callsOf(id)
  assert.deepEqual([kept?.attempts, kept?.last_status, kept?.done_at], [mostFailures, 500, null])
})

test('addresses inside a network are refused when they are written and when they are called', async () => {
  const inside = [
    'https://127.0.0.1/',
    'https://10.0.0.8/x',
    'https://[::1]/',
    'https://localhost/',
    'http://example.org/',
  ]
  assert.deepEqual(
    [...inside, 'https://a.internal/', 'https://2130706433/'].filter((url) => isOutside(url, [])),
    [],
  )
  assert.ok(isOutside('https://example.org/avisos', []))
  const id = await webhook('space', stage.space.id)
  const guarded = { ...caller(), outward: createOutward() }
  assert.deepEqual(await testWebhook(guarded, stage.space.id, id), { status: null, error: 'inside' })
})

test('an administrator adds a webhook and sees its secret once', async () => {
  const path = '/san-pedro/avisos'
  const page = await stage.get(path, 'administrator')
  assert.deepEqual(await htmlProblems(page.text), [])
  const subject = `plan:${stage.plan.id}`
  const refused = await stage.post(path, { subject, url: 'https://169.254.169.254/latest' }, 'administrator')
  assert.equal(refused.status, 409)
  assert.match(refused.text, /No llamamos a direcciones de dentro/)
  assert.equal((await stage.post(path, { subject, url: 'nada' }, 'administrator')).status, 422)
  const made = await stage.post(path, { subject, url: 'https://ejemplo.org/avisos' }, 'administrator')
  assert.equal(made.status, 201)
  assert.match(made.text, /whsec_[\w-]{43}/)
  assert.deepEqual(await htmlProblems(made.text), [])
  const { id } = await stage.db
    .selectFrom('webhooks')
    .select('id')
    .where('url', '=', 'https://ejemplo.org/avisos')
    .executeTakeFirstOrThrow()
  const again = await stage.get(`${path}/${id}`, 'administrator')
  assert.ok(!again.text.includes('whsec_'))
  assert.equal((await stage.get(path, 'facilitator')).status, 403)
  assert.equal((await stage.post(`${path}/${id}/estado`, { on: 'no' }, 'administrator')).status, 303)
  assert.equal((await stage.post(`${path}/${id}/quitar`, {}, 'administrator')).status, 303)
  assert.equal((await stage.get(`${path}/${id}`, 'administrator')).status, 404)
})
