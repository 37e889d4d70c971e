import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { type Desk, desk } from '../../../test/desk.ts'
import { completeCommitment, draftPlan, putDocuments } from '../../../test/desk-plans.ts'
import { found } from '../../platform/errors.ts'
import { newId } from '../../platform/identity.ts'
import { findPlan } from '../commitments/plan/queries.ts'

let world: Desk
let planId: string
let ids: Record<'method' | 'exercise' | 'consultation' | 'contribution' | 'body' | 'session' | 'motion', string>
const publication = { approvedBy: 'Secretariado Técnico Local, sesión 3' }

before(async () => {
  world = await desk()
  await draftPlan(world, 'del-ejercicio')
  await putDocuments(world, 'del-ejercicio', [completeCommitment('1')])
  planId = found(await findPlan(world.db, 'san-pedro', 'del-ejercicio')).id
  ids = await furnish()
})
after(() => world.close())

/** An exercise that leads to the plan, with one contribution nobody answered and a session whose motion is not decided. */
async function furnish() {
  const [method, exercise, consultation, contribution] = [newId(), newId(), newId(), newId()]
  const [body, session, motion] = [newId(), newId(), newId()]
  const { db } = world
  const now = new Date('2026-01-10T18:00:00Z')
  const space = await db.selectFrom('spaces').select('id').where('slug', '=', 'san-pedro').executeTakeFirstOrThrow()
  const here = { space_id: space.id, created_at: now }
  await db
    .insertInto('methods')
    .values({ id: method, code: 'corto', version: 1, name: 'Corto', definition: '{}', made_at: now })
    .execute()
  await db
    .insertInto('exercises')
    .values({ id: exercise, slug: 'e', title: 'E', programme: 'local', method_id: method, plan_id: planId, ...here })
    .execute()
  await db
    .insertInto('consultations')
    .values({
      ...{ id: consultation, exercise_id: exercise, slug: 'c', title: 'C', question: '¿Qué?', channels: ['in-person'] },
      ...{ opens_at: now, published_at: now, closes_at: new Date('2026-02-10T18:00:00Z'), ...here },
    })
    .execute()
  await db
    .insertInto('contributions')
    .values({
      ...{ id: contribution, folio: 'APO-0000-0001', consultation_id: consultation, channel: 'in-person' },
      ...{ body: 'Que haya agua.', said_on: '2026-01-11', received_at: now },
    })
    .execute()
  await db
    .insertInto('bodies')
    .values({ id: body, slug: 'stl', kind: 'local', name: 'STL', minimum: '{}', ...here })
    .execute()
  const called = {
    id: session,
    body_id: body,
    number: 1,
    title: 'S',
    held_at: now,
    modality: 'in-person',
    is_open: true,
  }
  await db
    .insertInto('sessions_of_bodies')
    .values({ ...called, called_at: now })
    .execute()
  const moved = { id: motion, session_id: session, number: 1, kind: 'plan', subject_id: planId, wording: 'Se aprueba' }
  await db
    .insertInto('motions')
    .values({ ...moved, moved_at: now })
    .execute()
  return { method, exercise, consultation, contribution, body, session, motion }
}

const publish = () => world.post('/san-pedro/planes/del-ejercicio/publicacion', publication, 'facilitator')

test('R-12, R-18: a plan of an exercise waits for the answers owed and for its body', async () => {
  const answer = await publish()
  assert.equal(answer.status, 409)
  assert.match(answer.text, /Una aportación de la consulta espera una respuesta razonada/)
  assert.match(answer.text, /todavía no lo aprueba en una sesión con quórum de todos los sectores/)
})

test('R-18: a motion that failed for want of quorum approves nothing', async () => {
  const { db, now } = world
  const decided = { motion_id: ids.motion, tally: '[]', decided_at: now }
  await db
    .insertInto('motion_outcomes')
    .values({ ...decided, outcome: 'no-quorum' })
    .execute()
  assert.match((await publish()).text, /todavía no lo aprueba/)
})

test('R-12: with every contribution answered and the plan approved, it is published', async () => {
  const { db, now } = world
  await db
    .insertInto('outcomes_of_contributions')
    .values({
      ...{ contribution_id: ids.contribution, kind: 'out-of-scope', response: 'Toca a la federación.' },
      settled_at: now,
    })
    .execute()
  const unapproved = await publish()
  assert.equal(unapproved.status, 409)
  assert.doesNotMatch(unapproved.text, /respuesta razonada/)
  const moved = { id: newId(), session_id: ids.session, number: 2, kind: 'plan', subject_id: planId, wording: 'Sí' }
  await db
    .insertInto('motions')
    .values({ ...moved, moved_at: now })
    .execute()
  await db
    .insertInto('motion_outcomes')
    .values({ motion_id: moved.id, outcome: 'carried', tally: '[]', decided_at: now })
    .execute()
  assert.equal((await publish()).status, 303)
})
