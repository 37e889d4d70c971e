import assert from 'node:assert/strict'
import { after, before, beforeEach, test } from 'node:test'
import { htmlProblems } from '../../../../test/html.ts'
import { type TrackingPerson, type TrackingStage, trackingStage } from '../../../../test/tracking-stage.ts'
import { newId } from '../../../platform/identity.ts'

let stage: TrackingStage
before(async () => {
  stage = await trackingStage()
})
after(() => stage.close())
beforeEach(() => {
  stage.now = new Date(stage.now.getTime() + 60_000)
})

const one = (code: string, commitment = 0) => `${stage.commitments[commitment]?.path}/actividades/${code}`

function fields(more: Record<string, string> = {}) {
  return {
    ...{ clientId: crypto.randomUUID(), organization: stage.cast.institutionId, intent: 'send' },
    ...{ from: '2026-03-01', to: '2026-03-31', state: 'in-progress', body: 'Se levantó el padrón de tres colonias.' },
    ...more,
  }
}

async function report(code: string, who: TrackingPerson, more: Record<string, string> = {}, commitment = 0) {
  return stage.post(`${one(code, commitment)}/reportar`, fields(more), who)
}

const folioIn = (location: string | null) => /REP-[0-9A-Z]{4}-[0-9A-Z]{4}/.exec(location ?? '')?.[0] ?? ''

async function stateOf(id: string) {
  const row = await stage.db
    .selectFrom('activities')
    .select(['current_state', 'is_disputed', 'is_validated'])
    .where('id', '=', id)
    .executeTakeFirstOrThrow()
  return { state: row.current_state, disputed: row.is_disputed, validated: row.is_validated }
}

async function activityId(code: string, commitment = 0) {
  const row = await stage.db
    .selectFrom('activities')
    .select('id')
    .where('commitment_id', '=', stage.commitments[commitment]?.id ?? '')
    .where('code', '=', code)
    .executeTakeFirstOrThrow()
  return row.id
}

async function events(type: string) {
  return stage.db.selectFrom('events').selectAll().where('type', '=', type).orderBy('seq').execute()
}

test('a liaison sees her activities by urgency, keeps a draft, reads what she will say and gets a folio', async () => {
  const desk = await stage.get(`${stage.plan.path}/reportes`, 'liaison')
  assert.equal(desk.status, 200)
  assert.ok(desk.text.indexOf('Publicar el padrón') < desk.text.indexOf('Actualizar el padrón'), 'late before the rest')
  const form = await stage.get(`${one('1.1')}/reportar`, 'liaison')
  assert.match(form.text, /name="from"[^>]*value="2026-02-01"/)
  const typed = fields({ intent: 'save', body: 'A medias' })
  assert.equal((await stage.post(`${one('1.1')}/reportar`, typed, 'liaison')).status, 303)
  const again = await stage.get(`${one('1.1')}/reportar`, 'liaison')
  assert.match(again.text, /Borrador guardado/)
  assert.match(again.text, /A medias/)
  const summary = await stage.post(`${one('1.1')}/reportar`, { ...typed, intent: 'review' }, 'liaison')
  assert.equal(summary.status, 200)
  assert.match(summary.text, /Todavía no se envía/)
  const sent = await stage.post(`${one('1.1')}/reportar`, { ...typed, intent: 'send' }, 'liaison')
  assert.equal(sent.status, 303)
  const folio = folioIn(sent.location)
  assert.match((await stage.get(sent.location ?? '', 'liaison')).text, /Recibimos tu reporte/)
  const looked = await stage.get(`${stage.plan.path}/reportes/${folio.toLowerCase()}`)
  assert.equal(looked.status, 200)
  assert.match(looked.text, /A medias/)
  assert.ok(!looked.text.includes('Recibimos tu reporte'))
  const twice = await stage.post(`${one('1.1')}/reportar`, { ...typed, intent: 'send' }, 'liaison')
  assert.equal(folioIn(twice.location), folio, 'sent twice, kept once')
  assert.equal((await stage.db.selectFrom('report_drafts').selectAll().execute()).length, 0)
  assert.equal((await stateOf(stage.activities['1.1'])).state, 'in-progress')
  const [event] = await events('report.filed')
  assert.ok(event && !event.body.includes('A medias') && !event.body.includes('Elena'))
})

test('R-40 a step too far, and a step back without a reason, come back with their sentence and nothing lost', async () => {
  const far = await report('1.2', 'liaison', {
    state: 'complete',
    links: 'https://example.org/a',
    body: 'No se pierde',
  })
  assert.equal(far.status, 409)
  assert.match(far.text, /un paso a la vez/)
  assert.match(far.text, /No se pierde/)
  assert.equal((await report('1.2', 'liaison')).status, 303)
  const back = await report('1.2', 'liaison', { state: 'not-started' })
  assert.equal(back.status, 409)
  assert.match(back.text, /di por qué/)
  assert.equal((await report('1.2', 'liaison', { state: 'not-started', reason: 'Se reportó por error' })).status, 303)
  const states = await stage.db
    .selectFrom('activity_states')
    .select(['state', 'reason', 'report_id'])
    .where('activity_id', '=', stage.activities['1.2'])
    .orderBy('at')
    .orderBy('id')
    .execute()
  assert.deepEqual(
    states.map(({ state, reason }) => [state, reason]),
    [
      ['in-progress', null],
      ['not-started', 'Se reportó por error'],
    ],
  )
  assert.ok(states.every(({ report_id }) => report_id !== null))
})

test('R-41 complete without a means of verification is refused; a link is one and stays as evidence', async () => {
  const bare = await report('1.1', 'liaison', { state: 'complete' })
  assert.equal(bare.status, 409)
  assert.match(bare.text, /medio de verificación/)
  const sent = await report('1.1', 'liaison', { state: 'complete', links: 'https://example.org/padron' })
  assert.equal(sent.status, 303)
  const evidence = await stage.db
    .selectFrom('evidence as e')
    .innerJoin('evidence_versions as v', 'v.evidence_id', 'e.id')
    .select(['e.kind', 'v.url'])
    .where('e.activity_id', '=', stage.activities['1.1'])
    .execute()
  assert.deepEqual(evidence, [{ kind: 'link', url: 'https://example.org/padron' }])
  assert.equal((await stateOf(stage.activities['1.1'])).state, 'complete')
})

test('every field of the form has its sentence', async () => {
  for (const [more, sentence] of [
    [{ body: ' ' }, /Cuenta qué se hizo/],
    [{ from: '2026-04-02', to: '2026-04-01' }, /termina antes de empezar/],
    [{ to: '31/03/2026' }, /Escribe una fecha que exista/],
    [{ share: '120' }, /de 0 a 100/],
    [{ links: 'javascript:alert(1)' }, /direcciones web completas/],
    [{ links: Array.from({ length: 11 }, (_, n) => `https://example.org/${n}`).join('\n') }, /Como máximo diez/],
    [{ state: 'verified' }, /Elige una/],
    [{ clientId: 'x' }, /incompleto/],
  ] as const) {
    const answer = await report('2.1', 'liaison', more)
    assert.equal(answer.status, 422, JSON.stringify(more))
    assert.match(answer.text, sentence)
  }
})

test('nobody reports for an organisation that is not hers', async () => {
  for (const who of ['other-liaison', 'evaluator', 'moderator', 'facilitator', 'administrator', 'neighbour'] as const) {
    assert.equal((await report('1.1', who)).status, 403, who)
  }
  assert.equal((await report('1.1', 'co-responsible')).status, 403, 'in the name of the institution')
  assert.equal((await stage.post(`${one('9.9')}/reportar`, fields(), 'liaison')).status, 404)
})

test('R-53 civil society answers and reports with the same form and the same duties; its word never moves the institution’s', async () => {
  const own = { organization: stage.cast.civilSocietyId }
  const latest = await report('1.1', 'liaison', { state: 'complete', links: 'https://example.org/otra' })
  const path = `${stage.plan.path}/reportes/${folioIn(latest.location)}/respuesta`
  assert.equal((await stage.post(path, { ...own, stance: 'disagrees' }, 'co-responsible')).status, 422, 'why?')
  const answer = { ...own, stance: 'disagrees', reason: 'Faltan dos colonias', links: 'https://example.org/fotos' }
  assert.equal((await stage.post(path, answer, 'co-responsible')).status, 303)
  assert.equal(
    (await stage.post(path, { organization: stage.cast.institutionId, stance: 'agrees' }, 'liaison')).status,
    403,
  )
  assert.deepEqual(await stateOf(stage.activities['1.1']), { state: 'complete', disputed: true, validated: false })
  stage.now = new Date(stage.now.getTime() + 1000)
  const bare = await report('1.1', 'co-responsible', { ...own, state: 'complete' })
  assert.equal(bare.status, 303, 'its own evidence stands already')
  assert.deepEqual(await stateOf(stage.activities['1.1']), { state: 'complete', disputed: false, validated: true })
  assert.equal((await report('2.1', 'co-responsible', { ...own, state: 'complete' })).status, 409)
  assert.equal((await report('2.1', 'co-responsible', { ...own, state: 'in-progress' })).status, 303)
  assert.equal((await stateOf(stage.activities['2.1'])).state, 'not-started')
})

test('T-20 page, JSON and board show the voices side by side and the dispute by its name', async () => {
  const own = { organization: stage.cast.civilSocietyId }
  const sent = await report('1.1', 'liaison', { state: 'complete' })
  await stage.post(
    `${stage.plan.path}/reportes/${folioIn(sent.location)}/respuesta`,
    { ...own, stance: 'disagrees', reason: 'Falta' },
    'co-responsible',
  )
  const page = await stage.get(stage.commitments[0]?.path ?? '')
  for (const words of [
    'Quién dice qué',
    'Reportado',
    'Validado',
    'Verificado',
    'En desacuerdo',
    'En disputa',
    'Sin verificar',
  ])
    assert.ok(page.text.includes(words), words)
  const { voices } = JSON.parse((await stage.get(`${stage.commitments[0]?.path}.json`)).text)
  const first = voices.find((voice: { activity: string }) => voice.activity === '1.1')
  assert.equal(first.reported.state, 'complete')
  assert.equal(first.validated[0].stance, 'disagrees')
  assert.equal(first.verified, null)
  assert.equal(first.isDisputed, true)
  assert.ok(!page.text.includes(stage.cast.person('liaison').name))
  const board = JSON.parse((await stage.get(`${stage.plan.path}/tablero.json?plazo=disputed`)).text)
  assert.deepEqual(
    board.commitments.map((row: Record<string, unknown>) => [row.key, row.reported, row.validated, row.verified]),
    [['1', 30, 0, 0]],
  )
  assert.match((await stage.get(`${stage.plan.path}/tablero.csv`)).text, /reported_pct,validated_pct,verified_pct/)
  assert.match((await stage.get(`${stage.plan.path}/tablero`)).text, /En disputa/)
})

const verdict = async (code: string, who: TrackingPerson, more: Record<string, string> = {}, commitment = 0) => {
  const row = await stage.db
    .selectFrom('reports')
    .select('id')
    .where('activity_id', '=', await activityId(code, commitment))
    .orderBy('reported_at', 'desc')
    .orderBy('id', 'desc')
    .executeTakeFirst()
  const form = { verdict: 'accepted', comment: 'Se abrió la dirección y está.', seen: row?.id ?? '', ...more }
  return stage.post(`${one(code, commitment)}/verificar`, form, who)
}

test('R-42 an evaluator verifies; her own institution and her own evidence are refused, and the refusal is on the record', async () => {
  const queue = await stage.get(`${stage.plan.path}/verificaciones`, 'evaluator')
  assert.match(queue.text, /Publicar el padrón/)
  const inside = await verdict('1.1', 'inside-evaluator')
  assert.equal(inside.status, 409)
  assert.match(inside.text, /Perteneces a la institución/)
  const [refused] = await events('verification.refused')
  assert.match(refused?.body ?? '', /same-institution/)
  assert.equal((await verdict('1.1', 'liaison')).status, 403)
  assert.equal((await verdict('1.2', 'evaluator')).status, 409, 'not complete')
  assert.equal((await verdict('1.1', 'evaluator', { seen: newId() })).status, 409, 'reported meanwhile')
  assert.equal((await verdict('1.1', 'evaluator', { comment: '' })).status, 422)
  await stage.db
    .updateTable('evidence')
    .set({ added_by: stage.cast.person('evaluator').id })
    .where('activity_id', '=', stage.activities['1.1'])
    .execute()
  const uploaded = await verdict('1.1', 'evaluator')
  assert.match(uploaded.text, /Entregaste evidencia/)
  await stage.db
    .updateTable('evidence')
    .set({ added_by: stage.cast.person('liaison').id })
    .where('activity_id', '=', stage.activities['1.1'])
    .execute()
  const before = await stateOf(stage.activities['1.1'])
  assert.equal((await verdict('1.1', 'evaluator', { verdict: 'observed' })).status, 303)
  assert.deepEqual(await stateOf(stage.activities['1.1']), before, 'a remark changes no other voice')
  assert.equal((await verdict('1.1', 'evaluator')).status, 303)
  assert.equal((await stateOf(stage.activities['1.1'])).state, 'verified')
  assert.equal((await events('verification.refused')).length, 2)
})

test('two reports at once are judged one after the other', async () => {
  const complete = { state: 'complete', links: 'https://example.org/a', organization: stage.cast.institutionId }
  assert.equal((await report('1.1', 'liaison', {}, 1)).status, 303)
  const [a, b] = await Promise.all([
    report('1.1', 'liaison', complete, 1),
    report('1.1', 'liaison', { state: 'not-started', reason: 'x' }, 1),
  ])
  assert.deepEqual([a.status, b.status].sort(), [303, 409], 'the second finds itself two steps away')
})

test('a form sent twice at the same instant is kept once', async () => {
  const same = { clientId: crypto.randomUUID() }
  const sent = await Promise.all([report('1.2', 'liaison', same, 1), report('1.2', 'liaison', same, 1)])
  assert.deepEqual(new Set(sent.map(({ location }) => folioIn(location))).size, 1)
  const rows = await stage.db.selectFrom('reports').select('id').where('client_id', '=', same.clientId).execute()
  assert.equal(rows.length, 1)
})

test('a pause freezes reports, answers and verifications', async () => {
  const pause = { id: newId(), plan_id: stage.plan.id, commitment_id: stage.commitments[1]?.id ?? null, kind: 'paused' }
  await stage.db
    .insertInto('pauses')
    .values({ ...pause, since: '2026-04-01', party: 'Cabildo', reason: 'Presupuesto', declared_at: stage.now })
    .execute()
  assert.match((await report('2.1', 'liaison', {}, 1)).text, /en pausa/)
  assert.equal((await verdict('1.1', 'evaluator', {}, 1)).status, 409)
  assert.match((await stage.get(`${stage.plan.path}/reportes`, 'liaison')).text, /En pausa/)
})

test('of many activities the page shows twenty at a time, names disputes that lie elsewhere, and the JSON has all', async () => {
  const { id, path } = stage.commitments[1] ?? assert.fail()
  const first = stage.db.selectFrom('key_actions').select('id').where('commitment_id', '=', id)
  const { id: action } = await first.orderBy('position').limit(1).executeTakeFirstOrThrow()
  const added = Array.from({ length: 45 }, (_, n) => {
    const code = `1.${n + 100}`
    return { id: newId(), key_action_id: action, commitment_id: id, position: 100 + n, code, title: `Paso ${n}` }
  })
  await stage.db.insertInto('activities').values(added).execute()
  await stage.db.updateTable('activities').set({ is_disputed: true }).where('code', '=', '1.144').execute()
  const page = async (query: string) => (await stage.get(`${path}${query}`)).text
  const start = await page('')
  assert.deepEqual(await htmlProblems(start), [])
  const shown = (text: string) => text.match(/<section[^>]*id="voz-/g)?.length
  assert.equal(shown(start), 20)
  assert.match(start, /elsewhere in this list|en otra parte de esta lista/)
  assert.ok(start.includes(`${path}?voces=1.144#voz-1-144`))
  const last = await page('?voces=1.144')
  assert.ok(last.includes('id="voz-1-144"') && !last.includes('en otra parte de esta lista'))
  const data = JSON.parse((await stage.get(`${path}.json`)).text) as { voices: unknown[] }
  const { count } = await stage.db
    .selectFrom('activities')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('commitment_id', '=', id)
    .executeTakeFirstOrThrow()
  assert.equal(data.voices.length, count)
  assert.equal(shown(last), count - 40)
  assert.equal(shown(await page('?voces=none')), 20)
})

test('the pages of tracking are valid HTML', async () => {
  const report_ = await stage.db.selectFrom('reports').select('folio').limit(1).executeTakeFirstOrThrow()
  for (const [path, who] of [
    [`${stage.plan.path}/reportes`, 'liaison'],
    [`${one('2.1')}/reportar`, 'liaison'],
    [`${stage.plan.path}/reportes/${report_.folio}`, 'co-responsible'],
    [`${stage.plan.path}/verificaciones`, 'evaluator'],
    [`${one('1.1')}/verificar`, 'evaluator'],
    [`${one('1.1')}/impugnar`, undefined],
    [`${stage.plan.path}/impugnaciones`, undefined],
    [stage.commitments[0]?.path ?? '', undefined],
  ] as const) {
    const { status, text } = await stage.get(path, who)
    assert.equal(status, 200, path)
    assert.deepEqual(await htmlProblems(text), [], path)
  }
})
