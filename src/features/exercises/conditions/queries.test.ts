import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { type Desk, desk } from '../../../../test/desk.ts'
import { newId } from '../../../platform/identity.ts'
import { insertExercise } from '../commands.ts'
import { methodsFor } from '../methods/queries.ts'
import { findExercise } from '../queries.ts'
import { isIntegrated } from './model.ts'
import { readFacts } from './queries.ts'

let world: Desk
let exerciseId: string
before(async () => {
  world = await desk()
  const method = (await methodsFor(world.db, world.space.id))[0] ?? assert.fail()
  const about = { title: 'Ejercicio', slug: 'local', summary: null, programme: 'local' as const, startsOn: null }
  const { id } = await world.db
    .transaction()
    .execute((tx) =>
      insertExercise(tx, { actor: null, now: world.now }, world.space, { ...about, method, origin: 'platform' }),
    )
  exerciseId = id
})
after(() => world.close())

const facts = async () => {
  const exercise = (await findExercise(world.db, 'san-pedro', 'local')) ?? assert.fail()
  return readFacts(world.db, exercise, world.now)
}

test('R-01 and R-02: who sits today counts; who ended, was not yet named or left with her party does not', async () => {
  const bodyId = newId()
  const { db, now } = world
  const about = { slug: 'stl', kind: 'local', name: 'Secretariado', minimum: JSON.stringify({ oversight: 1 }) }
  await db
    .insertInto('bodies')
    .values({ id: bodyId, space_id: world.space.id, exercise_id: exerciseId, ...about, created_at: now })
    .execute()
  const seat = async (sector: string, quality: 'titular' | 'alternate', change: object = {}) => {
    const [seatId, id] = [newId(), newId()]
    const number = Number.parseInt(seatId.slice(-5), 16)
    await db.insertInto('seats').values({ id: seatId, body_id: bodyId, sector, number }).execute()
    const row = { id, body_id: bodyId, seat_id: seatId, quality, name: 'Nadie', from_on: '2026-01-01', named_at: now }
    await db
      .insertInto('memberships')
      .values({ ...row, ...change })
      .execute()
    return { id, seatId }
  }
  const government = await seat('government', 'titular')
  await seat('civil-society', 'titular', { organization_id: world.cast.civilSocietyId })
  await seat('oversight', 'titular', { from_on: '2026-03-02' })
  await seat('oversight', 'titular', { to_on: '2026-02-28' })
  await seat('oversight', 'alternate')
  const first = (await facts()).bodies[0] ?? assert.fail()
  assert.deepEqual(first.titulars, { government: 1, 'civil-society': 1 })
  assert.equal(first.withoutAlternate, 2)
  const oversight = await seat('oversight', 'titular')
  const alternate = { quality: 'alternate', name: 'Otra', from_on: '2026-01-01', named_at: now }
  await db
    .insertInto('memberships')
    .values({ id: newId(), body_id: bodyId, seat_id: government.seatId, ...alternate })
    .execute()
  const second = (await facts()).bodies[0] ?? assert.fail()
  assert.equal(isIntegrated(second), true)
  assert.equal(second.withoutAlternate, 2)
  const party = {
    body_id: bodyId,
    organization_id: world.cast.civilSocietyId,
    sector: 'civil-society',
    party: 'Vecinas',
    moved_at: now,
  }
  const moves = (move: string, on_day: string) =>
    db
      .insertInto('party_moves')
      .values({ id: newId(), ...party, move, on_day, reason: 'Por acuerdo.' })
      .execute()
  await moves('suspends', '2026-02-01')
  assert.equal(isIntegrated((await facts()).bodies[0] ?? assert.fail()), false, 'a suspended party')
  await moves('returns', '2026-02-15')
  assert.equal(isIntegrated((await facts()).bodies[0] ?? assert.fail()), true, 'that came back')
  const ending = { kind: 'resigned', on_day: '2026-03-01', reason: 'Renunció.', ended_at: now }
  await db
    .insertInto('membership_endings')
    .values({ membership_id: oversight.id, ...ending })
    .execute()
  assert.equal(isIntegrated((await facts()).bodies[0] ?? assert.fail()), false, 'the minimum of oversight fails')
})

test('R-03, R-08 and R-13: documents, facilitator and sessions of the body are seen', async () => {
  const { db, now } = world
  const { id } = await db.selectFrom('bodies').select('id').executeTakeFirstOrThrow()
  const document = { body_id: id, title: 'Reglas', url: 'https://example.org/r', dated_on: '2026-02-01', added_at: now }
  await db
    .insertInto('body_documents')
    .values({ id: newId(), ...document, kind: 'rules' })
    .execute()
  const facilitator = { quality: 'facilitator', name: 'Quien facilita', from_on: '2026-01-01', named_at: now }
  await db
    .insertInto('memberships')
    .values({ id: newId(), body_id: id, ...facilitator })
    .execute()
  for (const [number, held, cancelled] of [
    [1, '2026-02-01T05:00:00Z', null],
    [2, '2026-02-20T18:00:00Z', 'Sin quórum'],
    [3, '2026-03-09T18:00:00Z', null],
  ] as const) {
    const session = {
      title: 'Sesión',
      held_at: new Date(held),
      modality: 'in-person',
      is_open: true,
      called_at: now,
      cancelled_reason: cancelled,
    }
    await db
      .insertInto('sessions_of_bodies')
      .values({ id: newId(), body_id: id, number, ...session })
      .execute()
  }
  const [body] = (await facts()).bodies
  assert.deepEqual(
    [body?.hasRules, body?.hasAgenda, body?.hasFacilitator, body?.newestDocumentOn],
    [true, false, true, '2026-03-01'],
  )
  assert.deepEqual(
    body?.sessions,
    [{ heldOn: '2026-01-31', isOpen: true }],
    'in the day of its zone; neither cancelled nor to come',
  )
})

test('R-12 and R-15: contributions with and without their outcome, and whether a channel is not digital', async () => {
  const { db, now } = world
  const id = newId()
  const about = {
    slug: 'c',
    title: 'Consulta',
    question: '¿Qué falta?',
    channels: ['online'],
    published_at: now,
    created_at: now,
  }
  const dates = { opens_at: new Date('2026-02-01T00:00:00Z'), closes_at: new Date('2026-02-20T00:00:00Z') }
  await db
    .insertInto('consultations')
    .values({ id, space_id: world.space.id, exercise_id: exerciseId, ...about, ...dates })
    .execute()
  const columns = { consultation_id: id, body: 'Agua', channel: 'online', said_on: '2026-02-02', received_at: now }
  const ids = [newId(), newId()]
  for (const one of ids)
    await db
      .insertInto('contributions')
      .values({ id: one, folio: one.slice(-9), ...columns } as never)
      .execute()
  const outcome = {
    contribution_id: ids[0] ?? '',
    kind: 'out-of-scope',
    response: 'No es de este plan.',
    settled_at: now,
  }
  await db.insertInto('outcomes_of_contributions').values(outcome).execute()
  const [consultation] = (await facts()).consultations
  assert.deepEqual([consultation?.received, consultation?.answered, consultation?.hasNonDigital], [2, 1, false])
  assert.equal(consultation?.closedOn, '2026-02-19')
  await db
    .updateTable('consultations')
    .set({ channels: ['online', 'field'] })
    .execute()
  assert.equal((await facts()).consultations[0]?.hasNonDigital, true)
})
