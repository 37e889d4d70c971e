import { stringify } from 'csv-stringify/sync'
import { found, TooManyRequests } from '../../../platform/errors.ts'
import { answerSubmission } from '../../../platform/http/answer-submission.ts'
import { isPublic, openToAll } from '../../../platform/http/app.ts'
import { clientAddress } from '../../../platform/http/client-address.ts'
import type { App, C } from '../../../platform/http/env.ts'
import { type FieldErrors, parseForm, type Typed, typedFrom } from '../../../platform/http/form.ts'
import { receivedForm } from '../../../platform/http/received-form.ts'
import { networkPrefix, takeTurn } from '../../../platform/rate-limit.ts'
import { dayOf } from '../../people/model/working-days.ts'
import { exercisePaths } from '../paths.ts'
import { canRunExercises } from '../policy.ts'
import { deskOf, type Place, placeOf } from '../routes/load.ts'
import { addActors, answerByLink, inviteByMail, noteInvitation, writeAnswer } from './commands.ts'
import { actorsFromLines } from './lines.ts'
import { byTerritory, growthOf, isNamed } from './model.ts'
import { ActorPage } from './pages/actor-page.tsx'
import { ActorsPage } from './pages/actors-page.tsx'
import { AnsweredPage, AnswerPage } from './pages/answer-page.tsx'
import { ParticipationPage } from './pages/participation-page.tsx'
import { actorsOf, findActor, invitedByToken, territoryChoices } from './queries.ts'
import { actorForm, answerForm, notedForm, ownAnswerForm } from './schema.ts'

const one = '/:space/ejercicios/:exercise{[^/.]+}'
const base = `${one}/actores`
const uuid = '{[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}}'
const hourly = { name: 'actor-answers', max: 60, windowMs: 3_600_000 }

export function mountActors(app: App): void {
  mountRegister(app)
  mountAnswers(app)
  app.get(`${one}/participacion`, async (c) => {
    const { space, exercise } = await placeOf(c)
    isPublic(c)
    const actors = await actorsOf(c.var.context.db, exercise)
    const growth = growthOf(actors, dayOf(c.var.context.now, exercise.timeZone))
    return c.html(<ParticipationPage {...{ c, space, exercise, actors, growth }} />)
  })
  app.get(`${one}/participacion.json`, async (c) => {
    const { exercise } = await placeOf(c)
    isPublic(c)
    openToAll(c)
    const actors = await actorsOf(c.var.context.db, exercise)
    const growth = growthOf(actors, dayOf(c.var.context.now, exercise.timeZone))
    return c.json({ ...growth, territories: byTerritory(actors) })
  })
}

function mountRegister(app: App): void {
  app.get(`${base}.csv`, async (c) => {
    const { exercise } = await placeOf(c)
    isPublic(c)
    openToAll(c)
    const named = (await actorsOf(c.var.context.db, exercise)).filter(isNamed)
    const rows = named.map(({ name, sector, territory, invitations, answer }) => [
      ...[
        name,
        sector,
        territory?.key ?? '',
        territory?.name ?? '',
        invitations.map(({ way, on }) => `${way} ${on}`).join('; '),
      ],
      ...[answer?.answer ?? '', answer?.on ?? ''],
    ])
    const header = ['name', 'sector', 'territory_key', 'territory', 'invitations', 'answer', 'answered_on']
    c.header('Content-Type', 'text/csv; charset=utf-8')
    return c.body(`\ufeff${stringify([header, ...rows], { record_delimiter: 'windows', escape_formulas: true })}`)
  })
  app.get(base, async (c) => {
    const place = await placeOf(c)
    isPublic(c)
    return c.html(await registerPage(c, place, {}, {}))
  })
  app.post(base, async (c) => {
    const place = await deskOf(c)
    return answerSubmission(c, {
      schema: actorForm,
      act: async (value) => {
        await addActors(c.var.context, place.exercise, [value])
        return exercisePaths.actors(place.exercise)
      },
      again: ({ typed, errors }) => registerPage(c, place, typed, errors),
      refusedAt: '',
    })
  })
  app.post(`${base}/lista`, addMany)
  app.post(`${base}/invitaciones`, async (c) => {
    const { exercise } = await deskOf(c)
    await inviteByMail(c.var.context, exercise, c.var.deps.config.baseUrl)
    return c.redirect(exercisePaths.actors(exercise), 303)
  })
  app.get(`${base}/:id${uuid}`, async (c) => c.html(await actorPage(c, await deskOf(c), {}, {})))
  app.post(`${base}/:id${uuid}/invitacion`, async (c) => {
    const place = await deskOf(c)
    const id = c.req.param('id') ?? ''
    const parsed = parseForm(notedForm, await receivedForm(c), c.var.t)
    if (!parsed.ok) return c.html(await actorPage(c, place, parsed.typed, parsed.errors), 422)
    await noteInvitation(c.var.context, place.exercise, id, parsed.value)
    return c.redirect(exercisePaths.actor(place.exercise, id), 303)
  })
  app.post(`${base}/:id${uuid}/respuesta`, async (c) => {
    const place = await deskOf(c)
    const id = c.req.param('id') ?? ''
    const parsed = parseForm(answerForm, await receivedForm(c), c.var.t)
    if (!parsed.ok) return c.html(await actorPage(c, place, parsed.typed, parsed.errors), 422)
    await writeAnswer(c.var.context, place.exercise, id, parsed.value)
    return c.redirect(exercisePaths.actor(place.exercise, id), 303)
  })
}

/** Answers by link: no account, no session; a link of another exercise or of one that is over is not there. */
function mountAnswers(app: App): void {
  app.get(`${base}/respuesta`, async (c) => {
    const { space, exercise } = await placeOf(c)
    const token = c.req.query('token') ?? ''
    const invited = await invitedByToken(c.var.context.db, exercise.id, token)
    if (!invited) return c.html(<AnsweredPage {...{ c, space, exercise }} answer={null} />, 410)
    return c.html(<AnswerPage {...{ c, space, exercise, invited, token }} errors={{}} />)
  })
  app.post(`${base}/respuesta`, async (c) => {
    const { space, exercise } = await placeOf(c)
    const { context, deps } = c.var
    const turn = await takeTurn(context.db, hourly, networkPrefix(clientAddress(c)), deps.config.secret, context.now)
    if (!turn.allowed) throw new TooManyRequests(turn.retryAfterSeconds)
    const parsed = parseForm(ownAnswerForm, await receivedForm(c), c.var.t)
    const token = parsed.typed.token ?? ''
    const invited = await invitedByToken(context.db, exercise.id, token)
    if (!invited) return c.html(<AnsweredPage {...{ c, space, exercise }} answer={null} />, 410)
    if (!parsed.ok)
      return c.html(<AnswerPage {...{ c, space, exercise, invited, token }} errors={parsed.errors} />, 422)
    await answerByLink(context, exercise, token, parsed.value)
    return c.html(<AnsweredPage {...{ c, space, exercise }} answer={parsed.value.answer} />)
  })
}

/** Many at once, all or none: each wrong line is named. */
async function addMany(c: C): Promise<Response> {
  const { t } = c.var
  const place = await deskOf(c)
  const typed = typedFrom(await receivedForm(c))
  const { actors, faults } = actorsFromLines(typed.lines ?? '', (sector) => t(`exercise.sector.${sector}`))
  const told = faults.slice(0, 20).map(({ line, kind }) => t(`actors.error.line.${kind}`, { line }))
  if (actors.length === 0) told.push(t('error.required'))
  if (faults.length > 0 || actors.length === 0)
    return c.html(await registerPage(c, place, typed, { lines: told.join(' ') }), 422)
  await addActors(c.var.context, place.exercise, actors)
  return c.redirect(exercisePaths.actors(place.exercise), 303)
}

async function registerPage(c: C, { space, exercise }: Place, typed: Typed, errors: FieldErrors) {
  const { db, actor } = c.var.context
  const runs = canRunExercises(actor, space.id) && exercise.origin === 'platform'
  const actors = await actorsOf(db, exercise)
  const territories = runs ? await territoryChoices(db, space.territoryKey) : []
  return <ActorsPage {...{ c, space, exercise, actors, runs, territories, typed, errors }} />
}

async function actorPage(c: C, { space, exercise }: Place, typed: Typed, errors: FieldErrors) {
  const actor = found(await findActor(c.var.context.db, exercise, c.req.param('id') ?? ''))
  const today = dayOf(c.var.context.now, exercise.timeZone)
  return <ActorPage {...{ c, space, exercise, actor, today, typed, errors }} />
}
