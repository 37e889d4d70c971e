import { found } from '../../../platform/errors.ts'
import { isPublic, openToAll } from '../../../platform/http/app.ts'
import type { App, C } from '../../../platform/http/env.ts'
import { dayOf } from '../../people/model/working-days.ts'
import { clocksOf } from '../clocks/model.ts'
import { factsToldOf } from '../facts/queries.ts'
import { findMethod } from '../methods/queries.ts'
import { firstActivityOf } from '../model.ts'
import { outputsOf } from '../outputs/queries.ts'
import { ExercisePage } from '../pages/exercise-page.tsx'
import { ExercisesPage } from '../pages/exercises-page.tsx'
import type { ExerciseView } from '../pages/view.ts'
import { canRunExercises } from '../policy.ts'
import { doorsOf, exercisesOf, happenedIn } from '../queries.ts'
import { atomOf, calendarOf, exerciseJson } from '../twins/twins.ts'
import { type Place, placeOf, spaceOf } from './load.ts'

const base = '/:space/ejercicios'
const twin = (ending: string) => `${base}/:exercise{[^/]+\\.${ending}}`

export function mountReading(app: App): void {
  app.get(`${base}.json`, async (c) => {
    const space = await spaceOf(c)
    isPublic(c)
    openToAll(c)
    const exercises = await exercisesOf(c.var.context.db, null, space.id)
    const { baseUrl } = c.var.deps.config
    return c.json({ exercises: exercises.map((exercise) => exerciseJson({ exercise, baseUrl })) })
  })
  app.get(base, async (c) => {
    const { db, actor } = c.var.context
    const space = await spaceOf(c)
    isPublic(c)
    const exercises = await exercisesOf(db, actor, space.id)
    return c.html(<ExercisesPage c={c} space={space} exercises={exercises} runs={canRunExercises(actor, space.id)} />)
  })
  app.get(twin('json'), async (c) => {
    const { exercise, outputs, clocks, told } = await viewOf(c, await placeOf(c))
    published(c)
    return c.json(exerciseJson({ exercise, baseUrl: c.var.deps.config.baseUrl, outputs, clocks, told }))
  })
  app.get(twin('ics'), async (c) => {
    const { exercise, clocks } = await viewOf(c, await placeOf(c))
    published(c)
    return c.body(calendarOf(c, exercise, clocks), 200, { 'Content-Type': 'text/calendar; charset=utf-8' })
  })
  app.get(twin('atom'), async (c) => {
    const { exercise, happened } = await viewOf(c, await placeOf(c))
    published(c)
    return c.body(atomOf(c, exercise, happened), 200, { 'Content-Type': 'application/atom+xml; charset=utf-8' })
  })
  app.get(`${base}/:exercise{[^/.]+}`, async (c) => {
    const view = await viewOf(c, await placeOf(c))
    isPublic(c)
    return c.html(<ExercisePage c={c} {...view} />)
  })
}

function published(c: C): void {
  isPublic(c)
  openToAll(c)
}

/** All that the page of an exercise and its twins say. */
export async function viewOf(c: C, { space, exercise }: Place): Promise<ExerciseView> {
  const { db, now, actor } = c.var.context
  const [method, outputs, doors, happened, told] = await Promise.all([
    findMethod(db, exercise.method.id),
    outputsOf(db, exercise.id),
    doorsOf(db, exercise.id),
    happenedIn(db, exercise.id),
    factsToldOf(db, exercise.id),
  ])
  const today = dayOf(now, exercise.timeZone)
  const standing = outputs.filter(({ withdrawal }) => withdrawal === null)
  const clocks = clocksOf(found(method).definition, {
    ...{ beganOn: firstActivityOf(exercise.stages), launch: exercise.plan, today },
    outputs: new Set(standing.flatMap(({ output }) => (output ? [output] : []))),
  })
  const runs = canRunExercises(actor, space.id)
  return { space, exercise, method: found(method), outputs, doors, happened, told, clocks, today, runs }
}
