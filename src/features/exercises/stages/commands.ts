import type { Transaction } from 'kysely'
import type { Context } from '../../../platform/context.ts'
import type { DB } from '../../../platform/db/types.ts'
import { allow, type Fault, found, Refused } from '../../../platform/errors.ts'
import { newId } from '../../../platform/identity.ts'
import { record } from '../../../platform/record.ts'
import { dayOf } from '../../people/model/working-days.ts'
import { aboutExercise, lockExercise } from '../commands.ts'
import { type Judged, unmetOf } from '../conditions/model.ts'
import { readFacts } from '../conditions/queries.ts'
import { conditionKey, conditionValues } from '../conditions/words.ts'
import { findMethod } from '../methods/queries.ts'
import { type Exercise, isOver, type Stage, stateOf } from '../model.ts'
import { exercisePaths } from '../paths.ts'
import { canRunExercises } from '../policy.ts'
import { findExercise } from '../queries.ts'
import type { MoveFields } from '../schema.ts'

/**
 * Opens or closes a stage. Everything is read again under the exercise's lock; where a condition does not hold the move needs a
 * public reason, which stands with what was not met.
 * @throws Refused with one fault for each condition that does not hold
 */
export async function moveStage(context: Context, exercise: Exercise, code: string, fields: MoveFields): Promise<void> {
  allow(canRunExercises(context.actor, exercise.space.id))
  await context.db.transaction().execute(async (tx) => {
    const locked = await lockExercise(tx, exercise.id)
    const fresh = found(await findExercise(tx, exercise.space.slug, exercise.slug))
    const stage = found(fresh.stages.find((one) => one.code === code))
    refuseWrongMove(context, fresh, stage, fields)
    const method = found(await findMethod(tx, fresh.method.id))
    const facts = await readFacts(tx, fresh, context.now, method.definition.noticeDays)
    const unmet = unmetOf(fields.move, facts, stage)
    if (unmet.length > 0 && fields.reason === null) throw refusalOf(fresh, stage, fields.move, unmet)
    await insertMove(tx, context, stage, fields, unmet)
    const details = {
      ...{ slug: fresh.slug, title: fresh.title, stage: code, name: stage.name, onDay: fields.onDay },
      ...(unmet.length > 0 ? { unmet: unmet.map(({ condition }) => condition) } : {}),
      ...(fields.reason ? { reason: fields.reason } : {}),
    }
    await forgetAddressesIfOver(tx, fresh, code, fields)
    const type = fields.move === 'open' ? 'exercise.stage-opened' : 'exercise.stage-closed'
    await record(tx, context, aboutExercise(locked, type, details))
  })
}

function refuseWrongMove(
  { now }: Context,
  exercise: Exercise,
  stage: Stage,
  { move, onDay, reason }: MoveFields,
): void {
  const state = stateOf(stage)
  if (exercise.publishedAt === null) throw new Refused('exercise.error.unpublished')
  if (move === 'open' && state === 'open') throw new Refused('exercise.error.already-open')
  if (move === 'close' && state !== 'open') throw new Refused('exercise.error.not-open')
  if (onDay > dayOf(now, exercise.timeZone)) throw new Refused('exercise.error.future')
  const last = stage.moves.at(-1)
  if (last && onDay < last.onDay) throw new Refused('exercise.error.before-last')
  // Opening again what was closed undoes something public.
  if (move === 'open' && state === 'closed' && reason === null) throw new Refused('exercise.error.reopening')
}

function refusalOf(exercise: Exercise, stage: Stage, move: 'open' | 'close', unmet: readonly Judged[]): Refused {
  const faults: Fault[] = unmet.map((judged) => ({
    key: conditionKey(judged, 'missing'),
    values: conditionValues(judged, exercise),
    href: `${exercisePaths.stage(exercise, stage.code)}#reason`,
    severity: 'error',
  }))
  return new Refused(`exercise.error.unmet-${move}`, { count: unmet.length, stage: stage.name }, faults)
}

async function insertMove(
  tx: Transaction<DB>,
  { actor, now }: Context,
  stage: Stage,
  { move, onDay, reason }: MoveFields,
  unmet: readonly Judged[],
): Promise<void> {
  await tx
    .insertInto('stage_moves')
    .values({
      ...{ id: newId(), stage_id: stage.id, move, at: now, on_day: onDay, reason, moved_by: actor?.id ?? null },
      unmet: unmet.map(({ condition }) => condition),
    })
    .execute()
}

/** E-mails of invited actors served to invite them: with the exercise closed they are dropped, and unsent mails with them. */
async function forgetAddressesIfOver(
  tx: Transaction<DB>,
  exercise: Exercise,
  code: string,
  { move }: MoveFields,
): Promise<void> {
  const last = exercise.stages.at(-1)
  if (move !== 'close' || last?.code !== code || isOver(exercise)) return
  const invited = tx.selectFrom('invited_actors').select('id').where('exercise_id', '=', exercise.id)
  const mails = tx.selectFrom('actor_invitations').select('mail_id').where('actor_id', 'in', invited)
  await tx.deleteFrom('mails').where('id', 'in', mails).where('sent_at', 'is', null).execute()
  await tx.updateTable('invited_actors').set({ email: null }).where('exercise_id', '=', exercise.id).execute()
  await tx.updateTable('actor_invitations').set({ answer_hash: null }).where('actor_id', 'in', invited).execute()
}
