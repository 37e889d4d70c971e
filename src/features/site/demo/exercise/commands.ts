import { readFileSync } from 'node:fs'
import type { Transaction } from 'kysely'
import type { DB } from '../../../../platform/db/types.ts'
import { restateExercise } from '../../../exercises/facts/commands.ts'
import { exerciseStory } from '../../../exercises/facts/schema.ts'

const file = new URL('../../../../../db/demo/exercise-4pa.json', import.meta.url)

/** How the fourth national plan was made, from its sources; `spaces` are the demonstration's, by slug. */
export async function restateNationalExercise(
  tx: Transaction<DB>,
  now: Date,
  spaces: ReadonlyMap<string, string>,
): Promise<void> {
  const story = exerciseStory.parse(JSON.parse(readFileSync(file, 'utf8')))
  const id = spaces.get(story.space)
  if (id === undefined) throw new Error(`the demonstration has no space ${story.space}`)
  await restateExercise(tx, { actor: null, now }, { id }, story)
}
