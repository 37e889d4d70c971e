import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { bodyIn, tableIn } from '../../../test/tables-stage.ts'
import { type TrackingStage, trackingStage } from '../../../test/tracking-stage.ts'
import type { Context } from '../../platform/context.ts'
import { found, NotAllowed, Refused } from '../../platform/errors.ts'
import { newId } from '../../platform/identity.ts'
import { findPlan } from '../commitments/plan/queries.ts'
import { adoptDraft } from '../plans/adoption/commands.ts'
import { originOf } from '../plans/adoption/queries.ts'
import { cancelTable, editTable } from './commands.ts'
import { approveDraft } from './drafts/approvals/commands.ts'
import { approversOf } from './drafts/approvals/queries.ts'
import { addPassages, beginDraft, PassageChanged, rewordPassage } from './drafts/commands.ts'
import { stateOfDraft } from './drafts/model.ts'
import { findDraft } from './drafts/queries.ts'
import { rateDraft } from './drafts/ratings/commands.ts'
import { decideRemark, remark } from './drafts/remarks/commands.ts'
import { writeMinutes } from './minutes/commands.ts'
import { minutesOf } from './minutes/queries.ts'
import type { WorkingTable } from './model.ts'
import { presenceAt } from './presence/queries.ts'
import { checkIn, leave, register, registerMany, seatAfterErasure } from './registrations/commands.ts'
import { registrationsOf } from './registrations/queries.ts'
import { type RegistrationFields, registrationForm } from './registrations/schema.ts'
import { dropAddresses, remindRegistered } from './registrations/telling/commands.ts'
import { tableForm } from './schema.ts'

let stage: TrackingStage
let desk: Context
const baseUrl = 'http://localhost:8080'

before(async () => {
  stage = await trackingStage()
  desk = await stage.contextOf('facilitator')
  await bodyIn(desk, stage.space, 'liaison@example.org')
})
after(() => stage.close())

const person = (name: string, more: Record<string, string> = {}): RegistrationFields =>
  registrationForm.parse({ name, sector: 'citizens', ...more })
const refusal = (key: string) => (error: unknown) => error instanceof Refused && error.key === key
const later = (context: Context, hours: number): Context => ({
  ...context,
  now: new Date(context.now.getTime() + hours * 3_600_000),
})

async function passageOf(table: WorkingTable) {
  const draft = found(await findDraft(stage.db, table.id, 1))
  return { draft, passage: found(draft.passages[0]) }
}

async function draftOn(table: WorkingTable): Promise<string> {
  await beginDraft(desk, table, { title: 'Medir los pozos', alternative: null })
  const { id } = found(await findDraft(stage.db, table.id, 1))
  await addPassages(desk, table, id, [
    { field: 'problem', wording: 'Nadie sabe cuánta agua sale.' },
    { field: 'activity', wording: 'Instalar doce medidores' },
    { field: 'activity', wording: 'Publicar la lectura cada mes' },
  ])
  return id
}

test('of two who want the last place one has it and the other waits, whoever the lock lets in first', async () => {
  const table = await tableIn(desk, stage.space, { title: 'Un lugar', 'places.any': '1' })
  const anybody = { ...desk, actor: null }
  let holding: Promise<unknown> = Promise.resolve()
  await stage.db.transaction().execute(async (tx) => {
    await tx.selectFrom('working_tables').select('id').where('id', '=', table.id).forUpdate().execute()
    const ask = (name: string) => register(anybody, table, person(name), { baseUrl })
    holding = Promise.all([ask('Ana'), ask('Beto'), ask('Caro')])
  })
  const answers = (await holding) as { isWaiting: boolean }[]
  assert.equal(answers.filter(({ isWaiting }) => !isWaiting).length, 1)
  assert.equal((await registrationsOf(stage.db, table.id)).filter(({ isWaiting }) => !isWaiting).length, 1)
})

test('who leaves gives her place to whoever waited longest, and she is told; the same form sent twice is one place', async () => {
  const table = await tableIn(desk, stage.space, { title: 'Con espera', 'places.citizens': '1' })
  const anybody = { ...desk, actor: null }
  const ana = await register(anybody, table, person('Ana'), { baseUrl })
  assert.deepEqual(await register(anybody, table, person('Ana'), { baseUrl, secret: ana.secret }), ana)
  const beto = await register(anybody, table, person('Beto', { email: 'Beto@Example.org' }), { baseUrl })
  assert.equal(beto.isWaiting, true)
  await register(anybody, table, person('Caro'), { baseUrl })
  await leave(anybody, table, ana.secret, baseUrl)
  await leave(anybody, table, ana.secret, baseUrl)
  const now = await registrationsOf(stage.db, table.id)
  assert.deepEqual(
    now.map(({ name, isWaiting }) => [name, isWaiting]),
    [
      ['Beto', false],
      ['Caro', true],
    ],
  )
  const mails = await stage.db.selectFrom('mails').selectAll().where('recipient', '=', 'beto@example.org').execute()
  assert.deepEqual(mails.map(({ purpose }) => purpose).sort(), ['table-place', 'table-registration'])
  const events = await stage.db
    .selectFrom('events')
    .select(['details', 'actor_id'])
    .where('type', '=', 'table.registered')
    .execute()
  assert.doesNotMatch(JSON.stringify(events), /Ana|Beto|example/)
})

test('a reminder goes once to those with a place; thirty days later no address is kept', async () => {
  const table = await tableIn(desk, stage.space, { title: 'Recordada' })
  await register({ ...desk, actor: null }, table, person('Dora', { email: 'dora@example.org' }), { baseUrl })
  const work = { db: stage.db, baseUrl }
  const soon = later(desk, 10).now
  assert.equal(await remindRegistered(work, soon), 2, 'Dora and Beto')
  assert.equal(await remindRegistered(work, soon), 0)
  assert.equal(await dropAddresses(stage.db, later(desk, 24 * 31).now), 0)
  assert.ok((await dropAddresses(stage.db, later(desk, 24 * 33).now)) >= 2)
  const left = stage.db.selectFrom('table_registrations').select('id').where('email', 'is not', null)
  assert.deepEqual(await left.execute(), [])
})

const lettersOf = async (purpose: string) => {
  const mails = stage.db.selectFrom('mails').select(['recipient', 'text_body']).where('purpose', '=', purpose)
  return mails.orderBy('recipient').execute()
}

test('another place and a calling off are told to everybody registered, also who waits, and to nobody who left', async () => {
  const given = { title: 'Que se mueve', 'places.citizens': '1' }
  const table = await tableIn(desk, stage.space, given)
  const anybody = { ...desk, actor: null }
  await register(anybody, table, person('Eva', { email: 'eva@example.org' }), { baseUrl })
  await register(anybody, table, person('Fidel', { email: 'fidel@example.org' }), { baseUrl })
  const gone = await register(anybody, table, person('Gil', { email: 'gil@example.org' }), { baseUrl })
  await leave(anybody, table, gone.secret, baseUrl)
  const held = { heldAt: table.heldAt.toISOString().slice(0, 16), modality: 'in-person', purpose: table.purpose }
  const as = (place: string, purpose = table.purpose) =>
    editTable(desk, table, tableForm('UTC').parse({ ...given, ...held, place, purpose }), baseUrl)
  await as(table.place ?? '', 'Otro propósito')
  assert.deepEqual(await lettersOf('table-changed'), [], 'another purpose keeps nobody from coming')
  await as('Salón ejidal')
  const moved = await lettersOf('table-changed')
  assert.deepEqual(
    moved.map(({ recipient }) => recipient),
    ['eva@example.org', 'fidel@example.org'],
  )
  assert.match(moved[0]?.text_body ?? '', /en: Salón ejidal/)
  await cancelTable(desk, table, 'Habrá tormenta', baseUrl)
  const told = await lettersOf('table-cancelled')
  assert.deepEqual(
    told.map(({ recipient }) => recipient),
    ['eva@example.org', 'fidel@example.org'],
  )
  assert.match(told[1]?.text_body ?? '', /La razón: Habrá tormenta/)
})

test('whoever waits moves up when an account is erased, and not at a table that was called off meanwhile', async () => {
  const table = await tableIn(desk, stage.space, { title: 'Con baja', 'places.citizens': '1' })
  const liaison = await stage.contextOf('liaison')
  await register(liaison, table, person('Hilda'), { baseUrl })
  await register({ ...desk, actor: null }, table, person('Inés', { email: 'ines@example.org' }), { baseUrl })
  const own = stage.db.updateTable('table_registrations').set({ left_at: desk.now, name: '—' })
  await own.where('table_id', '=', table.id).where('is_waiting', '=', false).execute()
  const work = { db: stage.db, baseUrl }
  assert.equal(await seatAfterErasure(work, desk.now, { ...table, cancelledReason: 'Tormenta' }), 0)
  assert.equal(await seatAfterErasure(work, desk.now, table), 1)
  assert.equal(await seatAfterErasure(work, desk.now, table), 0)
  const [told] = await stage.db.selectFrom('mails').selectAll().where('recipient', '=', 'ines@example.org').execute()
  assert.ok(told)
  assert.equal((await lettersOf('table-place')).filter(({ recipient }) => recipient === 'ines@example.org').length, 1)
})

test('presence is what the door wrote down: not before the day, once each, and whoever comes unannounced is counted', async () => {
  const table = await tableIn(desk, stage.space, { title: 'Con puerta' })
  const [ana = '', beto = ''] = await registerMany(desk, table, [
    person('Ana', { organization: 'Ríos' }),
    person('Beto'),
  ])
  await assert.rejects(checkIn(desk, table, [ana], 'list'), refusal('tables.refused.too-early'))
  const there = later(desk, 48)
  assert.equal(await checkIn(there, table, [ana, beto], 'list'), 2)
  assert.equal(await checkIn(there, table, [ana], 'code'), 0)
  await registerMany(there, table, [person('Caro', { sector: 'government', organization: 'Obras' })], { arrived: true })
  const presence = await presenceAt(stage.db, table.id)
  assert.deepEqual(presence.sectors, [
    { sector: 'government', people: 1, organizations: 1 },
    { sector: 'citizens', people: 2, organizations: 1 },
  ])
  const neighbour = await stage.contextOf('neighbour')
  await assert.rejects(checkIn({ ...there, actor: neighbour.actor }, table, [ana], 'list'), NotAllowed)
})

test('a paragraph of the minutes replaces another, both stay, and nobody overwrites a change she has not seen', async () => {
  const table = await tableIn(desk, stage.space, { title: 'Con minuta' })
  await writeMinutes(desk, table, { body: 'Empieza a las diez.', replaces: null })
  const [first] = await minutesOf(stage.db, table.id)
  await writeMinutes(desk, table, { body: 'Empieza a las diez y cuarto.', replaces: found(first).id })
  const stale = writeMinutes(desk, table, { body: 'Empieza a las once.', replaces: found(first).id })
  await assert.rejects(stale, refusal('tables.refused.paragraph-replaced'))
  const [now, ...others] = await minutesOf(stage.db, table.id)
  assert.deepEqual(others, [])
  assert.deepEqual([now?.body, now?.earlier[0]?.body], ['Empieza a las diez y cuarto.', 'Empieza a las diez.'])
})

test('a suggested wording is accepted as the passage’s next version; what was decided on an older one is not written over', async () => {
  const table = await tableIn(desk, stage.space, { title: 'Con borrador' })
  const id = await draftOn(table)
  const { passage } = await passageOf(table)
  const neighbour = await stage.contextOf('neighbour')
  const said = { body: null, signature: null, sector: null, seen: 1 }
  const own = { ...said, suggested: 'Nadie sabe cuánta agua sale de los doce pozos.' }
  const first = await remark(neighbour, table, id, passage.id, own)
  const second = await remark(neighbour, table, id, passage.id, { ...said, suggested: 'Otra' })
  const yes = { decision: 'accepted' as const, answer: null, wording: null, seen: 1 }
  await decideRemark(desk, table, id, first, yes)
  await assert.rejects(decideRemark(desk, table, id, second, yes), PassageChanged)
  await assert.rejects(rewordPassage(desk, table, id, passage.id, { wording: 'X', seen: 1 }), PassageChanged)
  const no = { decision: 'answered' as const, answer: 'La anterior ya lo dice.', wording: null, seen: 2 }
  await decideRemark(desk, table, id, second, no)
  await assert.rejects(decideRemark(desk, table, id, second, no), refusal('tables.refused.decided'))
  const { passage: now } = await passageOf(table)
  assert.deepEqual([now.wording, now.version], ['Nadie sabe cuánta agua sale de los doce pozos.', 2])
  assert.deepEqual(now.earlier, [{ number: 1, wording: 'Nadie sabe cuánta agua sale.' }])
  assert.deepEqual(
    now.remarks.map(({ decision }) => decision),
    ['accepted', 'answered'],
  )
  await assert.rejects(remark({ ...desk, actor: null }, table, id, passage.id, own), NotAllowed)
  const curp = { ...own, suggested: 'Llama a GOMC800101HDFRRN09' }
  await assert.rejects(remark(neighbour, table, id, passage.id, curp), refusal('tables.refused.personal-data'))
})

async function approveAll(table: WorkingTable, id: string) {
  const approvers = await approversOf(stage.db, table, desk.now)
  for (const { membershipId, sector } of approvers) {
    const { draft } = await passageOf(table)
    const context = sector === 'government' ? await stage.contextOf('liaison') : desk
    await approveDraft(context, table, id, { membership: membershipId, seen: draft.version })
  }
  return approvers
}

test('three sectors approve through their seats; a changed passage asks them again', async () => {
  const table = await tableIn(desk, stage.space, { title: 'Con aprobaciones' })
  const id = await draftOn(table)
  const [approver] = await approversOf(stage.db, table, desk.now)
  const asked = { membership: found(approver).membershipId, seen: 2 }
  await assert.rejects(approveDraft(await stage.contextOf('neighbour'), table, id, asked), NotAllowed)
  await assert.rejects(approveDraft(desk, table, id, { ...asked, seen: 1 }), refusal('tables.refused.draft-changed'))
  await assert.rejects(
    approveDraft(desk, table, id, { ...asked, membership: newId() }),
    refusal('tables.refused.no-seat'),
  )
  await approveAll(table, id)
  const { draft, passage } = await passageOf(table)
  assert.equal(stateOfDraft(draft), 'approved')
  assert.deepEqual(draft.approvals.map(({ way }) => way).sort(), ['account', 'room', 'room'])
  await rewordPassage(desk, table, id, passage.id, { wording: 'Nadie mide el agua.', seen: 1 })
  assert.equal(stateOfDraft((await passageOf(table)).draft), 'discussed')
})

test('an approved draft becomes a commitment of a plan in preparation, once only, and both lead to one another', async () => {
  const planId = newId()
  const row = {
    id: planId,
    space_id: stage.space.id,
    slug: 'plan-2027',
    kind: 'local',
    title: 'Plan 2027',
    origin: 'platform',
  }
  await stage.db
    .insertInto('plans')
    .values({ ...row, created_at: desk.now })
    .execute()
  const plan = found(await findPlan(stage.db, stage.space.slug, 'plan-2027'))
  const table = await tableIn(desk, stage.space, { title: 'Que adopta' })
  const id = await draftOn(table)
  await rateDraft(desk, table, id, { criterion: 'concrete', score: 3, argument: 'Son doce medidores.' })
  const as = { number: '1', baseUrl }
  await assert.rejects(adoptDraft(desk, plan, id, as), refusal('adoption.refused.not-approved'))
  await approveAll(table, id)
  const published = found(await findPlan(stage.db, stage.space.slug, stage.plan.slug))
  await assert.rejects(adoptDraft(desk, published, id, { ...as, number: '77' }))
  const twice = await Promise.allSettled([
    adoptDraft(desk, plan, id, as),
    adoptDraft(desk, plan, id, { ...as, number: '2' }),
  ])
  assert.deepEqual(twice.map(({ status }) => status).sort(), ['fulfilled', 'rejected'])
  const { draft } = await passageOf(table)
  assert.equal(stateOfDraft(draft), 'adopted')
  const commitment = found(draft.commitment)
  assert.equal((await originOf(stage.db, commitment.id))?.title, 'Que adopta')
  const made = await stage.db
    .selectFrom('commitments')
    .selectAll()
    .where('plan_id', '=', planId)
    .executeTakeFirstOrThrow()
  assert.equal(made.problem, 'Nadie sabe cuánta agua sale.')
  assert.equal(made.criterion_concrete, 'Son doce medidores.')
  const activities = stage.db
    .selectFrom('activities')
    .select(['code', 'title'])
    .where('commitment_id', '=', commitment.id)
  assert.deepEqual(await activities.orderBy('code').execute(), [
    { code: '1.1', title: 'Instalar doce medidores' },
    { code: '1.2', title: 'Publicar la lectura cada mes' },
  ])
})
