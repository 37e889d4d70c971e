import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { type Desk, desk, type Fields, fieldsOf, problemsOf } from '../../../test/desk.ts'
import { approval, completeCommitment, draftPlan, publishedPlan, putDocuments } from '../../../test/desk-plans.ts'
import { htmlProblems } from '../../../test/html.ts'

let world: Desk
before(async () => {
  world = await desk()
})
after(() => world.close())

async function edited(path: string, change: Fields): Promise<Fields> {
  const page = await world.get(path, 'facilitator')
  assert.equal(page.status, 200, path)
  return { ...fieldsOf(page.text), ...change }
}

async function change(path: string, fields: Fields) {
  return world.post(path, await edited(path, fields), 'facilitator')
}

async function versionsOf(slug: string) {
  return world.db
    .selectFrom('commitment_versions as v')
    .innerJoin('commitments as c', 'c.id', 'v.commitment_id')
    .innerJoin('plans as p', 'p.id', 'c.plan_id')
    .selectAll('v')
    .where('p.slug', '=', slug)
    .orderBy('v.number')
    .execute()
}

test('R-33: after publication a change of title, date, weight or product needs a reason and an approval', async () => {
  const plan = await publishedPlan(world, 'motivo')
  const one = `${plan}/compromisos/1`
  const changes = [
    ['editar', { title: 'Otro título' }],
    ['hoja-de-ruta', { endsOn: '2026-11-30' }],
    ['acciones/1', { weight: '90' }],
    ['actividades/1.1', { product: 'Otro producto' }],
  ] as const
  for (const [page, fields] of changes) {
    for (const lacking of [{}, { ...approval, reason: 'corto' }, { ...approval, approvedBy: '' }]) {
      const answer = await change(`${one}/${page}`, { ...fields, ...lacking })
      assert.equal(answer.status, 422, page)
    }
  }
  assert.equal((await versionsOf('motivo')).length, 1)
  for (const [index, [page, fields]] of changes.entries()) {
    const answer = await change(`${one}/${page}`, { ...fields, ...approval })
    assert.match(
      answer.location ?? problemsOf(answer.text),
      new RegExp(`/compromisos/1/versiones/${index + 2}\\?guardado=`),
    )
  }
  const versions = await versionsOf('motivo')
  assert.deepEqual(
    versions.map((version) => version.number),
    [1, 2, 3, 4, 5],
  )
  const last = versions.at(-1)
  assert.deepEqual(
    [last?.reason, last?.approved_by, last?.approved_on, last?.approval_url, last?.author_id],
    [...Object.values(approval), world.cast.person('facilitator').id],
  )
  const event = await world.db
    .selectFrom('events')
    .select(['type', 'details'])
    .orderBy('seq', 'desc')
    .executeTakeFirst()
  assert.equal(event?.type, 'commitment.changed')
  assert.deepEqual((event?.details as { fields?: string[] } | undefined)?.fields, [
    'keyActions/1/activities/1.1/product',
  ])
})

test('everybody sees the difference: what was, what is, why and who approved it', async () => {
  const plan = await publishedPlan(world, 'diferencia')
  const activity = `${plan}/compromisos/1/actividades/1.1`
  const saved = await change(activity, { endsOn: '2026-05-31', title: 'Publicar el padrón completo', ...approval })
  const page = await world.get((saved.location ?? '').split('?')[0] ?? '')
  assert.equal(page.status, 200)
  assert.match(page.text, /Actividad 1\.1 · Fecha de conclusión/)
  assert.match(page.text, /<del>.*31 de marzo de 2026.*<\/del>.*<ins>.*31 de mayo de 2026/s)
  assert.match(page.text, /<ins>.*completo/s)
  for (const said of [approval.reason, approval.approvedBy, '20 de febrero de 2026', 'Fausto Facilita']) {
    assert.ok(page.text.includes(said), said)
  }
  assert.deepEqual(await htmlProblems(page.text), [])
  const list = await world.get(`${plan}/compromisos/1/versiones`)
  assert.match(list.text, /Versión 2/)
  const data = JSON.parse((await world.get(`${plan}/compromisos/1/versiones.json`)).text)
  assert.deepEqual(data.versions[0].changes, [
    { path: 'keyActions/1/activities/1.1/title', before: 'Publicar el padrón', after: 'Publicar el padrón completo' },
    { path: 'keyActions/1/activities/1.1/endsOn', before: '2026-03-31', after: '2026-05-31' },
  ])
  assert.equal(
    JSON.stringify(data).includes(world.cast.person('facilitator').id),
    false,
    'no ids of people in open data',
  )
  assert.equal((await world.get(`${plan}/compromisos/1/versiones/3`)).status, 404)
})

test('a change can be looked at before it is saved, and is not saved by looking', async () => {
  const plan = await publishedPlan(world, 'antes')
  const path = `${plan}/compromisos/1/hoja-de-ruta`
  const answer = await change(path, { finalResult: 'Padrón abierto y revisado', intent: 'preview' })
  assert.equal(answer.status, 200)
  assert.match(answer.text, /Esto es lo que cambiará.*<ins>.*revisado/s)
  assert.equal(fieldsOf(answer.text).finalResult?.[0], 'Padrón abierto y revisado')
  assert.equal((await versionsOf('antes')).length, 1)
})

test('saving a published commitment without changing it makes no version', async () => {
  const plan = await publishedPlan(world, 'nada')
  const path = `${plan}/compromisos/1/editar`
  assert.equal((await change(path, { ...approval })).location, `${path}?guardado`)
  assert.equal((await versionsOf('nada')).length, 1)
})

test('R-34: a published target is not made easier without a justification', async () => {
  const plan = await publishedPlan(world, 'meta')
  const path = `${plan}/compromisos/1/indicadores/1`
  const refused = await change(path, { target: '20', ...approval })
  assert.equal(refused.status, 409)
  assert.match(refused.text, /id="justification-error"/)
  assert.match(refused.text, /se hizo más fácil de alcanzar/)
  assert.equal(fieldsOf(refused.text).target?.[0], '20')
  assert.equal((await change(path, { target: '20', justification: 'corta', ...approval })).status, 409)
  assert.equal((await change(path, { target: '50', ...approval })).status, 303, 'a harder target needs none')
  const justified = await change(path, { target: '20', justification: 'Se redujo el número de colonias.', ...approval })
  assert.equal(justified.status, 303)
  const row = await world.db.selectFrom('indicators').select('target').orderBy('id', 'desc').executeTakeFirst()
  assert.equal(row?.target, 20)
})

test('R-34 is asked only of what was published: a draft may still think', async () => {
  const plan = await draftPlan(world, 'meta-borrador')
  await putDocuments(world, 'meta-borrador', [completeCommitment('1')])
  assert.equal((await change(`${plan}/compromisos/1/indicadores/1`, { target: '20' })).status, 303)
})

test('R-47: a published activity is cancelled with its reason and the approval of the body, and stays', async () => {
  const plan = await publishedPlan(world, 'cancelar')
  const address = `${plan}/compromisos/1/actividades/1.1`
  const unsaid = await world.post(`${address}/cancelar`, { reason: 'no' }, 'facilitator')
  assert.equal(unsaid.status, 422)
  assert.match(unsaid.text, /href="#removal-reason"/)
  const reason = 'El padrón pasó a la contraloría.'
  assert.equal((await world.post(`${address}/cancelar`, { reason }, 'facilitator')).status, 422, 'who approved it?')
  const given = { reason, approvedBy: 'Comité de seguimiento' }
  assert.equal((await world.post(`${address}/cancelar`, given, 'facilitator')).status, 303)
  const state = await world.db.selectFrom('activity_states').selectAll().orderBy('id', 'desc').executeTakeFirst()
  assert.deepEqual([state?.state, state?.reason, state?.approved_by], ['cancelled', reason, 'Comité de seguimiento'])
  assert.match((await world.get(`${plan}/compromisos/1/hoja-de-ruta`, 'facilitator')).text, /cancelada/)
  assert.equal((await world.post(`${address}/cancelar`, given, 'facilitator')).status, 409)
  assert.equal((await world.post(`${address}/cancelar`, given, 'liaison')).status, 403)
})

test('what was reported on is never removed, and a published commitment neither', async () => {
  const plan = await publishedPlan(world, 'quitar')
  const one = `${plan}/compromisos/1`
  await world.post(`${one}/actividades/1.1/cancelar`, { ...approval, reason: 'Se hará de otra manera.' }, 'facilitator')
  assert.equal((await world.post(`${one}/acciones/1/quitar`, {}, 'facilitator')).status, 422, 'it needs an approval')
  const refused = await world.post(`${one}/acciones/1/quitar`, approval, 'facilitator')
  assert.equal(refused.status, 409)
  assert.match(refused.text, /Ya se reportó avance de la actividad «1\.1 Publicar el padrón»/)
  assert.equal((await world.post(`${one}/editar/quitar`, {}, 'facilitator')).status, 409)
  assert.equal((await world.post(`${one}/indicadores/1/quitar`, approval, 'facilitator')).status, 303)
  assert.equal((await versionsOf('quitar')).length, 2)
})

test('parts and commitments of a draft are taken away without traces', async () => {
  const plan = await draftPlan(world, 'quitar-borrador')
  await putDocuments(world, 'quitar-borrador', [completeCommitment('1')])
  const one = `${plan}/compromisos/1`
  for (const part of ['indicadores/1', 'actividades/1.1', 'acciones/1']) {
    assert.equal((await world.post(`${one}/${part}/quitar`, {}, 'facilitator')).status, 303, part)
    assert.equal((await world.get(`${one}/${part}`, 'facilitator')).status, 404, part)
  }
  assert.equal((await world.post(`${one}/editar/quitar`, {}, 'facilitator')).location, plan)
  assert.equal((await world.get(`${one}/editar`, 'facilitator')).status, 404)
})

const hostile = [
  '<script>alert(1)</script>',
  '"><img src=x onerror=alert(1)>',
  "'; drop table commitments; --",
  '{{constructor.constructor("x")()}}',
  '</textarea><svg onload=alert(1)>',
  '‮txt.exe 田中さん 🤷🏽‍♀️',
]

test('hostile strings in every field come back as text, on every page that shows them', async () => {
  const plan = await draftPlan(world, 'hostil', { summary: hostile.join(' '), legalBasis: hostile[1] ?? '' })
  await putDocuments(world, 'hostil', [completeCommitment('1')])
  const text = hostile.join('\n')
  const line = hostile.join(' ')
  const one = `${plan}/compromisos/1`
  const full = {
    title: line,
    summary: text,
    problem: text,
    nationalAxis: line,
    'lead.1.name': line,
    'lead.1.kind': 'academia',
  }
  const sources = { 'sources.0.title': line, 'sources.0.note': line }
  assert.equal((await change(`${one}/editar`, { ...full, ...sources })).status, 303)
  assert.equal((await change(`${one}/acciones/1`, { title: line })).status, 303)
  assert.equal((await change(`${one}/actividades/1.1`, { title: line, product: text })).status, 303)
  assert.equal((await change(`${one}/indicadores/1`, { name: line, unit: line.slice(0, 200) })).status, 303)
  const shown = ['editar', 'hoja-de-ruta', 'acciones/1', 'actividades/1.1', 'indicadores/1'].map(
    (page) => `${one}/${page}`,
  )
  for (const path of [...shown, plan, `${plan}/publicacion`, `${plan}/pausas`, '/san-pedro/organizaciones']) {
    const page = await world.get(path, 'facilitator')
    assert.equal(page.status, 200, path)
    assert.doesNotMatch(page.text, /<script>alert|<img src=x|<svg onload/, path)
  }
  assert.equal(fieldsOf((await world.get(`${one}/editar`, 'facilitator')).text).problem?.[0], text)
  const published = await world.post(`${plan}/publicacion`, { approvedBy: line }, 'facilitator')
  assert.equal(published.status, 303, problemsOf(published.text))
  const saved = await change(`${one}/editar`, { problem: `${text} y más`, ...approval, reason: line })
  const version = await world.get(saved.location ?? '', 'facilitator')
  assert.equal(version.status, 200)
  assert.doesNotMatch(version.text, /<script>alert|<img src=x|<svg onload/)
})
