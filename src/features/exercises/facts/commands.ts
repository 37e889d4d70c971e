import type { Transaction } from 'kysely'
import type { DB } from '../../../platform/db/types.ts'
import { found } from '../../../platform/errors.ts'
import { newId } from '../../../platform/identity.ts'
import { record, type Witness } from '../../../platform/record.ts'
import { aboutExercise, insertExercise } from '../commands.ts'
import { methodsFor } from '../methods/queries.ts'
import type { ExerciseStory } from './schema.ts'

type Tx = Transaction<DB>

/**
 * Tells a process that happened elsewhere, from its sources: nothing of it was done here, so no stage is opened and no
 * condition is judged. With no question of who: for the command line and the demonstration.
 */
export async function restateExercise(
  tx: Tx,
  witness: Witness,
  space: { id: string },
  story: ExerciseStory,
): Promise<string> {
  const methods = await methodsFor(tx, space.id)
  const method = found(methods.find(({ code }) => code === story.method))
  const { title, slug, summary, programme } = story
  const about = { title, slug, summary, programme, startsOn: story.stages[0]?.from ?? null }
  const { id } = await insertExercise(tx, witness, space, { ...about, method, origin: 'public-record' })
  for (const { code, from, to } of story.stages)
    await tx
      .updateTable('exercise_stages')
      .set({ planned_from: from, planned_to: to })
      .where('exercise_id', '=', id)
      .where('code', '=', code)
      .execute()
  const plan = await tx
    .selectFrom('plans')
    .select('id')
    .where('space_id', '=', space.id)
    .where('slug', '=', story.plan ?? '')
    .executeTakeFirst()
  await tx
    .updateTable('exercises')
    .set({ published_at: witness.now, plan_id: plan?.id ?? null, ends_on: story.stages.at(-1)?.to ?? null })
    .where('id', '=', id)
    .execute()
  await insertFacts(tx, id, story)
  const details = { slug, title, facts: story.facts.length }
  await record(tx, witness, aboutExercise({ id, spaceId: space.id }, 'exercise.restated', details))
  return id
}

async function insertFacts(tx: Tx, exerciseId: string, { facts }: ExerciseStory): Promise<void> {
  const stages = await tx
    .selectFrom('exercise_stages')
    .select(['id', 'code'])
    .where('exercise_id', '=', exerciseId)
    .execute()
  const ids = new Map(stages.map(({ code, id }) => [code, id]))
  await tx
    .insertInto('exercise_facts')
    .values(
      facts.map(({ stage, label, value, sourceTitle, sourceUrl, note }, position) => ({
        ...{ id: newId(), exercise_id: exerciseId, stage_id: stage === null ? null : found(ids.get(stage)), position },
        ...{ label, value, source_title: sourceTitle, source_url: sourceUrl, note },
      })),
    )
    .execute()
}
