import { found } from '../../../platform/errors.ts'
import { isPublic, openToAll } from '../../../platform/http/app.ts'
import type { App, C } from '../../../platform/http/env.ts'
import { type FieldErrors, parseForm, type Typed } from '../../../platform/http/form.ts'
import { receivedForm } from '../../../platform/http/received-form.ts'
import { readFacts } from '../conditions/queries.ts'
import { findMethod } from '../methods/queries.ts'
import { stateOf } from '../model.ts'
import { exercisePaths } from '../paths.ts'
import { canRunExercises } from '../policy.ts'
import { deskOf, type Place, placeOf } from '../routes/load.ts'
import { stateRequirement } from './commands.ts'
import { checkAll } from './model.ts'
import { RequirementsPage } from './pages/requirements-page.tsx'
import { statementsOf } from './queries.ts'
import { statementForm } from './schema.ts'

const base = '/:space/ejercicios/:exercise{[^/.]+}/requisitos'

export function mountRequirements(app: App): void {
  app.get(`${base}.json`, async (c) => {
    const { exercise } = await placeOf(c)
    isPublic(c)
    openToAll(c)
    const checked = await checkedOf(c, exercise)
    return c.json({
      requirements: checked.map(({ requirement, judgement, stated, state }) => ({
        ...{ code: requirement.code, standard: requirement.standard, state, seen: judgement, stated },
      })),
    })
  })
  app.get(base, async (c) => {
    const place = await placeOf(c)
    isPublic(c)
    return c.html(await page(c, place, {}, {}))
  })
  app.post(base, async (c) => {
    const place = await deskOf(c)
    const parsed = parseForm(statementForm, await receivedForm(c), c.var.t)
    if (!parsed.ok) return c.html(await page(c, place, parsed.typed, parsed.errors), 422)
    await stateRequirement(c.var.context, place.exercise, parsed.value)
    return c.redirect(exercisePaths.requirements(place.exercise), 303)
  })
}

async function checkedOf(c: C, exercise: Place['exercise']) {
  const { db, now } = c.var.context
  const method = found(await findMethod(db, exercise.method.id))
  const facts = await readFacts(db, exercise, now, method.definition.noticeDays)
  const hasBegun = exercise.stages.some((stage) => stateOf(stage) !== 'not-open')
  return checkAll({ facts, programme: exercise.programme, hasBegun }, await statementsOf(db, exercise.id))
}

async function page(c: C, { space, exercise }: Place, typed: Typed, errors: FieldErrors) {
  const checked = await checkedOf(c, exercise)
  const runs = canRunExercises(c.var.context.actor, space.id)
  return <RequirementsPage {...{ c, space, exercise, checked, runs, typed, errors }} />
}
