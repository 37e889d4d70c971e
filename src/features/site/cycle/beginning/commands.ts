import { found } from '../../../../platform/errors.ts'
import { addActors, noteInvitation, writeAnswer } from '../../../exercises/actors/commands.ts'
import { createExercise, publishExercise } from '../../../exercises/commands.ts'
import { addParty, signByAccount, writeDeclaration } from '../../../exercises/declaration/commands.ts'
import { methodsFor } from '../../../exercises/methods/queries.ts'
import type { Exercise } from '../../../exercises/model.ts'
import { addOutput } from '../../../exercises/outputs/commands.ts'
import { exercisePaths } from '../../../exercises/paths.ts'
import { findExercise } from '../../../exercises/queries.ts'
import { moveStage } from '../../../exercises/stages/commands.ts'
import { organizationOf } from '../cast/commands.ts'
import type { StoryOutput } from '../story.ts'
import { type CycleTelling, contextOf, dayOf } from '../telling.ts'

export async function exerciseOf({ db, space, story }: CycleTelling): Promise<Exercise> {
  return found(await findExercise(db, space.slug, story.exercise.slug))
}

export async function tellBeginning(telling: CycleTelling): Promise<void> {
  const { db, space, story } = telling
  const { method: code, createdDay, publishedDay, startsDay, slug, title, summary } = story.exercise
  const method = found((await methodsFor(db, space.id)).find((one) => one.code === code))
  const about = { title, slug, summary, programme: 'local' as const }
  await createExercise(contextOf(telling, createdDay), space, {
    ...about,
    methodId: method.id,
    startsOn: dayOf(telling, startsDay),
  })
  await publishExercise(contextOf(telling, publishedDay), await exerciseOf(telling))
}

export async function openStage(telling: CycleTelling, code: string): Promise<void> {
  const { opens } = stageOf(telling, code)
  await move(telling, code, 'open', opens)
}

/** With the outputs that it shows, each on its day. */
export async function closeStage(
  telling: CycleTelling,
  code: string,
  addressOf: (to: StoryOutput['to']) => string,
): Promise<void> {
  for (const output of telling.story.exercise.outputs.filter(({ stage }) => stage === code))
    await tellOutput(telling, output, addressOf)
  const { closes } = stageOf(telling, code)
  if (closes !== null) await move(telling, code, 'close', closes)
}

export async function tellOutput(
  telling: CycleTelling,
  { day, stage, output, title, note, to }: StoryOutput,
  addressOf: (to: StoryOutput['to']) => string,
): Promise<void> {
  const url = new URL(addressOf(to), telling.baseUrl).href
  const fields = { output, title, datedOn: dayOf(telling, day), note }
  await addOutput(contextOf(telling, day), await exerciseOf(telling), stage, fields, { url })
}

function stageOf({ story }: CycleTelling, code: string) {
  return found(story.exercise.stages.find((stage) => stage.code === code))
}

async function move(telling: CycleTelling, code: string, way: 'open' | 'close', day: number): Promise<void> {
  const fields = { move: way, onDay: dayOf(telling, day), reason: null }
  await moveStage(contextOf(telling, day), await exerciseOf(telling), code, fields)
}

/** Each party signs through the account of whoever acts for it. */
export async function tellDeclaration(telling: CycleTelling): Promise<void> {
  const { story, cast } = telling
  const { writtenDay, body, parties } = story.declaration
  const exercise = await exerciseOf(telling)
  const context = contextOf(telling, writtenDay)
  const version = await writeDeclaration(context, exercise, { body, reason: null })
  const ids = new Map<string, string>()
  for (const { sector, organization, signatory } of parties) {
    const organizationId = await organizationOf(telling, writtenDay, organization)
    ids.set(organization, await addParty(context, exercise, { sector, organizationId, signatory }))
  }
  for (const { organization, day } of parties) {
    const signatory = found(cast.signatories.get(organization))
    await signByAccount(contextOf(telling, day, signatory), exercise, found(ids.get(organization)), version)
  }
}

/** Actors of every sector, with how they were invited and what they said, in the order of the days. */
export async function tellOutreach(telling: CycleTelling): Promise<void> {
  const { addedDay, actors } = telling.story.outreach
  const exercise = await exerciseOf(telling)
  const fields = actors.map(({ name, sector }) => ({ name, sector, territoryKey: null, email: null }))
  const ids = await addActors(contextOf(telling, addedDay), exercise, fields)
  const steps = actors.flatMap(({ invited, answer }, index) => {
    const id = found(ids[index])
    const inviting = {
      day: invited.day,
      act: () => {
        const how = { way: invited.way, on: dayOf(telling, invited.day) }
        return noteInvitation(contextOf(telling, invited.day), exercise, id, how)
      },
    }
    if (answer === null) return [inviting]
    const { day, ...said } = answer
    const answering = () => writeAnswer(contextOf(telling, day), exercise, id, { ...said, on: dayOf(telling, day) })
    return [inviting, { day, act: answering }]
  })
  for (const { act } of steps.sort((a, b) => a.day - b.day)) await act()
}

export function pathsOfExercise(exercise: Exercise): Record<'declaration' | 'actors', string> {
  return { declaration: exercisePaths.declaration(exercise), actors: exercisePaths.participation(exercise) }
}
