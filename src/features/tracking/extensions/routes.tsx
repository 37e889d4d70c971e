import { allow, found, Refused } from '../../../platform/errors.ts'
import { isPublic, openToAll } from '../../../platform/http/app.ts'
import type { App, C } from '../../../platform/http/env.ts'
import { type FieldErrors, parseForm, type Typed } from '../../../platform/http/form.ts'
import { receivedForm } from '../../../platform/http/received-form.ts'
import { canEditPlan } from '../../commitments/plan/policy.ts'
import { planOf } from '../reports/routes/reading.tsx'
import { loadSpoken, placeOf, type Written } from '../reports/routes/written.ts'
import { askExtension, decideExtension } from './commands.ts'
import { AskPage } from './pages/ask-page.tsx'
import { ExtensionPage, ExtensionsPage, type ExtensionView } from './pages/extension-pages.tsx'
import { extensionTold } from './panel.tsx'
import { extensionPaths } from './paths.ts'
import { askersAmong } from './policy.ts'
import { extensionsOf, findExtension } from './queries.ts'
import { askForm, extensionDecisionForm } from './schema.ts'

const plans = '/:space/planes/:plan'
const ask = `${plans}/compromisos/:key/actividades/:code/prorroga`
const one = `${plans}/prorrogas/:folio{[Pp][Rr][Oo]-[0-9A-Za-z]{4}-[0-9A-Za-z]{4}}`

/** More time: asked for by who answers for the date, decided by the plan's body, read by everybody. */
export function mountExtensions(app: App): void {
  app.get(ask, async (c) => c.html(<AskPage c={c} written={await loadAsking(c)} typed={{}} errors={{}} />))

  app.post(ask, async (c) => {
    const written = await loadAsking(c)
    const parsed = parseForm(askForm, await receivedForm(c), c.var.t)
    const again = (errors: FieldErrors, status: 409 | 422) =>
      c.html(<AskPage c={c} written={written} typed={parsed.typed} errors={errors} />, status)
    if (!parsed.ok) return again(parsed.errors, 422)
    try {
      const folio = await askExtension(c.var.context, placeOf(written), parsed.value)
      return c.redirect(`${extensionPaths.one(written.plan, folio)}?recibo=1`, 303)
    } catch (error) {
      if (!(error instanceof Refused)) throw error
      const field = error.key === 'extension.refused.not-later' ? 'wantedOn' : ''
      return again({ [field]: c.var.t(error.key, error.values) }, 409)
    }
  })

  app.get(`${plans}/prorrogas`, async (c) => {
    const plan = await planOf(c)
    isPublic(c)
    return c.html(<ExtensionsPage c={c} plan={plan} list={await extensionsOf(c.var.context.db, plan.id)} />)
  })
  app.get(`${plans}/prorrogas.json`, async (c) => {
    const plan = await planOf(c)
    isPublic(c)
    openToAll(c)
    const list = await extensionsOf(c.var.context.db, plan.id)
    return c.json({
      space: plan.space.slug,
      plan: plan.slug,
      extensions: list.map((each) => extensionTold(plan, each)),
    })
  })
  app.get(one, async (c) => c.html(<ExtensionPage c={c} view={await load(c)} typed={{}} errors={{}} />))

  app.post(`${one}/decision`, async (c) => {
    const view = await load(c)
    allow(view.mayDecide)
    const parsed = parseForm(extensionDecisionForm, await receivedForm(c), c.var.t)
    if (!parsed.ok) return again(c, view, parsed.typed, parsed.errors, 422)
    try {
      await decideExtension(c.var.context, view, parsed.value)
    } catch (error) {
      if (!(error instanceof Refused)) throw error
      const field = error.key === 'extension.refused.not-later' ? 'grantedUntil' : ''
      return again(c, view, parsed.typed, { [field]: c.var.t(error.key, error.values) }, 409)
    }
    return c.redirect(extensionPaths.one(view.plan, view.extension.folio), 303)
  })
}

function again(c: C, view: ExtensionView, typed: Typed, errors: FieldErrors, status: 409 | 422) {
  return c.html(<ExtensionPage c={c} view={view} typed={typed} errors={errors} />, status)
}

async function loadAsking(c: C): Promise<Written> {
  const written = await loadSpoken(c)
  const speakers = askersAmong(written.speakers)
  allow(speakers.length > 0)
  return { ...written, speakers }
}

async function load(c: C): Promise<ExtensionView> {
  const plan = await planOf(c)
  const { db, actor } = c.var.context
  const extension = found(await findExtension(db, plan.id, found(c.req.param('folio'))))
  const isReceipt = c.req.query('recibo') === '1' && actor !== null && actor.id === extension.askedBy
  return { plan, extension, mayDecide: canEditPlan(actor, plan.space.id), isReceipt }
}
