import type { Transaction } from 'kysely'
import type { Context } from '../../platform/context.ts'
import type { DB } from '../../platform/db/types.ts'
import { allow, found, Refused } from '../../platform/errors.ts'
import { newId, slugOf } from '../../platform/identity.ts'
import { type Happening, record, type Witness } from '../../platform/record.ts'
import type { Method } from './methods/model.ts'
import { findMethod } from './methods/queries.ts'
import { type Exercise, orderFaults, type Planned, proposedDates } from './model.ts'
import { canRunExercises } from './policy.ts'
import type { EditFields, ExerciseFields } from './schema.ts'

type Tx = Transaction<DB>

/** The event of a change in an exercise: all are about the exercise, so that what is not yet published stays withheld. */
export function aboutExercise(
  exercise: { id: string; spaceId: string },
  type: Happening['type'],
  details: Record<string, unknown>,
): Happening {
  return { type, spaceId: exercise.spaceId, subject: { type: 'exercise', id: exercise.id }, details }
}

/** Creates an exercise that nobody else sees yet, with the stages of its method; returns its part of the address. */
export async function createExercise(context: Context, space: { id: string }, fields: ExerciseFields): Promise<string> {
  allow(canRunExercises(context.actor, space.id))
  return context.db.transaction().execute(async (tx) => {
    const method = found(await findMethod(tx, fields.methodId))
    found(method.spaceId === null || method.spaceId === space.id ? method : null)
    const { slug } = await insertExercise(tx, context, space, { ...fields, method, origin: 'platform' })
    return slug
  })
}

export type NewExercise = Omit<ExerciseFields, 'methodId'> & { method: Method; origin: Exercise['origin'] }

/** The same with no question of who: for the command line and the demonstration. */
export async function insertExercise(
  tx: Tx,
  witness: Witness,
  space: { id: string },
  { method, ...fields }: NewExercise,
): Promise<{ id: string; slug: string }> {
  const slug = fields.slug || slugOf(fields.title) || 'ejercicio'
  await tx.selectFrom('spaces').select('id').where('id', '=', space.id).forUpdate().executeTakeFirstOrThrow()
  const taken = await tx
    .selectFrom('exercises')
    .select('id')
    .where('space_id', '=', space.id)
    .where('slug', '=', slug)
    .executeTakeFirst()
  if (taken || slug === 'nuevo') throw new Refused('exercise.error.slug-taken')
  const id = newId()
  const dates = proposedDates(method.definition.stages, fields.startsOn)
  await tx
    .insertInto('exercises')
    .values({
      ...{ id, space_id: space.id, slug, title: fields.title, summary: fields.summary, programme: fields.programme },
      ...{ method_id: method.id, origin: fields.origin, starts_on: fields.startsOn },
      ...{ ends_on: dates.at(-1)?.plannedTo ?? null, created_by: witness.actor?.id ?? null, created_at: witness.now },
    })
    .execute()
  await tx
    .insertInto('exercise_stages')
    .values(
      method.definition.stages.map((stage, index) => ({
        ...{ id: newId(), exercise_id: id, code: stage.code, position: index + 1, name: stage.name },
        ...{ purpose: stage.purpose, definition: JSON.stringify(stage) },
        ...{ planned_from: dates[index]?.plannedFrom ?? null, planned_to: dates[index]?.plannedTo ?? null },
      })),
    )
    .execute()
  const details = { slug, title: fields.title, method: `${method.code} ${method.version}` }
  await record(tx, witness, aboutExercise({ id, spaceId: space.id }, 'exercise.created', details))
  return { id, slug }
}

/** Locks an exercise: whatever is decided about it stays true until the transaction ends. */
export async function lockExercise(tx: Tx, id: string) {
  const row = await tx
    .selectFrom('exercises')
    .select(['id', 'space_id', 'slug', 'title', 'published_at', 'plan_id', 'origin'])
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
  const { space_id: spaceId, published_at: publishedAt, plan_id: planId, ...rest } = found(row)
  return { ...rest, spaceId, publishedAt, planId }
}

export async function editExercise(context: Context, exercise: Exercise, fields: EditFields): Promise<void> {
  allow(canRunExercises(context.actor, exercise.space.id))
  await context.db.transaction().execute(async (tx) => {
    const locked = await lockExercise(tx, exercise.id)
    if (fields.planId !== null) {
      const plan = await tx.selectFrom('plans').select('space_id').where('id', '=', fields.planId).executeTakeFirst()
      if (plan?.space_id !== locked.spaceId) throw new Refused('exercise.error.plan')
    }
    const { title, summary, programme, planId } = fields
    await tx
      .updateTable('exercises')
      .set({ title, summary, programme, plan_id: planId })
      .where('id', '=', exercise.id)
      .execute()
    await record(tx, context, aboutExercise(locked, 'exercise.changed', { slug: exercise.slug, title, plan: planId }))
  })
}

export type CalendarLine = Planned & { purpose: string }

/**
 * Writes purposes and dates of the stages. Once the timeline is published the reason is public.
 * @throws Refused for dates that go back and for a published calendar without its reason
 */
export async function setCalendar(
  context: Context,
  exercise: Exercise,
  lines: readonly CalendarLine[],
  reason: string | null,
): Promise<void> {
  allow(canRunExercises(context.actor, exercise.space.id))
  if (orderFaults(lines).length > 0) throw new Refused('exercise.error.order')
  await context.db.transaction().execute(async (tx) => {
    const locked = await lockExercise(tx, exercise.id)
    if (locked.publishedAt !== null && reason === null) throw new Refused('exercise.error.reason')
    for (const { code, purpose, plannedFrom, plannedTo } of lines) {
      await tx
        .updateTable('exercise_stages')
        .set({ purpose, planned_from: plannedFrom, planned_to: plannedTo })
        .where('exercise_id', '=', exercise.id)
        .where('code', '=', code)
        .execute()
    }
    const days = lines.flatMap(({ plannedFrom, plannedTo }) => [plannedFrom, plannedTo]).filter((day) => day !== null)
    const period = { starts_on: days.toSorted()[0] ?? null, ends_on: days.toSorted().at(-1) ?? null }
    await tx.updateTable('exercises').set(period).where('id', '=', exercise.id).execute()
    const stages = lines.map(({ code, plannedFrom, plannedTo }) => ({ code, from: plannedFrom, to: plannedTo }))
    const details = { slug: exercise.slug, title: exercise.title, stages, ...(reason ? { reason } : {}) }
    await record(tx, context, aboutExercise(locked, 'exercise.rescheduled', details))
  })
}

/** Publishes the timeline: from now on anybody sees the exercise, and the notice before its first activity counts. */
export async function publishExercise(context: Context, exercise: Exercise): Promise<void> {
  allow(canRunExercises(context.actor, exercise.space.id))
  await context.db.transaction().execute((tx) => publishLocked(tx, context, exercise.id))
}

/** The same with no question of who. */
export async function publishLocked(tx: Tx, witness: Witness, exerciseId: string): Promise<void> {
  const locked = await lockExercise(tx, exerciseId)
  if (locked.publishedAt !== null) throw new Refused('exercise.error.published')
  await tx.updateTable('exercises').set({ published_at: witness.now }).where('id', '=', exerciseId).execute()
  const details = { slug: locked.slug, title: locked.title }
  await record(tx, witness, aboutExercise(locked, 'exercise.published', details))
}
