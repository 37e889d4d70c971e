import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { PersonKey } from '../../../test/cast.ts'
import { type Desk, desk, type Fields, fieldsOf, problemsOf } from '../../../test/desk.ts'
import { completeCommitment, completeText, draftPlan, putDocuments, roadmapForms } from '../../../test/desk-plans.ts'
import { newId } from '../../platform/identity.ts'
import { readDocuments } from './document/queries.ts'

let world: Desk
before(async () => {
  world = await desk()
})
after(() => world.close())

async function documentOf(slug: string, key: string) {
  const plan = await world.db.selectFrom('plans').select('id').where('slug', '=', slug).executeTakeFirstOrThrow()
  const stored = (await readDocuments(world.db, plan.id)).find((one) => one.document.key === key)
  assert.ok(stored)
  return stored
}

test('a commitment is begun, written, given its roadmap and published with its plan', async () => {
  const plan = await draftPlan(world, 'primero')
  const begun = await world.post(`${plan}/compromisos/nuevo`, { number: '3.1', title: 'Gasto abierto' }, 'facilitator')
  assert.equal(begun.location, `${plan}/compromisos/3.1/editar?guardado`)
  const one = `${plan}/compromisos/3.1`
  const page = await world.get(`${one}/editar`, 'facilitator')
  assert.match(page.text, /Para publicar falta/)
  assert.match(page.text, /Falta responder: qué problema público atiende/)
  const written = await world.post(`${one}/editar`, { ...fieldsOf(page.text), ...completeText('3.1') }, 'facilitator')
  assert.equal(written.status, 303, problemsOf(written.text))
  for (const [path, form] of roadmapForms) {
    const fresh = await world.get(`${one}/${path}`, 'facilitator')
    assert.equal(fresh.status, 200, path)
    const seen = /name="seen" value="([^"]+)"/.exec(fresh.text)?.[1] ?? ''
    const saved = await world.post(`${one}/${path}`, { seen, ...form }, 'facilitator')
    assert.equal(saved.status, 303, `${path}: ${problemsOf(saved.text)}`)
  }
  const { document } = await documentOf('primero', '3.1')
  assert.equal(document.number, '3.1')
  assert.deepEqual(
    document.keyActions.map((action) => action.weight),
    [60, 40],
  )
  assert.deepEqual(
    document.keyActions.flatMap((action) => action.activities.map((activity) => activity.code)),
    ['1.1', '2.1'],
  )
  assert.deepEqual(document.sdgs, [
    { goal: 5, target: null },
    { goal: 16, target: '16.6' },
  ])
  const published = await world.post(`${plan}/publicacion`, { approvedBy: 'Secretariado Técnico Local' }, 'facilitator')
  assert.equal(published.status, 303, problemsOf(published.text))
  const versions = await world.db.selectFrom('commitment_versions').select(['number', 'reason']).execute()
  assert.deepEqual(versions, [{ number: 1, reason: 'Publicación del plan' }])
  assert.equal((await world.get(plan)).status, 200)
})

/** The form of a page as it was opened, with some answers changed. */
async function edited(path: string, change: Fields, who: PersonKey = 'facilitator'): Promise<Fields> {
  const page = await world.get(path, who)
  assert.equal(page.status, 200, path)
  return { ...fieldsOf(page.text), ...change }
}

test('saving a form as it was opened changes nothing and leaves no event', async () => {
  const plan = await draftPlan(world, 'igual')
  const full = completeCommitment('1', {
    values: ['transparency', 'technology'],
    sdgs: [
      { goal: 5, target: null },
      { goal: 16, target: '16.10' },
      { goal: 16, target: '16.6' },
    ],
    territories: ['09', '20'],
    policyAreas: [{ scheme: 'ogp', version: '2024-07', code: 'access-to-information' }],
    sources: [{ title: 'Acta', url: 'https://example.org/acta', note: 'Página 3' }],
    startsOn: null,
    missing: { startsOn: 'nd', budgetNote: 'np' },
    asWritten: { startsOn: 'December 2015' },
  })
  await putDocuments(world, 'igual', [full])
  const before = await documentOf('igual', '1')
  const events = await world.db.selectFrom('record_head').select('seq').executeTakeFirstOrThrow()
  for (const page of ['editar', 'hoja-de-ruta', 'acciones/1', 'actividades/1.1', 'indicadores/1']) {
    const path = `${plan}/compromisos/1/${page}`
    const saved = await world.post(path, await edited(path, {}), 'facilitator')
    assert.equal(saved.status, 303, `${page}: ${problemsOf(saved.text)}`)
  }
  assert.deepEqual((await documentOf('igual', '1')).document, before.document)
  assert.deepEqual(await world.db.selectFrom('record_head').select('seq').executeTakeFirstOrThrow(), events)
})

test('filling a field that was not published takes away why it was missing', async () => {
  const plan = await draftPlan(world, 'faltante')
  const missing = { budgetNote: 'np', startsOn: 'nd' } as const
  await putDocuments(world, 'faltante', [
    completeCommitment('1', { budgetNote: null, startsOn: null, missing, asWritten: { startsOn: 'fines de 2015' } }),
  ])
  const text = `${plan}/compromisos/1/editar`
  assert.match((await world.get(text, 'facilitator')).text, /Hoy se muestra: «Sin dato publicado»/)
  await world.post(text, await edited(text, { budgetNote: 'Recursos propios' }), 'facilitator')
  assert.deepEqual((await documentOf('faltante', '1')).document.missing, { startsOn: 'nd' })
  const roadmap = `${plan}/compromisos/1/hoja-de-ruta`
  await world.post(roadmap, await edited(roadmap, { startsOn: '2026-02-01' }), 'facilitator')
  const { document } = await documentOf('faltante', '1')
  assert.deepEqual([document.missing, document.asWritten], [{}, {}])
})

test('a wrong form is shown again with everything typed and each fault beside its field', async () => {
  const plan = await draftPlan(world, 'errores')
  await putDocuments(world, 'errores', [completeCommitment('1')])
  const path = `${plan}/compromisos/1/editar`
  const wrong = {
    title: '',
    summary: 'Lo que ya escribí',
    sdgTargets: '5.6, 99.1',
    'lead.1.name': 'Tesorería',
    'lead.1.kind': 'no-such-kind',
    'sources.0.url': 'javascript:alert(1)',
  }
  const answer = await world.post(path, await edited(path, wrong), 'facilitator')
  assert.equal(answer.status, 422)
  for (const said of [
    'Falta este dato',
    '«99.1» no es una meta',
    'ya está en la lista',
    'Elige qué tipo',
    'dirección web completa',
    'título de la fuente',
  ]) {
    assert.ok(answer.text.includes(said), said)
  }
  assert.match(answer.text, /href="#lead-1-kind"/)
  assert.equal(fieldsOf(answer.text).summary?.[0], 'Lo que ya escribí')
  assert.equal((await documentOf('errores', '1')).document.summary, null)
  const parts = [
    ['hoja-de-ruta', { startsOn: '2026-05-01', endsOn: '2026-04-01' }, 'La conclusión debe ser'],
    ['hoja-de-ruta', { startsOn: '31 de febrero' }, 'Escribe una fecha que exista'],
    ['acciones/1', { weight: '101' }, 'entre 0 y 100'],
    ['actividades/1.1', { keyAction: '9' }, 'Elige una de las opciones'],
    ['indicadores/1', { target: 'muchas' }, 'Escribe un número'],
    ['indicadores/1', { targetOn: '2026-13' }, 'Escribe un año'],
  ] as const
  for (const [page, change, said] of parts) {
    const address = `${plan}/compromisos/1/${page}`
    const refused = await world.post(address, await edited(address, change), 'facilitator')
    assert.equal(refused.status, 422, page)
    assert.ok(refused.text.includes(said), `${page}: ${said}`)
  }
})

test('T-15: numbers are text, unique in their plan, and their addresses never clash', async () => {
  const plan = await draftPlan(world, 'numeros')
  const begin = (number: string) => world.post(`${plan}/compromisos/nuevo`, { number, title: 'Uno' }, 'facilitator')
  const addressed = [
    ['3.1', '3.1'],
    ['JAL0008', 'jal0008'],
    ['jal-0008', 'jal-0008'],
    ['nuevo', 'nuevo-1'],
    ['3..1', '3.1-2'],
  ] as const
  for (const [number, key] of addressed) {
    assert.equal((await begin(number)).location, `${plan}/compromisos/${key}/editar?guardado`, number)
  }
  const again = await begin('3.1')
  assert.equal(again.status, 409)
  assert.match(again.text, /Ya hay en este plan un compromiso con el número 3\.1/)
  assert.equal((await begin('¿?')).status, 422)
  const other = `${plan}/compromisos/jal0008/editar`
  const taken = await world.post(other, await edited(other, { number: '3.1' }), 'facilitator')
  assert.equal(taken.status, 409)
  assert.match(taken.text, /id="number-error"/)
})

test('two people writing at once: the second is shown both texts and loses nothing', async () => {
  const plan = await draftPlan(world, 'a-la-vez')
  await putDocuments(world, 'a-la-vez', [completeCommitment('1')])
  const path = `${plan}/compromisos/1/editar`
  const mine = await edited(path, { problem: 'Lo que escribí yo' }, 'facilitator')
  const theirs = await edited(path, { problem: 'Lo que escribió ella' }, 'administrator')
  assert.equal((await world.post(path, theirs, 'administrator')).status, 303)
  const overtaken = await world.post(path, mine, 'facilitator')
  assert.equal(overtaken.status, 409)
  assert.match(overtaken.text, /Otra persona cambió esto mientras escribías/)
  assert.match(overtaken.text, /<del>.*ella.*<\/del>/s)
  assert.equal(fieldsOf(overtaken.text).problem?.[0], 'Lo que escribí yo')
  assert.equal((await documentOf('a-la-vez', '1')).document.problem, 'Lo que escribió ella')
  const decided = await world.post(path, fieldsOf(overtaken.text), 'facilitator')
  assert.equal(decided.status, 303)
  assert.equal((await documentOf('a-la-vez', '1')).document.problem, 'Lo que escribí yo')
})

test('a report of progress does not overtake the text', async () => {
  const plan = await draftPlan(world, 'reporte')
  await putDocuments(world, 'reporte', [completeCommitment('1')])
  const path = `${plan}/compromisos/1/editar`
  const form = await edited(path, { problem: 'Otro' })
  const activity = await world.db.selectFrom('activities').select('id').orderBy('id', 'desc').executeTakeFirstOrThrow()
  await world.db
    .insertInto('activity_states')
    .values({ id: newId(), activity_id: activity.id, state: 'in-progress', at: world.now })
    .execute()
  assert.equal((await world.post(path, form, 'facilitator')).status, 303)
  assert.equal((await documentOf('reporte', '1')).document.keyActions[0]?.activities[0]?.state, 'in-progress')
})

test('T-69: areas of an older taxonomy, which the form no longer offers, stay when the text is saved', async () => {
  const plan = await draftPlan(world, 'taxonomia')
  const older = { scheme: 'ogp', version: '2019-01', code: 'old-area' }
  await world.db
    .insertInto('policy_areas')
    .values({ ...older, name: 'Área anterior', name_en: 'Old area', position: 1 })
    .execute()
  await putDocuments(world, 'taxonomia', [completeCommitment('1', { policyAreas: [older] })])
  const path = `${plan}/compromisos/1/editar`
  const page = await world.get(path, 'facilitator')
  const offered = /name="policyAreas" value="(ogp\/[^"]+)"/.exec(page.text)?.[1] ?? ''
  assert.equal(offered.includes('2019-01'), false)
  const form = { ...fieldsOf(page.text), policyAreas: [offered, 'ogp/2024-07/never-offered'] }
  assert.equal((await world.post(path, form, 'facilitator')).status, 303)
  const areas = (await documentOf('taxonomia', '1')).document.policyAreas.map((area) => `${area.version}/${area.code}`)
  assert.equal(areas.length, 2)
  assert.ok(areas.includes('2019-01/old-area'))
})
