import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { pdfOf } from '../../../../test/attachments.ts'
import { htmlProblems } from '../../../../test/html.ts'
import { type TrackingPerson, type TrackingStage, trackingStage } from '../../../../test/tracking-stage.ts'

let stage: TrackingStage
before(async () => {
  stage = await trackingStage()
})
after(() => stage.close())

const later = () => {
  stage.now = new Date(stage.now.getTime() + 60_000)
}
async function post(path: string, fields: Record<string, string>, who?: TrackingPerson) {
  later()
  const answer = await stage.post(path, fields, who)
  assert.ok([303, 409].includes(answer.status), `${path} ${answer.status}`)
  return answer.location ?? ''
}

/** One of everything that may happen to an activity, in an order that is known. */
async function live(): Promise<string[]> {
  const one = `${stage.commitments[0]?.path}/actividades/1.1`
  const words = { clientId: crypto.randomUUID(), organization: stage.cast.institutionId, intent: 'send', body: 'Va.' }
  const report = { ...words, from: '2026-03-01', to: '2026-03-31', state: 'in-progress' }
  const first = await post(`${one}/reportar`, report, 'liaison')
  const answer = { organization: stage.cast.civilSocietyId, stance: 'disagrees', reason: 'No se ve.' }
  await post(`${first.split('?')[0]}/respuesta`, answer, 'co-responsible')
  const done = { ...report, clientId: crypto.randomUUID(), state: 'complete', links: 'https://example.org/padron' }
  await post(`${one}/reportar`, done, 'liaison')
  await post(`${one}/verificar`, { verdict: 'accepted', comment: 'Bien', seen: '' }, 'inside-evaluator')
  const { id: seen } = await stage.db
    .selectFrom('reports')
    .select('id')
    .orderBy('reported_at', 'desc')
    .executeTakeFirstOrThrow()
  await post(`${one}/verificar`, { verdict: 'observed', comment: 'Falta la fecha', seen }, 'evaluator')
  const contested = (await post(`${one}/impugnar`, { reason: 'No abre', email: '' })).split('?')[0] ?? ''
  await post(`${contested}/decision`, { decision: 'shown', reason: 'Es un hecho' }, 'moderator')
  await post(
    `${contested}/respuesta`,
    { organization: stage.cast.institutionId, outcome: 'explained', answer: 'Ya abre' },
    'liaison',
  )
  const { id } = await stage.db.selectFrom('evidence').select('id').executeTakeFirstOrThrow()
  const form = new FormData()
  form.set('files', new File([new Uint8Array(pdfOf('x'))], 'padron.pdf'))
  form.set('reason', 'Ahora en archivo')
  later()
  assert.equal((await stage.send(`${stage.plan.path}/evidencias/${id}/cargas`, form, 'liaison')).status, 303)
  await post(`${stage.plan.path}/evidencias/${id}/retiro`, { reason: 'Era de otra obra' }, 'liaison')
  // The first version of a commitment is what was published; each that is granted makes another.
  for (const code of ['2.1', '1.2']) {
    const asking = { organization: stage.cast.institutionId, wantedOn: '2026-11-30', reason: 'El proveedor tardó.' }
    const asked = await post(`${stage.commitments[0]?.path}/actividades/${code}/prorroga`, asking, 'liaison')
    const approval = { reason: 'El comité la concede.', approvedBy: 'Comité' }
    const decision = { decision: 'granted', grantedUntil: '2026-11-15', ...approval }
    await post(`${asked.split('?')[0]}/decision`, decision, 'facilitator')
  }
  return [
    ...['report', 'answer', 'report', 'evidence', 'verification-refused', 'verification', 'contestation'],
    ...['contestation-decision', 'contestation-answer', 'evidence-version', 'evidence-withdrawn'],
    ...['extension-asked', 'extension-decided', 'extension-asked', 'extension-decided'],
  ]
}

test('the history of a commitment tells everything in one order, with author, time and reason, as page, JSON and feed', async () => {
  const expected = await live()
  const json = JSON.parse((await stage.get(`${stage.commitments[0]?.path}.json`)).text)
  const told = json.history.filter(({ kind }: { kind: string }) => kind === 'told').reverse()
  const types = told.map(({ type }: { type: string }) => type)
  assert.deepEqual([...types].sort(), [...expected].sort())
  const times = json.history.map(({ at }: { at: string }) => at)
  assert.deepEqual(times, times.toSorted().reverse(), 'newest first')
  assert.ok(
    json.history.some(({ kind }: { kind: string }) => kind === 'version'),
    'the version that the extension made',
  )
  assert.ok(
    !json.history.some(({ kind }: { kind: string }) => kind === 'state'),
    'a report tells the state that it moved',
  )
  const withdrawn = told.find(({ type }: { type: string }) => type === 'evidence-withdrawn')
  assert.equal(withdrawn.reason, 'Era de otra obra')
  assert.ok(withdrawn.by)
  const page = await stage.get(stage.commitments[0]?.path ?? '')
  assert.deepEqual(await htmlProblems(page.text), [])
  for (const words of ['Era de otra obra', 'es de la institución que reporta', 'prórroga PRO-', 'Lo anterior ('])
    assert.ok(page.text.includes(words), words)
  const feed = await stage.get(`${stage.commitments[0]?.path}.atom`)
  assert.equal(feed.text.match(/<entry>/g)?.length, json.history.length)
  assert.ok(feed.text.includes('Era de otra obra'))
})

test('what waits for a moderator, or was withheld, has no words in the history', async () => {
  const path = `${stage.commitments[1]?.path}/actividades/1.1/impugnar`
  const first = (await post(path, { reason: 'Palabras que nadie revisó', email: '' })).split('?')[0] ?? ''
  assert.ok(!(await stage.get(`${stage.commitments[1]?.path}.json`)).text.includes('Palabras que nadie'))
  await post(`${first}/decision`, { decision: 'withheld', reason: 'Nombra a una persona' }, 'moderator')
  const json = (await stage.get(`${stage.commitments[1]?.path}.json`)).text
  assert.ok(!json.includes('Palabras que nadie') && json.includes('Nombra a una persona'))
})

test('what became of a folio is found without an account, however it is typed; an unknown one is said so', async () => {
  const folios = await stage.db.selectFrom('reports').select('folio').execute()
  const extension = await stage.db.selectFrom('extension_requests').select('folio').executeTakeFirstOrThrow()
  const contested = await stage.db.selectFrom('contestations').select('folio').executeTakeFirstOrThrow()
  for (const folio of [folios[0]?.folio ?? '', extension.folio, contested.folio]) {
    for (const typed of [folio, folio.toLowerCase().replaceAll('-', ' ')]) {
      const page = await stage.get(`/folios?folio=${encodeURIComponent(typed)}`)
      assert.equal(page.status, 200, typed)
      assert.ok(page.text.includes(`/${folio}`), typed)
      assert.deepEqual(await htmlProblems(page.text), [])
    }
  }
  const unknown = await stage.get('/folios?folio=REP-0000-0000')
  assert.equal(unknown.status, 404)
  assert.match(unknown.text, /No hay nada público con ese folio/)
  assert.equal((await stage.get('/folios')).status, 200)
})

test('whoever holds a desk finds it on the page of the plan, and nobody else', async () => {
  const page = async (who?: TrackingPerson) => (await stage.get(stage.plan.path, who)).text
  assert.match(await page('liaison'), /\/reportes"/)
  assert.match(await page('evaluator'), /\/verificaciones"/)
  assert.match(await page('facilitator'), /\/sin-reporte"/)
  assert.match((await stage.get('/trabajo', 'liaison')).text, /\/reportes"/)
  assert.doesNotMatch(await page(), /\/sin-reporte"|\/verificaciones"|\/reportes"/)
})
