import { allow, found, Refused } from '../../../platform/errors.ts'
import { clientAddress } from '../../../platform/http/client-address.ts'
import type { App, C } from '../../../platform/http/env.ts'
import { type FieldErrors, parseForm, type Typed, typedFrom } from '../../../platform/http/form.ts'
import { receivedForm } from '../../../platform/http/received-form.ts'
import { networkPrefix } from '../../../platform/rate-limit.ts'
import { limit } from '../../people/commands/signing-in.ts'
import { speakersOf } from '../reports/policy.ts'
import { answerableFor } from '../reports/queries.ts'
import { planOf } from '../reports/routes/reading.tsx'
import { loadActivity, placeOf } from '../reports/routes/written.ts'
import { answerContestation, contest, decideContestation } from './commands.ts'
import { ContestPage } from './pages/contest-page.tsx'
import { ContestationPage, ContestationsPage, type ContestationView } from './pages/contestation-pages.tsx'
import { contestationPaths } from './paths.ts'
import { canModerate } from './policy.ts'
import { contestationsOf, findContestation } from './queries.ts'
import { contestAnswerForm, contestForm, decisionForm } from './schema.ts'

const plans = '/:space/planes/:plan'
const write = `${plans}/compromisos/:key/actividades/:code/impugnar`
const one = `${plans}/impugnaciones/:folio{[Ii][Mm][Pp]-[0-9A-Za-z]{4}-[0-9A-Za-z]{4}}`
const perNetwork = { name: 'contestation', max: 10, windowMs: 3_600_000 }

/** Anybody says that a state is not true; a moderator decides in public; the institution answers against a clock. */
export function mountContestations(app: App): void {
  app.get(write, async (c) => c.html(<ContestPage c={c} written={await loadActivity(c)} typed={{}} errors={{}} />))

  app.post(write, async (c) => {
    const written = await loadActivity(c)
    const parsed = parseForm(contestForm, await receivedForm(c), c.var.t)
    if (!parsed.ok)
      return c.html(<ContestPage c={c} written={written} typed={parsed.typed} errors={parsed.errors} />, 422)
    const { deps, context } = c.var
    if (parsed.value.website !== '') return c.redirect(contestationPaths.list(written.plan), 303)
    await limit(context.db, deps.auth, context.now, perNetwork, networkPrefix(clientAddress(c)))
    const place = { ...placeOf(written), activity: written.activity }
    const folio = await contest(context, place, parsed.value)
    return c.redirect(`${contestationPaths.one(written.plan, folio)}?recibo=1`, 303)
  })

  app.get(`${plans}/impugnaciones`, async (c) => {
    const plan = await planOf(c)
    const { db, actor } = c.var.context
    const list = await contestationsOf(db, plan.id, !canModerate(actor, plan.space.id))
    return c.html(<ContestationsPage c={c} plan={plan} list={list} />)
  })

  app.get(one, async (c) => c.html(<ContestationPage c={c} view={await load(c)} />))

  app.post(`${one}/decision`, async (c) => {
    const view = await load(c)
    allow(canModerate(c.var.context.actor, view.plan.space.id))
    const parsed = parseForm(decisionForm, await receivedForm(c), c.var.t)
    if (!parsed.ok) return again(c, view, parsed.typed, parsed.errors)
    return acted(c, view, parsed.typed, () => decideContestation(c.var.context, c.var.deps.auth, view, parsed.value))
  })

  app.post(`${one}/respuesta`, async (c) => {
    const view = await load(c)
    allow(view.speakers.length > 0)
    const form = await receivedForm(c)
    const parsed = parseForm(contestAnswerForm, form, c.var.t)
    if (!parsed.ok) return again(c, view, parsed.typed, parsed.errors)
    return acted(c, view, typedFrom(form), () => answerContestation(c.var.context, c.var.deps.auth, view, parsed.value))
  })
}

function again(c: C, view: ContestationView, typed: Typed, errors: FieldErrors, status: 409 | 422 = 422) {
  return c.html(<ContestationPage c={c} view={view} typed={typed} errors={errors} />, status)
}

async function acted(c: C, view: ContestationView, typed: Typed, act: () => Promise<void>) {
  try {
    await act()
  } catch (error) {
    if (!(error instanceof Refused)) throw error
    return again(c, view, typed, { '': c.var.t(error.key, error.values) }, 409)
  }
  return c.redirect(contestationPaths.one(view.plan, view.contestation.folio), 303)
}

async function load(c: C): Promise<ContestationView> {
  const plan = await planOf(c)
  const { db, actor } = c.var.context
  const contestation = found(await findContestation(db, plan.id, found(c.req.param('folio'))))
  const speakers = speakersOf(actor, plan.space.id, await answerableFor(db, contestation.commitmentId))
  const mayDecide = canModerate(actor, plan.space.id)
  return { plan, contestation, speakers, mayDecide, isReceipt: c.req.query('recibo') === '1' }
}
