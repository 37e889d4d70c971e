import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { htmlProblems } from '../../../../../test/html.ts'
import { type TrackingStage, trackingStage } from '../../../../../test/tracking-stage.ts'

let stage: TrackingStage
before(async () => {
  stage = await trackingStage()
})
after(() => stage.close())

const path = () => `${stage.plan.path}/sin-reporte`
const call = (clientId: string, more: Record<string, string> = {}, who: 'facilitator' | 'liaison' = 'facilitator') =>
  stage.post(path(), { clientId, since: '2026-03-02', body: 'El corte es el viernes.', ...more }, who)
const mails = () => stage.db.selectFrom('mails').selectAll().where('purpose', '=', 'report-call').execute()

test('the facilitator sees who has not reported, for how long and whose turn it is', async () => {
  const page = await stage.get(path(), 'facilitator')
  assert.equal(page.status, 200)
  assert.match(page.text, /Nunca ha reportado/)
  assert.match(page.text, /Le toca a la institución/)
  assert.deepEqual(await htmlProblems(page.text), [])
  for (const who of ['liaison', 'co-responsible', 'evaluator', 'neighbour'] as const)
    assert.equal((await stage.get(path(), who)).status, 403, who)
})

test('one letter a liaison, with the institution and the words of the facilitator; pressed twice, sent once', async () => {
  const id = crypto.randomUUID()
  const both = await Promise.all([call(id), call(id)])
  assert.deepEqual(
    both.map(({ status }) => status),
    [303, 303],
  )
  assert.equal((await call(id)).status, 303)
  const letters = await mails()
  assert.equal(letters.length, 1)
  assert.match(letters[0]?.text_body ?? '', /El corte es el viernes/)
  const page = await stage.get(both[0]?.location ?? '', 'facilitator')
  assert.match(page.text, /Se escribió un correo/)
  assert.deepEqual(await htmlProblems(page.text), [])
  const events = await stage.db.selectFrom('events').selectAll().where('type', '=', 'plan.called-to-report').execute()
  assert.equal(events.length, 1)
  assert.ok(!events[0]?.body.includes('viernes') && !events[0]?.body.includes('@'))
})

test('what is wrong comes back with its sentence, others may not, and more than three a day are refused', async () => {
  const empty = await call(crypto.randomUUID(), { body: ' ' })
  assert.equal(empty.status, 422)
  assert.match(empty.text, /Escribe qué les pides/)
  assert.equal((await call(crypto.randomUUID(), {}, 'liaison')).status, 403)
  assert.equal((await call(crypto.randomUUID())).status, 303)
  assert.equal((await call(crypto.randomUUID())).status, 429)
})

test('whoever reported is not among them any more; an unanswered report is civil society’s turn', async () => {
  const fields = { organization: stage.cast.institutionId, intent: 'send', from: '2026-03-01', to: '2026-03-31' }
  const one = { ...fields, clientId: crypto.randomUUID(), state: 'in-progress', body: 'Va.' }
  const written = `${stage.commitments[0]?.path}/actividades/1.1/reportar`
  assert.equal((await stage.post(written, one, 'liaison')).status, 303)
  assert.match((await stage.get(path(), 'facilitator')).text, /Todas las instituciones han reportado/)
  assert.match(
    (await stage.get(`${path()}?desde=2026-04-02`, 'facilitator')).text,
    /En una espera la respuesta|Le toca responder/,
  )
  const nobody = await stage.post(
    path(),
    { clientId: crypto.randomUUID(), since: '2026-03-02', body: 'x' },
    'facilitator',
  )
  assert.ok([409, 429].includes(nobody.status))
})
