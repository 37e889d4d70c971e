import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { htmlProblems } from '../../../test/html.ts'
import { bodyIn } from '../../../test/tables-stage.ts'
import { type TrackingStage, trackingStage } from '../../../test/tracking-stage.ts'
import { findTable } from './queries.ts'

let stage: TrackingStage
const base = '/san-pedro/mesas'
const table = `${base}/mesa-del-agua`
const draft = `${table}/borradores/1`

before(async () => {
  stage = await trackingStage()
  await bodyIn(await stage.contextOf('facilitator'), stage.space, 'liaison@example.org')
})
after(() => stage.close())

const called = {
  ...{ title: 'Mesa del agua', purpose: 'Acordar qué hacer', heldAt: '2026-04-03T10:00', modality: 'in-person' },
  ...{ place: 'Casa de la cultura', 'places.citizens': '1' },
}

test('a table is called, published and read by anybody; a form with a fault comes back with nothing lost', async () => {
  const wrong = await stage.post(`${base}/nueva`, { ...called, place: '' }, 'facilitator')
  assert.equal(wrong.status, 422)
  assert.match(wrong.text, /Di en qué lugar será/)
  assert.match(wrong.text, /Mesa del agua/)
  assert.equal((await stage.post(`${base}/nueva`, called, 'facilitator')).location, table)
  assert.equal((await stage.get(table)).status, 404, 'not published yet')
  assert.equal((await stage.post(`${table}/publicar`, {}, 'facilitator')).status, 303)
  const page = await stage.get(table)
  assert.match(page.text, /0 de 1 lugares/)
  assert.deepEqual(await htmlProblems(page.text), [])
  assert.match((await stage.get(`${table}.ics`)).text, /DTSTART:20260403T160000Z/)
  assert.match((await stage.get(`${base}.csv`)).text, /mesa-del-agua,Mesa del agua,registering/)
  assert.deepEqual(await htmlProblems((await stage.get(base)).text), [])
})

let secret = ''

test('she registers with name and sector, has a code and gives up her place; who waited moves up', async () => {
  const path = `${table}/registro`
  const wrong = await stage.post(path, { name: '', sector: 'citizens', email: 'no' })
  assert.equal(wrong.status, 422)
  assert.match(wrong.text, /Escribe un nombre/)
  assert.match(wrong.text, /no parece un correo/)
  const ana = await stage.post(path, { name: 'Ana', sector: 'citizens' })
  const place = await stage.get(ana.location ?? '')
  assert.match(place.text, /Tienes lugar/)
  assert.match(place.text, /REG-/)
  assert.deepEqual(await htmlProblems(place.text), [])
  assert.match((await stage.get(path)).text, /lista de espera/)
  const beto = await stage.post(path, { name: 'Beto', sector: 'citizens' })
  assert.match((await stage.get(beto.location ?? '')).text, /Estás en lista de espera/)
  const clave = (ana.location ?? '').split('clave=')[1] ?? ''
  assert.equal((await stage.post(`${path}/lugar`, { clave })).status, 303)
  assert.match((await stage.get(beto.location ?? '')).text, /Tienes lugar/)
  secret = (beto.location ?? '').split('clave=')[1] ?? ''
  assert.equal((await stage.get(`${path}/lugar?clave=otra`)).status, 404)
  assert.doesNotMatch((await stage.get(table)).text, /Ana|Beto/, 'nobody is named in public')
})

test('somebody speaks with the secret of her place; R-143 what looks like personal data is not published', async () => {
  assert.equal((await stage.post(`${table}/borradores`, { title: 'Medir los pozos' }, 'facilitator')).location, draft)
  const added = { field: 'problem', wording: 'Nadie sabe cuánta agua sale.' }
  assert.equal((await stage.post(`${draft}/pasajes`, added, 'facilitator')).status, 303)
  assert.equal((await stage.post(`${draft}/pasajes`, added, 'facilitator')).status, 409)
  const read = await findTable(stage.db, 'san-pedro', 'mesa-del-agua')
  const passage = await stage.db.selectFrom('draft_passages').selectAll().executeTakeFirstOrThrow()
  assert.ok(read)
  const path = `${draft}/pasajes/${passage.id}/observaciones`
  const said = { seen: '1', clave: secret, suggested: 'Nadie mide el agua que sale.', body: 'Más corto' }
  const mail = await stage.post(path, { ...said, body: 'Escríbeme a beto@example.org' })
  assert.equal(mail.status, 409)
  assert.match(mail.text, /datos personales/)
  assert.equal((await stage.post(path, said)).location, `${draft}?clave=${secret}`)
  const page = await stage.get(draft)
  assert.match(page.text, /Beto \(Ciudadanía\)/)
  assert.doesNotMatch(page.text, new RegExp(secret))
  assert.deepEqual(await htmlProblems((await stage.get(draft, 'facilitator')).text), [])
})

test('two who decide on one passage: the second is shown what stands and what was typed, and nothing is written over', async () => {
  const remark = await stage.db.selectFrom('passage_remarks').selectAll().executeTakeFirstOrThrow()
  const passage = await stage.db.selectFrom('draft_passages').selectAll().executeTakeFirstOrThrow()
  const own = { wording: 'Nadie sabe cuánta agua sale de los pozos.', seen: '1' }
  assert.equal((await stage.post(`${draft}/pasajes/${passage.id}`, own, 'facilitator')).status, 303)
  const yes = { decision: 'accepted', wording: 'Nadie mide el agua.', answer: '', seen: '1' }
  const path = `${draft}/observaciones/${remark.id}`
  const stale = await stage.post(path, yes, 'facilitator')
  assert.equal(stale.status, 409)
  assert.match(stale.text, /cambió mientras decidías/)
  assert.match(stale.text, /Nadie sabe cuánta agua sale de los pozos/)
  assert.match(stale.text, /Nadie mide el agua\./)
  assert.equal((await stage.post(path, { decision: 'answered', seen: '2' }, 'facilitator')).status, 422)
  assert.equal((await stage.post(path, { ...yes, seen: '2' }, 'facilitator')).status, 303)
  const { wording } = await stage.db.selectFrom('draft_passages').selectAll().executeTakeFirstOrThrow()
  assert.equal(wording, 'Nadie mide el agua.')
})

test('the door: no presence before the day, by code and by list, and the totals add up in public', async () => {
  // The code is an address: whoever keeps the door opens it with her phone, and comes back to it when she has to sign in first.
  const place = await stage.get(`${table}/registro/lugar?clave=${secret}`)
  const [, picture = ''] = /src="data:image\/svg\+xml;base64,([^"]+)"/.exec(place.text) ?? []
  assert.match(Buffer.from(picture, 'base64').toString(), /^<svg[\s\S]*<path/)
  const asked = await stage.get(`${table}/llegada?clave=${secret}`)
  assert.equal(asked.status, 303)
  assert.ok(decodeURIComponent(asked.location ?? '').includes(`${table}/llegada?clave=${secret}`), asked.location ?? '')
  const [one] = await stage.db.selectFrom('table_registrations').selectAll().where('left_at', 'is', null).execute()
  const early = await stage.post(`${table}/llegada`, { present: one?.id ?? '' }, 'facilitator')
  assert.match(early.text, /doce horas antes/)
  stage.now = new Date('2026-04-03T16:10:00Z')
  const read = await stage.get(`${table}/llegada?clave=${secret}`, 'facilitator')
  assert.match(read.text, /Beto · Ciudadanía/)
  assert.deepEqual(await htmlProblems(read.text), [])
  assert.equal(
    (await stage.post(`${table}/llegada`, { present: one?.id ?? '', way: 'code' }, 'facilitator')).status,
    303,
  )
  const came = { name: 'Obrera', sector: 'government', organization: 'Obras' }
  assert.equal((await stage.post(`${table}/llegada/nueva`, came, 'facilitator')).status, 303)
  const { presence } = JSON.parse((await stage.get(`${table}.json`)).text)
  assert.deepEqual([presence.people, presence.organizations, presence.genders], [2, 1, null])
  assert.equal(
    (await stage.post(`${table}/llegada/deshacer`, { registration: one?.id ?? '' }, 'facilitator')).status,
    303,
  )
  assert.equal(JSON.parse((await stage.get(`${table}.json`)).text).presence.people, 1)
  assert.equal((await stage.get(`${table}/registro`)).status, 409, 'it has begun')
})

test('minutes and agreements are seen by all; an agreement is followed up', async () => {
  assert.equal((await stage.post(`${table}/minuta`, { body: 'Se abre la mesa.' }, 'facilitator')).status, 303)
  const page = await stage.get(`${table}/minuta`)
  assert.match(page.text, /Se abre la mesa/)
  assert.match(page.text, /<live-part/)
  assert.deepEqual(await htmlProblems(page.text), [])
  const agreed = { wording: 'Entregar los planos', responsible: 'Obras', dueOn: '2026-04-10' }
  assert.equal((await stage.post(`${table}/acuerdos`, { ...agreed, responsible: '' }, 'facilitator')).status, 422)
  assert.equal((await stage.post(`${table}/acuerdos`, agreed, 'facilitator')).status, 303)
  const { folio } = await stage.db.selectFrom('agreements').select('folio').executeTakeFirstOrThrow()
  const done = { state: 'done', reason: 'Se entregaron' }
  assert.equal((await stage.post(`${table}/acuerdos/${folio}`, done, 'facilitator')).status, 303)
  assert.match((await stage.get(table)).text, /Cumplido[\s\S]*Se entregaron/)
})

test('R-17, T-13: figures counted elsewhere stand apart as reported, each with its source, and change no total', async () => {
  const reported = '184 | personas de 111 organizaciones | Relatoría | https://example.org/r\n20 | mesas | Otra fuente'
  assert.equal((await stage.post(`${table}/editar`, { ...called, reported }, 'facilitator')).status, 303)
  const page = await stage.get(table)
  assert.match(page.text, /<strong>184<\/strong> personas de 111 organizaciones \(reportado/)
  assert.equal(JSON.parse((await stage.get(`${table}.json`)).text).presence.people, 1)
  assert.doesNotMatch(page.text, /204|185/)
})

test('a liaison rates with an argument and approves for her seat; a neighbour does neither', async () => {
  const rating = { criterion: 'measurable', score: '3', argument: 'Hay medidores' }
  assert.equal((await stage.post(`${draft}/calificacion`, { ...rating, argument: '' }, 'liaison')).status, 422)
  assert.equal((await stage.post(`${draft}/calificacion`, rating, 'liaison')).status, 303)
  const seat = await stage.db
    .selectFrom('memberships')
    .selectAll()
    .where('name', '=', 'Titular de government')
    .executeTakeFirstOrThrow()
  const { version } = await stage.db.selectFrom('commitment_drafts').selectAll().executeTakeFirstOrThrow()
  const yes = { membership: seat.id, seen: String(version) }
  assert.equal((await stage.post(`${draft}/aprobaciones`, yes, 'neighbour')).status, 403)
  assert.equal((await stage.post(`${draft}/aprobaciones`, yes, 'liaison')).status, 303)
  assert.equal((await stage.post(`${draft}/aprobaciones`, yes, 'liaison')).status, 409)
  assert.match((await stage.get(draft)).text, /Titular de government, con su cuenta/)
  const plan = await stage.get(`${stage.plan.path}/borradores`, 'facilitator')
  assert.match(plan.text, /Falta que apruebe: Órgano garante y Sociedad civil/)
  assert.deepEqual(await htmlProblems(plan.text), [])
})

test('a table that is called off says why and takes nobody any more', async () => {
  assert.equal((await stage.post(`${table}/cancelar`, { reason: '' }, 'facilitator')).status, 422)
  assert.equal((await stage.post(`${table}/cancelar`, { reason: 'Tormenta' }, 'facilitator')).status, 303)
  assert.match((await stage.get(table)).text, /La mesa se canceló: Tormenta/)
  assert.equal((await stage.post(`${table}/minuta`, { body: 'X' }, 'facilitator')).status, 409)
  assert.match((await stage.get(`${table}.ics`)).text, /Cancelada: Mesa del agua/)
})
