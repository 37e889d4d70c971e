import { Hono } from 'hono'
import { answerSubmission, type Wrong } from '../../../platform/http/answer-submission.ts'
import type { App, C, Env } from '../../../platform/http/env.ts'
import { receivedForm } from '../../../platform/http/received-form.ts'
import { commitmentPaths } from '../../commitments/paths.ts'
import type { Plan } from '../../commitments/plan/model.ts'
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
    const form = await receivedForm(c)
    return answerSubmission(c, {
      form: String(form.get('draft') ?? ''),
      schema: adoptionForm,
      act: async ({ draft, number }) => {
        const { baseUrl } = c.var.deps.config
        return commitmentPaths.edit(plan, await adoptDraft(c.var.context, plan, draft, { number, baseUrl }))
      },
      again: (wrong) => page(c, plan, wrong),
    })
  })
  return app
}

async function page(c: C, plan: Plan, wrong: Wrong) {
  return <AdoptionPage c={c} plan={plan} candidates={await candidates(c.var.context.db, plan.space.id)} wrong={wrong} />
}
