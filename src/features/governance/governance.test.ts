import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { htmlProblems } from '../../../test/html.ts'
import { type TrackingStage, trackingStage } from '../../../test/tracking-stage.ts'
import { newId } from '../../platform/identity.ts'

let stage: TrackingStage
const base = '/san-pedro/organos'
const body = `${base}/secretariado-tecnico-local`
let oversightId: string

before(async () => {
  stage = await trackingStage()
  oversightId = newId()
  await stage.db
    .insertInto('organizations')
    .values({
      ...{ id: oversightId, space_id: stage.space.id, kind: 'oversight-body', name: 'Órgano Garante' },
      created_at: stage.now,
    })
    .execute()
})
after(() => stage.close())

async function seatsBy(sector: string): Promise<string[]> {
  const rows = await stage.db.selectFrom('seats').selectAll().where('sector', '=', sector).orderBy('number').execute()
  return rows.map(({ id }) => id)
}

async function name(seat: string | undefined, quality: string, who: string, more: Record<string, string> = {}) {
  const fields = { seat: seat ?? '', quality, name: who, fromOn: '2026-01-15', ...more }
  return stage.post(`${body}/integracion/nombrar`, fields, 'facilitator')
}

test('a body is made with its seats; fewer than one of the three sectors is refused with nothing lost (R-01)', async () => {
  const fields = { name: 'Secretariado Técnico Local', kind: 'local', 'seats.civil-society': '2' }
  const wrong = await stage.post(`${base}/nuevo`, { ...fields, 'seats.oversight': '0' }, 'facilitator')
  assert.equal(wrong.status, 422)
  assert.match(wrong.text, /al menos un asiento/)
  assert.match(wrong.text, /Secretariado Técnico Local/)
  const made = await stage.post(`${base}/nuevo`, fields, 'facilitator')
  assert.equal(made.location, `${body}/integracion`)
  assert.equal((await seatsBy('civil-society')).length, 2)
  assert.equal((await stage.post(`${base}/nuevo`, fields, 'facilitator')).status, 409)
  assert.match((await stage.get(body)).text, /Sin integrar/)
})

test('members are named one a seat and quality, of the seat’s own sector (R-01, R-02)', async () => {
  const [oversight] = await seatsBy('oversight')
  const [government] = await seatsBy('government')
  const [first, second] = await seatsBy('civil-society')
  const refused = await name(oversight, 'titular', 'Olga', { organization: stage.cast.institutionId })
  assert.equal(refused.status, 409)
  assert.match(refused.text, /no es del sector/)
  assert.equal((await name(oversight, 'titular', 'Olga Garante', { organization: oversightId })).status, 303)
  assert.equal((await name(oversight, 'titular', 'Otra')).status, 409)
  const liaison = { organization: stage.cast.institutionId, email: 'liaison@example.org' }
  assert.equal((await name(government, 'titular', 'Elena Enlace', liaison)).status, 303)
  const civil = { organization: stage.cast.civilSocietyId, email: 'co-responsible@example.org' }
  assert.equal((await name(first, 'titular', 'Consuelo', civil)).status, 303)
  assert.equal((await name(second, 'titular', 'Carla')).status, 303)
  assert.equal((await name(second, 'alternate', 'Chela')).status, 303)
  assert.equal((await name(second, 'alternate', 'X', { email: 'nadie@example.org' })).status, 409)
  const page = await stage.get(body)
  assert.match(page.text, /Integrado/)
  assert.match(page.text, /3 asientos no tienen suplente/)
  assert.doesNotMatch(page.text, /example\.org/)
  assert.deepEqual(await htmlProblems(page.text), [])
})

async function call(title: string, heldAt = '2026-04-02T10:00') {
  const fields = { title, heldAt, modality: 'in-person', items: '1. Reglas\n2. Facilitación', isOpen: 'on' }
  return stage.post(`${body}/sesiones/nueva`, fields, 'facilitator')
}

test('a session is called with its agenda, and whoever sits with an account is told once by mail', async () => {
  const called = await call('Instalación')
  assert.equal(called.location, `${body}/sesiones/1`)
  const mails = await stage.db.selectFrom('mails').selectAll().where('purpose', '=', 'session-call').execute()
  assert.deepEqual(mails.map(({ recipient }) => recipient).sort(), [
    'co-responsible@example.org',
    'liaison@example.org',
  ])
  assert.match(mails[0]?.text_body ?? '', /2\. Facilitación/)
  const calendar = await stage.get(`${body}.ics`)
  assert.match(calendar.text, /DTSTART:20260402T160000Z/)
  assert.equal((await call('Mala', 'mañana')).status, 422)
})

async function attend(session: number, names: string[]) {
  const rows = await stage.db.selectFrom('memberships').selectAll().where('name', 'in', names).execute()
  return stage.post(`${body}/sesiones/${session}/asistencia`, { present: rows.map(({ id }) => id) }, 'facilitator')
}

async function move(session: number, kind: string, wording: string, more: Record<string, string> = {}) {
  const fields = { kind, wording, majority: 'simple', ...more }
  return stage.post(`${body}/sesiones/${session}/mociones`, fields, 'facilitator')
}

async function decide(session: number, motion: number, vote = 'for') {
  const seats = await stage.db.selectFrom('seats').select('id').execute()
  const votes = Object.fromEntries(seats.map(({ id }) => [id, vote]))
  return stage.post(`${body}/sesiones/${session}/mociones/${motion}/resultado`, votes, 'facilitator')
}

test('R-03 rules and facilitator are the body’s own decision: without a carried motion they are refused', async () => {
  const paper = { kind: 'rules', title: 'Reglas', url: 'https://example.org/r', datedOn: '2026-04-02', motion: '' }
  assert.equal((await stage.post(`${body}/documentos`, paper, 'facilitator')).status, 409)
  assert.equal((await move(1, 'rules', 'Se aprueban las reglas')).status, 303)
  assert.equal((await decide(1, 1)).status, 409, 'nobody took the attendance')
  assert.equal((await attend(1, ['Olga Garante', 'Elena Enlace', 'Consuelo', 'Chela'])).status, 303)
  assert.equal((await decide(1, 1)).status, 303)
  const motion = await stage.db.selectFrom('motions').selectAll().where('kind', '=', 'rules').executeTakeFirstOrThrow()
  const outcome = await stage.db.selectFrom('motion_outcomes').selectAll().executeTakeFirstOrThrow()
  assert.equal(outcome.outcome, 'carried')
  assert.equal((await decide(1, 1)).status, 409, 'a decided motion is not decided again')
  assert.equal((await stage.post(`${body}/documentos`, { ...paper, motion: motion.id }, 'facilitator')).status, 303)
  const page = await stage.get(body)
  assert.match(page.text, /Acordado en la sesión 1, moción 1/)
  assert.doesNotMatch(page.text, /Sus reglas todavía no son/)
})

test('who facilitates is elected, has no seat and cannot take one', async () => {
  await move(1, 'facilitator', 'Facilita Fausto')
  await decide(1, 2)
  const motion = await stage.db.selectFrom('motions').selectAll().where('kind', '=', 'facilitator').executeTakeFirst()
  const fields = { name: 'Fausto Facilita', fromOn: '2026-04-02', motion: motion?.id ?? '' }
  const seated = await stage.post(
    `${body}/integracion/facilitacion`,
    { ...fields, email: 'liaison@example.org' },
    'facilitator',
  )
  assert.equal(seated.status, 409)
  const named = await stage.post(
    `${body}/integracion/facilitacion`,
    { ...fields, email: 'facilitator@example.org' },
    'facilitator',
  )
  assert.equal(named.status, 303)
  const [, second] = await seatsBy('civil-society')
  const taken = await name(second, 'titular', 'F', { email: 'facilitator@example.org', fromOn: '2026-06-01' })
  assert.equal(taken.status, 409)
  const own = `${body}/sesiones/1/mociones/1/mi-voto`
  assert.equal((await stage.post(own, { vote: 'for' }, 'facilitator')).status, 409)
})

test('a member votes through her own account for her own seat, and nobody else does', async () => {
  await call('Segunda', '2026-04-20T10:00')
  await attend(2, ['Olga Garante', 'Elena Enlace', 'Consuelo'])
  await move(2, 'other', '¿Se publica la minuta en siete días?', { majority: 'consensus' })
  const own = `${body}/sesiones/2/mociones/1/mi-voto`
  assert.equal((await stage.post(own, { vote: 'against' }, 'liaison')).status, 303)
  assert.equal(
    (await stage.post(own, { vote: 'for' }, 'liaison')).status,
    303,
    'she may think again until it is closed',
  )
  assert.equal((await stage.post(own, { vote: 'for' }, 'neighbour')).status, 409)
  assert.notEqual((await stage.post(own, { vote: 'for' })).status, 409)
  const votes = await stage.db
    .selectFrom('motion_votes as v')
    .innerJoin('motions as m', 'm.id', 'v.motion_id')
    .select(['v.vote', 'm.wording'])
    .where('m.majority', '=', 'consensus')
    .execute()
  assert.deepEqual(
    votes.map(({ vote }) => vote),
    ['for'],
  )
  assert.match((await stage.get(`${body}/sesiones/2`, 'liaison')).text, /Tu voto por el asiento 1 de Autoridad/)
})

test('R-18 a plan’s motion without quorum of all sectors is not carried', async () => {
  await call('Sin sociedad civil', '2026-04-25T10:00')
  await attend(3, ['Olga Garante', 'Elena Enlace'])
  assert.equal((await move(3, 'plan', 'Se aprueba el plan')).status, 409, 'it names its plan')
  await move(3, 'plan', 'Se aprueba el plan', { subject: stage.plan.id })
  await decide(3, 1)
  const page = await stage.get(`${body}/sesiones/3`)
  assert.match(page.text, /Sin quórum/)
  assert.deepEqual(await htmlProblems(page.text), [])
})

test('minutes: drafts are kept as versions, comments are answered, and only a motion approves them', async () => {
  const path = `${body}/sesiones/1/minuta`
  await stage.post(path, { body: 'Primer borrador.' }, 'facilitator')
  assert.equal((await stage.post(`${path}/comentarios`, { body: 'Falta mi reserva.' }, 'co-responsible')).status, 303)
  await stage.post(path, { body: 'Segundo borrador, con la reserva.' }, 'facilitator')
  const comment = await stage.db.selectFrom('minutes_comments').selectAll().executeTakeFirstOrThrow()
  const answer = { body: 'Se agregó.' }
  assert.equal((await stage.post(`${path}/comentarios/${comment.id}`, answer, 'facilitator')).status, 303)
  const rules = await stage.db.selectFrom('motions').selectAll().where('kind', '=', 'rules').executeTakeFirstOrThrow()
  assert.equal((await stage.post(`${path}/aprobar`, { motion: rules.id }, 'facilitator')).status, 409)
  await move(2, 'minutes', 'Se aprueba la minuta de la primera sesión')
  await decide(2, 2)
  const motion = await stage.db
    .selectFrom('motions')
    .selectAll()
    .where('kind', '=', 'minutes')
    .executeTakeFirstOrThrow()
  assert.equal((await stage.post(`${path}/aprobar`, { motion: motion.id }, 'facilitator')).status, 303)
  assert.equal((await stage.post(path, { body: 'Otra cosa' }, 'facilitator')).status, 409)
  const versions = await stage.db.selectFrom('minutes_versions').selectAll().orderBy('number').execute()
  assert.deepEqual(
    versions.map(({ state, body: text }) => [state, text]),
    [
      ['draft', 'Primer borrador.'],
      ['draft', 'Segundo borrador, con la reserva.'],
      ['approved', 'Segundo borrador, con la reserva.'],
    ],
  )
})

test('agreements are followed up until done, with reason, in page, CSV and JSON', async () => {
  const made = { wording: '=Publicar el directorio', responsible: 'Dirección de Agua', dueOn: '2026-04-03' }
  assert.equal((await stage.post(`${body}/sesiones/1/acuerdos`, made, 'facilitator')).status, 303)
  stage.now = new Date('2026-04-04T18:00:00Z')
  assert.match((await stage.get(`${body}/acuerdos`)).text, /Atrasado/)
  const csv = (await stage.get(`${body}/acuerdos.csv`)).text
  assert.match(csv, /'=Publicar el directorio/, 'a spreadsheet takes it for text')
  const { folio } = await stage.db.selectFrom('agreements').select('folio').executeTakeFirstOrThrow()
  const done = { state: 'done', reason: 'Está en la página.', url: 'https://example.org/d' }
  assert.equal((await stage.post(`${body}/acuerdos/${folio}`, { ...done, reason: '' }, 'facilitator')).status, 422)
  assert.equal((await stage.post(`${body}/acuerdos/${folio}`, done, 'facilitator')).status, 303)
  assert.equal((await stage.post(`${body}/acuerdos/${folio}`, done, 'facilitator')).status, 409)
  const { agreements } = JSON.parse((await stage.get(`${body}/acuerdos.json`)).text)
  assert.equal(agreements[0].standing, 'done')
})

test('a titular who resigns is followed by her alternate; the rows before stay', async () => {
  const carla = await stage.db
    .selectFrom('memberships')
    .selectAll()
    .where('name', '=', 'Carla')
    .executeTakeFirstOrThrow()
  const ending = { kind: 'resigned', onDay: '2026-04-03', reason: 'Cambió de ciudad' }
  const path = `${body}/integracion/${carla.id}/terminar`
  assert.equal((await stage.post(path, ending, 'facilitator')).status, 303)
  assert.equal((await stage.post(path, ending, 'facilitator')).status, 409)
  const chela = await stage.db
    .selectFrom('memberships')
    .selectAll()
    .where('name', '=', 'Chela')
    .orderBy('from_on')
    .execute()
  assert.deepEqual(
    chela.map(({ quality, from_on: from }) => [quality, from]),
    [
      ['alternate', '2026-01-15'],
      ['titular', '2026-04-03'],
    ],
  )
  assert.match((await stage.get(`${body}/integracion`, 'facilitator')).text, /Sociedad civil 2 · Titular: Chela/)
})

test('when civil society leaves, the body is not integrated, says since when and why, and erases nothing', async () => {
  const before = await stage.db.selectFrom('memberships').select('id').execute()
  const leaves = {
    move: 'leaves',
    sector: 'civil-society',
    party: 'Núcleo de organizaciones',
    onDay: '2026-04-04',
    reason: 'Fuimos espiadas',
  }
  assert.equal((await stage.post(`${body}/integracion/partes`, { ...leaves, reason: '' }, 'facilitator')).status, 422)
  assert.equal((await stage.post(`${body}/integracion/partes`, leaves, 'facilitator')).status, 303)
  assert.equal((await stage.post(`${body}/integracion/partes`, leaves, 'facilitator')).status, 409)
  const page = await stage.get(body)
  assert.match(page.text, /Sin integrar/)
  assert.match(page.text, /Núcleo de organizaciones dejó el órgano el 4 de abril de 2026/)
  assert.equal((await stage.db.selectFrom('memberships').select('id').execute()).length, before.length)
  const { integration, partyMoves } = JSON.parse((await stage.get(`${body}.json`)).text)
  assert.deepEqual(integration.missing, [{ sector: 'civil-society', filled: 0, needed: 1 }])
  assert.equal(partyMoves.length, 1)
  await call('Ya no puede decidir', '2026-05-02T10:00')
  await attend(4, ['Olga Garante', 'Elena Enlace', 'Consuelo'])
  await move(4, 'other', 'Seguir sin ellas')
  await decide(4, 1)
  assert.match((await stage.get(`${body}/sesiones/4`)).text, /Sin quórum/)
})

test('a cancelled session says why, and nothing happens in it any more', async () => {
  await call('Se cancela', '2026-05-10T10:00')
  const path = `${body}/sesiones/5`
  assert.equal((await stage.post(`${path}/cancelar`, { reason: 'Temporal' }, 'facilitator')).status, 303)
  assert.match((await stage.get(path)).text, /Cancelada: Temporal/)
  assert.equal((await move(5, 'other', 'X')).status, 409)
  assert.match((await stage.get(`${body}.ics`)).text, /STATUS:CANCELLED/)
})
