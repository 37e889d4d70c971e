import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { type TrackingStage, trackingStage } from '../../../../test/tracking-stage.ts'
import { answerDue, type Contestation, standingOf } from './model.ts'

let stage: TrackingStage
before(async () => {
  stage = await trackingStage()
})
after(() => stage.close())

const path = () => `${stage.commitments[0]?.path}/actividades/1.1/impugnar`
const said = { reason: 'La dirección del padrón no abre', evidenceUrl: 'https://example.org/captura' }

async function filed(more: Record<string, string> = {}) {
  const answer = await stage.post(path(), { ...said, ...more })
  assert.equal(answer.status, 303)
  const folio = /IMP-[0-9A-Z]{4}-[0-9A-Z]{4}/.exec(answer.location ?? '')?.[0] ?? ''
  return { folio, address: `${stage.plan.path}/impugnaciones/${folio}`, receipt: answer.location ?? '' }
}

test('the institution has ten working days, and what is late says so', () => {
  assert.equal(answerDue('2026-04-01'), '2026-04-15')
  const base = { answerDueOn: '2026-04-15', answers: [] as Contestation['answers'] } as Contestation
  const shown = { decision: 'shown' as const, reason: 'x', at: new Date(0) }
  assert.equal(standingOf({ ...base, decision: null }, '2026-05-01'), 'waiting')
  assert.equal(standingOf({ ...base, decision: { ...shown, decision: 'withheld' } }, '2026-05-01'), 'withheld')
  assert.equal(standingOf({ ...base, decision: shown }, '2026-04-15'), 'unanswered')
  assert.equal(standingOf({ ...base, decision: shown }, '2026-04-16'), 'overdue')
})

test('a neighbour without an account contests, a moderator shows it, the institution answers, she is told once', async () => {
  const { folio, address, receipt } = await filed({ email: 'Vecina@Example.org', signature: 'Una vecina' })
  assert.match((await stage.get(receipt)).text, /Recibimos tu impugnación/)
  const hidden = await stage.get(address)
  assert.equal(hidden.status, 200)
  assert.ok(!hidden.text.includes(said.reason), 'hidden until somebody looked')
  assert.ok(!(await stage.get(stage.commitments[0]?.path ?? '')).text.includes(folio))
  assert.ok((await stage.get(address, 'moderator')).text.includes(said.reason))
  const respuesta = {
    organization: stage.cast.institutionId,
    outcome: 'corrected',
    answer: 'Se corrigió la dirección.',
  }
  assert.equal((await stage.post(`${address}/respuesta`, respuesta, 'liaison')).status, 409, 'not shown yet')
  assert.equal((await stage.post(`${address}/decision`, { decision: 'shown', reason: '' }, 'moderator')).status, 422)
  assert.equal(
    (await stage.post(`${address}/decision`, { decision: 'shown', reason: 'Es claro.' }, 'liaison')).status,
    403,
  )
  assert.equal(
    (await stage.post(`${address}/decision`, { decision: 'shown', reason: 'Es claro.' }, 'moderator')).status,
    303,
  )
  assert.equal(
    (await stage.post(`${address}/decision`, { decision: 'withheld', reason: 'No' }, 'moderator')).status,
    409,
  )
  const page = await stage.get(stage.commitments[0]?.path ?? '')
  assert.ok(page.text.includes(folio))
  assert.match(page.text, /Espera respuesta/)
  assert.equal((await stage.post(`${address}/respuesta`, respuesta, 'other-liaison')).status, 403)
  assert.equal((await stage.post(`${address}/respuesta`, { ...respuesta, answer: '' }, 'liaison')).status, 422)
  assert.equal((await stage.post(`${address}/respuesta`, respuesta, 'liaison')).status, 303)
  assert.equal((await stage.post(`${address}/respuesta`, respuesta, 'liaison')).status, 303)
  const read = await stage.get(address)
  for (const words of [said.reason, 'Es claro.', 'Se corrigió la dirección.', 'Una vecina'])
    assert.ok(read.text.includes(words), words)
  const mails = await stage.db
    .selectFrom('mails')
    .select(['recipient', 'purpose'])
    .where('purpose', '=', 'contestation')
    .execute()
  assert.deepEqual(mails, [{ recipient: 'vecina@example.org', purpose: 'contestation' }])
  const row = await stage.db
    .selectFrom('contestations')
    .select('email')
    .where('folio', '=', folio)
    .executeTakeFirstOrThrow()
  assert.equal(row.email, null, 'dropped once told')
  const events = await stage.db.selectFrom('events').select('body').where('type', 'like', 'contestation.%').execute()
  assert.equal(events.length, 4)
  assert.ok(events.every(({ body }) => !/vecina/i.test(body) && !body.includes(said.reason)))
})

test('what is withheld stays hidden with its public reason, and whoever left an address is told', async () => {
  const { address } = await filed({ reason: 'El señor Tal es un ladrón', email: 'otra@example.org' })
  await stage.post(`${address}/decision`, { decision: 'withheld', reason: 'Acusa a una persona.' }, 'moderator')
  const page = await stage.get(address)
  assert.ok(!page.text.includes('ladrón'))
  assert.match(page.text, /Acusa a una persona/)
  const mail = await stage.db
    .selectFrom('mails')
    .select('text_body')
    .where('recipient', '=', 'otra@example.org')
    .executeTakeFirst()
  assert.match(mail?.text_body ?? '', /Acusa a una persona/)
})

test('every field has its sentence, machines are led away, and one network does not flood', async () => {
  for (const [more, sentence] of [
    [{ reason: ' ' }, /Di qué no es cierto/],
    [{ evidenceUrl: 'javascript:x' }, /http/],
    [{ email: 'no es' }, /correo completo/],
  ] as const) {
    const answer = await stage.post(path(), { ...said, ...more })
    assert.equal(answer.status, 422)
    assert.match(answer.text, sentence)
  }
  const count = async () => (await stage.db.selectFrom('contestations').select('id').execute()).length
  const before = await count()
  assert.equal((await stage.post(path(), { ...said, website: 'https://spam.example' })).status, 303)
  assert.equal(await count(), before)
  const statuses: number[] = []
  for (let n = 0; n < 11; n++) statuses.push((await stage.post(path(), said)).status)
  assert.equal(statuses.at(-1), 429)
})
