import { Hono } from 'hono'
import { Refused } from '../../../platform/errors.ts'
import type { App, C, Env } from '../../../platform/http/env.ts'
import { parseForm } from '../../../platform/http/form.ts'
import { receivedForm } from '../../../platform/http/received-form.ts'
import { commitmentPaths } from '../../commitments/paths.ts'
import type { Plan } from '../../commitments/plan/model.ts'
import type { Wrong } from '../../governance/pages/frame.tsx'
import { loadEditablePlan } from '../routes/plan.tsx'
import { adoptDraft } from './commands.ts'
import { AdoptionPage } from './pages/adoption-page.tsx'
import { candidates } from './queries.ts'
import { adoptionForm } from './schema.ts'

const path = '/:space/planes/:plan/borradores'

export function adoptionRoutes(): App {
  const app: App = new Hono<Env>()
  app.get(path, async (c) => c.html(await page(c, await loadEditablePlan(c), null)))
  app.post(path, async (c) => {
    const plan = await loadEditablePlan(c)
    const parsed = parseForm(adoptionForm, await receivedForm(c), c.var.t)
    const form = parsed.typed.draft ?? ''
    if (!parsed.ok) return c.html(await page(c, plan, { form, ...parsed }), 422)
    const { draft, number } = parsed.value
    try {
      const { baseUrl } = c.var.deps.config
      const key = await adoptDraft(c.var.context, plan, draft, { number, baseUrl })
      return c.redirect(commitmentPaths.edit(plan, key), 303)
    } catch (error) {
      if (!(error instanceof Refused)) throw error
      const errors = { form: c.var.t(error.key, error.values) }
      return c.html(await page(c, plan, { form, typed: parsed.typed, errors }), 409)
    }
  })
  return app
}

async function page(c: C, plan: Plan, wrong: Wrong) {
  return <AdoptionPage c={c} plan={plan} candidates={await candidates(c.var.context.db, plan.space.id)} wrong={wrong} />
}
