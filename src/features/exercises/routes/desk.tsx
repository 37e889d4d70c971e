import { allow } from '../../../platform/errors.ts'
import { answerSubmission } from '../../../platform/http/answer-submission.ts'
import type { App, C } from '../../../platform/http/env.ts'
import { type FieldErrors, parseForm, type Typed, typedFrom } from '../../../platform/http/form.ts'
import { receivedForm } from '../../../platform/http/received-form.ts'
import type { Space } from '../../spaces/model.ts'
import { type CalendarLine, createExercise, editExercise, publishExercise, setCalendar } from '../commands.ts'
import { methodsFor } from '../methods/queries.ts'
import { type Exercise, orderFaults } from '../model.ts'
import { CalendarPage } from '../pages/calendar-page.tsx'
import { EditExercisePage, NewExercisePage } from '../pages/exercise-forms.tsx'
import { exercisePaths } from '../paths.ts'
import { canRunExercises } from '../policy.ts'
import { planChoices } from '../queries.ts'
import { calendarReason, calendarStage, editForm, exerciseForm } from '../schema.ts'
import { deskOf, spaceOf } from './load.ts'

const one = '/:space/ejercicios/:exercise{[^/.]+}'

export function mountDesk(app: App): void {
  mountCreation(app)
  app.get(`${one}/editar`, async (c) => {
    const { space, exercise } = await deskOf(c)
    const { title, summary, programme, plan } = exercise
    const typed = { title, summary: summary ?? '', programme, planId: plan?.id ?? '' }
    return c.html(await editPage(c, space, exercise, typed, {}))
  })
  app.post(`${one}/editar`, async (c) => {
    const { space, exercise } = await deskOf(c)
    const parsed = parseForm(editForm, await receivedForm(c), c.var.t)
    if (!parsed.ok) return c.html(await editPage(c, space, exercise, parsed.typed, parsed.errors), 422)
    await editExercise(c.var.context, exercise, parsed.value)
    return c.redirect(exercisePaths.one(exercise), 303)
  })
  app.get(`${one}/calendario`, async (c) => {
    const { space, exercise } = await deskOf(c)
    return c.html(<CalendarPage c={c} space={space} exercise={exercise} typed={typedCalendar(exercise)} errors={{}} />)
  })
  app.post(`${one}/calendario`, saveCalendar)
  app.post(`${one}/publicacion`, async (c) => {
    const { exercise } = await deskOf(c)
    await publishExercise(c.var.context, exercise)
    return c.redirect(exercisePaths.one(exercise), 303)
  })
}

function mountCreation(app: App): void {
  const page = async (c: C, space: Space, typed: Typed, errors: FieldErrors) => {
    const methods = await methodsFor(c.var.context.db, space.id)
    return <NewExercisePage c={c} space={space} methods={methods} typed={typed} errors={errors} />
  }
  const load = async (c: C) => {
    const space = await spaceOf(c)
    allow(canRunExercises(c.var.context.actor, space.id))
    return space
  }
  app.get('/:space/ejercicios/nuevo', async (c) => c.html(await page(c, await load(c), {}, {})))
  app.post('/:space/ejercicios/nuevo', async (c) => {
    const space = await load(c)
    return answerSubmission(c, {
      schema: exerciseForm,
      act: async (value) => {
        const slug = await createExercise(c.var.context, space, value)
        return exercisePaths.calendar({ space, slug })
      },
      again: ({ typed, errors }) => page(c, space, typed, errors),
      refusedAt: 'slug',
    })
  })
}

async function editPage(c: C, space: Space, exercise: Exercise, typed: Typed, errors: FieldErrors) {
  const plans = await planChoices(c.var.context.db, space.id)
  return <EditExercisePage c={c} space={space} exercise={exercise} plans={plans} typed={typed} errors={errors} />
}

function typedCalendar({ stages }: Exercise): Typed {
  return Object.fromEntries(
    stages.flatMap(({ code, purpose, plannedFrom, plannedTo }) => [
      [`${code}.purpose`, purpose],
      [`${code}.plannedFrom`, plannedFrom ?? ''],
      [`${code}.plannedTo`, plannedTo ?? ''],
    ]),
  )
}

async function saveCalendar(c: C): Promise<Response> {
  const { space, exercise } = await deskOf(c)
  const form = await receivedForm(c)
  const typed = typedFrom(form)
  const { lines, errors } = linesOf(c, exercise, typed)
  const why = exercise.publishedAt === null ? null : parseForm(calendarReason, form, c.var.t)
  const faults = { ...errors, ...(why && !why.ok ? why.errors : {}) }
  if (Object.keys(faults).length > 0)
    return c.html(<CalendarPage c={c} space={space} exercise={exercise} typed={typed} errors={faults} />, 422)
  await setCalendar(c.var.context, exercise, lines, why?.ok ? why.value.reason : null)
  return c.redirect(exercisePaths.one(exercise), 303)
}

/** The stages of the form; R-04's faults stand beside the date that goes back. */
function linesOf(
  { var: { t } }: C,
  { stages }: Exercise,
  typed: Typed,
): { lines: CalendarLine[]; errors: FieldErrors } {
  const lines: CalendarLine[] = []
  const errors: FieldErrors = {}
  for (const { code } of stages) {
    const form = new FormData()
    for (const field of ['purpose', 'plannedFrom', 'plannedTo']) form.set(field, typed[`${code}.${field}`] ?? '')
    const parsed = parseForm(calendarStage, form, t)
    if (parsed.ok) lines.push({ code, ...parsed.value })
    else for (const [field, message] of Object.entries(parsed.errors)) errors[`${code}.${field}`] = message
  }
  for (const { code, field, kind } of orderFaults(lines)) errors[`${code}.${field}`] ??= t(`exercise.error.${kind}`)
  return { lines, errors }
}
