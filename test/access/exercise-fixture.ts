import { insertExercise, publishLocked } from '../../src/features/exercises/commands.ts'
import { methodsFor } from '../../src/features/exercises/methods/queries.ts'
import { newToken, tokenHash } from '../../src/platform/auth/one-time-link.ts'
import { newId } from '../../src/platform/identity.ts'
import type { AccessStage } from '../access-stage.ts'

const made = new WeakMap<AccessStage, Promise<{ id: string; slug: string }>>()

/** One published exercise of the local method in the stage's space. */
export function exerciseFixture(stage: AccessStage): Promise<{ id: string; slug: string }> {
  const known = made.get(stage) ?? furnish(stage)
  made.set(stage, known)
  return known
}

async function furnish({ db, now, space }: AccessStage) {
  const methods = await methodsFor(db, space.id)
  const method = methods.find(({ code }) => code === 'local-seis-pasos')
  if (!method) throw new Error('no method')
  const witness = { actor: null, now }
  return db.transaction().execute(async (tx) => {
    const fields = { title: 'Ejercicio de prueba', slug: 'prueba', summary: null, programme: 'local' as const }
    const exercise = await insertExercise(tx, witness, space, { ...fields, startsOn: null, method, origin: 'platform' })
    await publishLocked(tx, witness, exercise.id)
    return exercise
  })
}

/** An output of its first stage, new for each who asks: withdrawing is for once. */
export async function outputFixture(stage: AccessStage): Promise<string> {
  const exercise = await exerciseFixture(stage)
  const first = await stage.db
    .selectFrom('exercise_stages')
    .select('id')
    .where('exercise_id', '=', exercise.id)
    .orderBy('position')
    .executeTakeFirstOrThrow()
  const id = newId()
  const row = { id, stage_id: first.id, title: 'Acta', url: 'https://example.org/acta', added_at: stage.now }
  await stage.db.insertInto('stage_outputs').values(row).execute()
  return id
}

/** A party of its declaration that has not signed, new for each who asks; one organisation is a party once, so the older goes. */
export async function partyFixture(stage: AccessStage): Promise<string> {
  const { db, space } = stage
  const exercise = await exerciseFixture(stage)
  await db.deleteFrom('declaration_parties').where('exercise_id', '=', exercise.id).execute()
  const id = newId()
  const party = { sector: 'government', organization_id: space.organizationId, signatory: 'Dirección' }
  await db
    .insertInto('declaration_parties')
    .values({ id, exercise_id: exercise.id, ...party })
    .execute()
  return id
}

export async function actorFixture(stage: AccessStage): Promise<string> {
  const exercise = await exerciseFixture(stage)
  const id = newId()
  const row = { id, exercise_id: exercise.id, name: 'Red inventada', sector: 'civil-society', added_at: stage.now }
  await stage.db.insertInto('invited_actors').values(row).execute()
  return id
}

export async function answerTokenFixture(stage: AccessStage): Promise<string> {
  const token = newToken()
  const invitation = { way: 'mail', answer_hash: tokenHash(token), invited_at: stage.now }
  await stage.db
    .insertInto('actor_invitations')
    .values({ id: newId(), actor_id: await actorFixture(stage), ...invitation })
    .execute()
  return token
}
