import { sql, type Transaction } from 'kysely'
import { newToken, tokenHash } from '../../../platform/auth/one-time-link.ts'
import type { Context } from '../../../platform/context.ts'
import type { DB } from '../../../platform/db/types.ts'
import { allow, found, Refused } from '../../../platform/errors.ts'
import { translator } from '../../../platform/i18n.ts'
import { newId } from '../../../platform/identity.ts'
import { queueMail } from '../../../platform/mail/queue.ts'
import { record } from '../../../platform/record.ts'
import { dayOf } from '../../people/model/working-days.ts'
import { aboutExercise, lockExercise } from '../commands.ts'
import { type Exercise, isOver } from '../model.ts'
import { exercisePaths } from '../paths.ts'
import { canRunExercises } from '../policy.ts'
import { actorInvitationMail } from './emails.ts'
import type { Answer, Way } from './model.ts'
import { invitedByToken } from './queries.ts'
import type { ActorFields, AnswerFields } from './schema.ts'

type Tx = Transaction<DB>

/** Events of outreach hold sectors and counts: who was invited may be a person. */
function happened(exercise: Exercise, type: `exercise.${string}`, details: Record<string, unknown>) {
  return aboutExercise({ id: exercise.id, spaceId: exercise.space.id }, type, { slug: exercise.slug, ...details })
}

/** Writes actors into the register, many at once where they come from a list; returns their ids in order. */
export async function addActors(
  context: Context,
  exercise: Exercise,
  actors: readonly ActorFields[],
): Promise<string[]> {
  const { actor, now } = context
  allow(canRunExercises(actor, exercise.space.id))
  if (actors.length === 0) return []
  return context.db.transaction().execute(async (tx) => {
    await lockExercise(tx, exercise.id)
    if (isOver(exercise)) throw new Refused('actors.error.over')
    await refuseUnknownPlaces(tx, actors)
    const rows = actors.map(({ name, sector, territoryKey, email }) => ({
      ...{ id: newId(), exercise_id: exercise.id, name, sector, territory_key: territoryKey, email },
      ...{ added_by: actor?.id ?? null, added_at: now },
    }))
    for (let start = 0; start < rows.length; start += 1000)
      await tx
        .insertInto('invited_actors')
        .values(rows.slice(start, start + 1000))
        .execute()
    await record(tx, context, happened(exercise, 'exercise.actors-added', { count: rows.length }))
    return rows.map(({ id }) => id)
  })
}

async function refuseUnknownPlaces(tx: Tx, actors: readonly ActorFields[]): Promise<void> {
  const keys = [...new Set(actors.flatMap(({ territoryKey }) => (territoryKey ? [territoryKey] : [])))]
  if (keys.length === 0) return
  const known = await tx.selectFrom('territories').select('key').where('key', 'in', keys).execute()
  if (known.length < keys.length) throw new Refused('actors.error.territory')
}

/**
 * Mails the invitation to those of the register who have an address and no mail yet; each gets a link of her own to answer
 * without an account. Returns how many were queued.
 */
export async function inviteByMail(context: Context, exercise: Exercise, baseUrl: string): Promise<number> {
  allow(canRunExercises(context.actor, exercise.space.id))
  return context.db.transaction().execute(async (tx) => {
    await lockExercise(tx, exercise.id)
    if (exercise.publishedAt === null) throw new Refused('exercise.error.unpublished')
    const { rows } = await sql<{ id: string; name: string; email: string }>`
      select a.id, a.name, a.email from invited_actors a where a.exercise_id = ${exercise.id} and a.email is not null
        and not exists (select from actor_invitations i where i.actor_id = a.id and i.way = 'mail')
        and not exists (select from bounced_addresses b where b.email = a.email)
      order by a.added_at limit 2000`.execute(tx)
    for (const row of rows) await mailInvitation(tx, context, exercise, row, baseUrl)
    if (rows.length > 0)
      await record(tx, context, happened(exercise, 'exercise.actors-invited', { way: 'mail', count: rows.length }))
    return rows.length
  })
}

async function mailInvitation(
  tx: Tx,
  { actor, now }: Context,
  exercise: Exercise,
  invited: { id: string; name: string; email: string },
  baseUrl: string,
): Promise<void> {
  const token = newToken()
  const t = translator('es')
  const url = `${baseUrl}${exercisePaths.answer(exercise)}?token=${token}`
  const about = { name: invited.name, exercise: exercise.title, space: exercise.space.name, about: exercise.summary }
  const mail = actorInvitationMail(t, { ...about, url })
  const mailId = await queueMail(tx, { ...mail, recipient: invited.email, purpose: 'exercise-invitation' }, now)
  await tx
    .insertInto('actor_invitations')
    .values({
      ...{ id: newId(), actor_id: invited.id, way: 'mail', mail_id: mailId, answer_hash: tokenHash(token) },
      ...{ invited_by: actor?.id ?? null, invited_at: now },
    })
    .execute()
}

/** Notes an invitation by letter, telephone, visit or meeting: paper and voice count the same. */
export async function noteInvitation(
  context: Context,
  exercise: Exercise,
  actorId: string,
  { way, on }: { way: Exclude<Way, 'mail'>; on: string },
): Promise<void> {
  const { actor, now } = context
  allow(canRunExercises(actor, exercise.space.id))
  refuseFuture(context, exercise, on)
  await context.db.transaction().execute(async (tx) => {
    await lockExercise(tx, exercise.id)
    const { sector } = await actorIn(tx, exercise, actorId)
    const at = sql<Date>`(${on}::date + time '12:00') at time zone ${exercise.timeZone}`
    await tx
      .insertInto('actor_invitations')
      .values({ id: newId(), actor_id: actorId, way, invited_by: actor?.id ?? null, invited_at: at })
      .execute()
    await record(tx, { actor, now }, happened(exercise, 'exercise.actors-invited', { way, sector, count: 1 }))
  })
}

function refuseFuture({ now }: Context, exercise: Exercise, on: string): void {
  if (on > dayOf(now, exercise.timeZone)) throw new Refused('exercise.error.future')
}

async function actorIn(tx: Tx, exercise: Exercise, actorId: string): Promise<{ sector: string }> {
  return found(
    await tx
      .selectFrom('invited_actors')
      .select('sector')
      .where('id', '=', actorId)
      .where('exercise_id', '=', exercise.id)
      .executeTakeFirst(),
  )
}

/** Writes down an answer that came by voice or on paper; the newest holds. */
export async function writeAnswer(
  context: Context,
  exercise: Exercise,
  actorId: string,
  fields: AnswerFields,
): Promise<void> {
  allow(canRunExercises(context.actor, exercise.space.id))
  refuseFuture(context, exercise, fields.on)
  await context.db.transaction().execute((tx) => insertAnswer(tx, context, exercise, actorId, fields))
}

/** The answer of whoever was invited, by her link and without an account; she may change it while the exercise runs. */
export async function answerByLink(
  context: Context,
  exercise: Exercise,
  token: string,
  { answer, note }: { answer: Answer; note: string | null },
): Promise<void> {
  await context.db.transaction().execute(async (tx) => {
    const invited = found(await invitedByToken(tx, exercise.id, token))
    const fields = { answer, note, on: dayOf(context.now, exercise.timeZone) }
    await insertAnswer(tx, { ...context, actor: null }, exercise, invited.actorId, fields)
  })
}

async function insertAnswer(
  tx: Tx,
  witness: Pick<Context, 'actor' | 'now'>,
  exercise: Exercise,
  actorId: string,
  { answer, note, on }: AnswerFields,
): Promise<void> {
  await lockExercise(tx, exercise.id)
  const { sector } = await actorIn(tx, exercise, actorId)
  const written = { written_by: witness.actor?.id ?? null, answered_at: witness.now }
  await tx
    .insertInto('actor_answers')
    .values({ id: newId(), actor_id: actorId, answer, note, answered_on: on, ...written })
    .execute()
  await record(tx, witness, happened(exercise, 'exercise.actor-answered', { answer, sector }))
}
