import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { type Desk, desk, fieldsOf, problemsOf } from '../../../test/desk.ts'
import { completeCommitment, draftPlan, publishedPlan, putDocuments } from '../../../test/desk-plans.ts'
import { Refused } from '../../platform/errors.ts'
import { findPlan } from '../commitments/plan/queries.ts'
import { publishPlan } from './commands.ts'

let world: Desk
before(async () => {
  world = await desk()
})
after(() => world.close())

const approvedBy = 'Secretariado Técnico Local, sesión 3'

async function isPublished(slug: string): Promise<boolean> {
  return (await findPlan(world.db, 'san-pedro', slug))?.publication != null
}

test('R-29: an empty plan is not published, and says so', async () => {
  const plan = await draftPlan(world, 'vacio')
  const answer = await world.post(`${plan}/publicacion`, { approvedBy }, 'facilitator')
  assert.equal(answer.status, 409)
  assert.match(answer.text, /El plan no tiene compromisos/)
  assert.equal(fieldsOf(answer.text).approvedBy?.[0], approvedBy, 'what was typed stays')
  assert.equal(await isPublished('vacio'), false)
})

test('the refusal lists every fault of every commitment, each with the address of its field', async () => {
  const plan = await draftPlan(world, 'incompleto', { endsOn: '' })
  const first = completeCommitment('1', { problem: null, indicators: [] })
  const second = completeCommitment('2', {
    keyActions: [{ ...first.keyActions[0], weight: 60 } as (typeof first.keyActions)[number]],
  })
  await putDocuments(world, 'incompleto', [first, second])
  const answer = await world.post(`${plan}/publicacion`, { approvedBy }, 'facilitator')
  assert.equal(answer.status, 409)
  assert.match(answer.text, /falta corregir 4 datos/)
  for (const href of [
    'editar#endsOn',
    'compromisos/1/editar#problem',
    'compromisos/1/hoja-de-ruta#indicators',
    'compromisos/2/hoja-de-ruta#weights',
  ]) {
    assert.ok(answer.text.includes(`href="${plan}/${href}"`), href)
    const [page = '', field = ''] = href.split('#')
    assert.match((await world.get(`${plan}/${page}`, 'facilitator')).text, new RegExp(`id="${field}"`), href)
  }
  const loaded = await findPlan(world.db, 'san-pedro', 'incompleto')
  assert.ok(loaded)
  const fields = { approvedBy, approvedOn: null, approvalUrl: null, launchedOn: null }
  await assert.rejects(publishPlan(await world.contextOf('facilitator'), loaded, fields), (error: unknown) => {
    assert.ok(error instanceof Refused)
    assert.equal(error.faults.length, 4)
    assert.ok(error.faults.every((fault) => fault.href?.startsWith(plan)))
    return true
  })
})

test('R-18: a plan made here says who approved it', async () => {
  const plan = await draftPlan(world, 'sin-organo')
  await putDocuments(world, 'sin-organo', [completeCommitment('1')])
  const answer = await world.post(`${plan}/publicacion`, { approvedOn: '2026-01-31' }, 'facilitator')
  assert.equal(answer.status, 422)
  assert.match(answer.text, /id="approvedBy-error"/)
})

test('R-30 and R-29 as warnings are said and let the plan pass', async () => {
  const plan = await draftPlan(world, 'con-avisos', { kind: 'ogp-local' })
  await putDocuments(
    world,
    'con-avisos',
    Array.from({ length: 16 }, (_, index) => completeCommitment(String(index + 1))),
  )
  const page = await world.get(`${plan}/publicacion`, 'facilitator')
  assert.match(page.text, /Dura 1 años?; lo usual/)
  assert.match(page.text, /Tiene 16 compromisos/)
  assert.equal((await world.post(`${plan}/publicacion`, { approvedBy }, 'facilitator')).status, 303)
  assert.match((await world.get(plan)).text, /16 compromisos/)
})

test('publishing keeps version 1 of each commitment, records it and cannot happen twice', async () => {
  const plan = await draftPlan(world, 'completo')
  await putDocuments(world, 'completo', [completeCommitment('1'), completeCommitment('2')])
  const form = {
    approvedBy,
    approvedOn: '2026-01-31',
    approvalUrl: 'https://example.org/minuta',
    launchedOn: '2026-02-01',
  }
  assert.equal((await world.post(`${plan}/publicacion`, form, 'facilitator')).status, 303)
  const event = await world.db
    .selectFrom('events')
    .select(['type', 'details'])
    .orderBy('seq', 'desc')
    .executeTakeFirstOrThrow()
  assert.deepEqual([event.type, (event.details as { commitments: number }).commitments], ['plan.published', 2])
  const rows = await world.db.selectFrom('commitments').select(['version']).where('key', 'in', ['1', '2']).execute()
  assert.ok(rows.some((row) => row.version === 1))
  const page = await world.get(plan)
  for (const said of [approvedBy, '31 de enero de 2026', '1 de febrero de 2026', 'https://example.org/minuta']) {
    assert.ok(page.text.includes(said), said)
  }
  assert.equal((await world.post(`${plan}/publicacion`, form, 'facilitator')).status, 409)
})

test('two facilitators publishing at once publish once', async () => {
  const plan = await draftPlan(world, 'dos-veces')
  await putDocuments(world, 'dos-veces', [completeCommitment('1')])
  const answers = await Promise.all([1, 2].map(() => world.post(`${plan}/publicacion`, { approvedBy }, 'facilitator')))
  assert.deepEqual(answers.map((answer) => answer.status).sort(), [303, 409])
})

test('a plan of public record is published with its gaps, which are said', async () => {
  const source = {
    origin: 'public-record',
    sourceTitle: 'Página de OGP',
    sourceUrl: 'https://example.org/plan',
    startsOn: '',
    endsOn: '',
  }
  const plan = await draftPlan(world, 'registro', source)
  await putDocuments(world, 'registro', [
    completeCommitment('1', { problem: null, missing: { problem: 'np' }, keyActions: [] }),
  ])
  assert.equal((await world.post(`${plan}/publicacion`, {}, 'facilitator')).status, 303)
  const page = await world.get(plan)
  assert.match(page.text, /Registro público de un plan hecho fuera de Tequio/)
  assert.match(page.text, /sin dato publicado/)
  assert.match(page.text, /href="https:\/\/example\.org\/plan"/)
  const made = await world.post(
    '/san-pedro/planes/nuevo',
    { title: 'Sin fuente', kind: 'local', origin: 'public-record' },
    'facilitator',
  )
  assert.equal(made.status, 422)
  assert.match(made.text, /id="sourceTitle-error"/)
})

test('the facts of a published plan change with a reason that stays in the record', async () => {
  const plan = await publishedPlan(world, 'datos')
  const form = fieldsOf((await world.get(`${plan}/editar`, 'facilitator')).text)
  assert.equal((await world.post(`${plan}/editar`, { ...form, endsOn: '2027-12-31' }, 'facilitator')).status, 422)
  const reason = 'El cabildo amplió el plan un año.'
  const saved = await world.post(
    `${plan}/editar`,
    { ...form, endsOn: '2027-12-31', origin: 'public-record', sourceTitle: 'x', reason },
    'facilitator',
  )
  assert.equal(saved.status, 303, problemsOf(saved.text))
  const event = await world.db
    .selectFrom('events')
    .select(['type', 'details'])
    .orderBy('seq', 'desc')
    .executeTakeFirstOrThrow()
  assert.equal(event.type, 'plan.changed')
  assert.deepEqual(event.details, { slug: 'datos', title: 'Plan datos', fields: ['ends_on', 'source_title'], reason })
  assert.equal(
    (await findPlan(world.db, 'san-pedro', 'datos'))?.origin,
    'platform',
    'how it came about does not change',
  )
})

test('a plan keeps one address in its space', async () => {
  await draftPlan(world, 'direccion')
  const form = { title: 'Otro', kind: 'local', slug: 'direccion' }
  const taken = await world.post('/san-pedro/planes/nuevo', form, 'facilitator')
  assert.equal(taken.status, 409)
  assert.match(taken.text, /id="slug-error"/)
  assert.equal(
    (await world.post('/san-pedro/planes/nuevo', { ...form, slug: 'Con Espacio' }, 'facilitator')).status,
    422,
  )
  assert.equal((await world.post('/san-pedro/planes/nuevo', { ...form, slug: 'nuevo' }, 'facilitator')).status, 422)
  assert.equal(
    (
      await world.post(
        '/san-pedro/planes/nuevo',
        { ...form, slug: 'x', endsOn: '2025-01-01', startsOn: '2026-01-01' },
        'facilitator',
      )
    ).status,
    422,
  )
})

test('documents are linked, and only to web addresses', async () => {
  const plan = await publishedPlan(world, 'documentos')
  const form = { title: 'Acta de la sesión 3', url: 'https://example.org/acta', kind: 'minutes', datedOn: '2026-01-15' }
  for (const url of ['', 'javascript:alert(1)', 'data:text/html,x', 'ejemplo.mx']) {
    assert.equal((await world.post(`${plan}/documentos`, { ...form, url }, 'facilitator')).status, 422, url)
  }
  assert.equal((await world.post(`${plan}/documentos`, form, 'facilitator')).status, 303)
  assert.match((await world.get(plan)).text, /href="https:\/\/example\.org\/acta"/)
  const page = await world.get(`${plan}/documentos`, 'facilitator')
  const remove = /action="([^"]+\/quitar)"/.exec(page.text)?.[1] ?? ''
  assert.equal((await world.post(remove, {}, 'liaison')).status, 403)
  assert.equal((await world.post(remove.replace('/documentos/', '/x/'), {}, 'facilitator')).status, 404)
  assert.equal((await world.post(remove, {}, 'facilitator')).status, 303)
  assert.equal((await world.post(remove, {}, 'facilitator')).status, 404)
  assert.doesNotMatch((await world.get(plan)).text, /example\.org\/acta/)
})

test('a pause says who, since when and why on the plan, and ends with its reason', async () => {
  const plan = await publishedPlan(world, 'pausado')
  const form = {
    what: '',
    kind: 'suspended',
    since: '2026-02-15',
    party: 'Ayuntamiento',
    reason: 'Cambio de gobierno municipal.',
  }
  assert.equal((await world.post(`${plan}/pausas`, { ...form, reason: 'corto' }, 'facilitator')).status, 422)
  assert.equal((await world.post(`${plan}/pausas`, { ...form, what: '99' }, 'facilitator')).status, 404)
  assert.equal((await world.post(`${plan}/pausas`, form, 'facilitator')).status, 303)
  const said =
    /Suspendido desde el 15 de febrero de 2026, por decisión de Ayuntamiento\..*Cambio de gobierno municipal/s
  assert.match((await world.get(plan)).text, said)
  assert.match((await world.get(`${plan}/compromisos/1/editar`, 'facilitator')).text, /Escribir el compromiso/)
  const id = (await findPlan(world.db, 'san-pedro', 'pausado'))?.pauses[0]?.id
  const end = `${plan}/pausas/${id}/terminar`
  const early = await world.post(end, { endedOn: '2026-02-01', reason: 'Se resolvió por acuerdo.' }, 'facilitator')
  assert.equal(early.status, 409)
  assert.match(early.text, /no puede terminar antes de empezar/)
  assert.equal(
    (await world.post(end, { endedOn: '2026-03-01', reason: 'Se resolvió por acuerdo.' }, 'facilitator')).status,
    303,
  )
  const again = await world.post(end, { endedOn: '2026-03-01', reason: 'Se resolvió por acuerdo.' }, 'facilitator')
  assert.equal(again.status, 409)
  const page = await world.get(plan)
  assert.match(page.text, /Terminó el 1 de marzo de 2026: Se resolvió por acuerdo/)
  const types = await world.db
    .selectFrom('events')
    .select('type')
    .where('type', 'like', 'pause.%')
    .orderBy('seq')
    .execute()
  assert.deepEqual(
    types.map((row) => row.type),
    ['pause.declared', 'pause.ended'],
  )
})
