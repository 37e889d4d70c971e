import type { Context } from '../../../platform/context.ts'
import { allow } from '../../../platform/errors.ts'
import { newId } from '../../../platform/identity.ts'
import { record } from '../../../platform/record.ts'
import { aboutExercise, lockExercise } from '../commands.ts'
import type { Exercise } from '../model.ts'
import { canRunExercises } from '../policy.ts'
import type { StatementFields } from './schema.ts'

/** States that a minimum requirement is met or not, with why; earlier statements stay. */
export async function stateRequirement(context: Context, exercise: Exercise, fields: StatementFields): Promise<void> {
  const { actor, now } = context
  allow(canRunExercises(actor, exercise.space.id))
  const { requirement, isMet, explanation, url } = fields
  await context.db.transaction().execute(async (tx) => {
    const locked = await lockExercise(tx, exercise.id)
    await tx
      .insertInto('requirement_evidence')
      .values({
        ...{ id: newId(), exercise_id: exercise.id, requirement, is_met: isMet, explanation, url },
        ...{ stated_by: actor?.id ?? null, stated_at: now },
      })
      .execute()
    const details = { slug: exercise.slug, name: requirement, isMet, explanation, url }
    await record(tx, context, aboutExercise(locked, 'exercise.requirement-stated', details))
  })
}
