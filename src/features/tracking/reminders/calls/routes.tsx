import { dayIn } from '../../../../platform/civil-day.ts'
import { allow, Refused } from '../../../../platform/errors.ts'
import type { App, C } from '../../../../platform/http/env.ts'
import { type FieldErrors, isDate, parseForm, type Typed } from '../../../../platform/http/form.ts'
import { receivedForm } from '../../../../platform/http/received-form.ts'
import type { Plan } from '../../../commitments/plan/model.ts'
import { canEditPlan } from '../../../commitments/plan/policy.ts'
import { planOf } from '../../reports/routes/reading.tsx'
import { callSilent } from './commands.ts'
import { SilentPage } from './pages/silent-page.tsx'
import { callPaths } from './paths.ts'
import { callsOf, silentInstitutions } from './queries.ts'
import { callForm } from './schema.ts'

const path = '/:space/planes/:plan/sin-reporte'
const usualDays = 30

/** Who has not reported, for the facilitator; and one letter to all of them. */
export function mountCalls(app: App): void {
  app.get(path, async (c) => {
    const plan = await loadPlan(c)
    const asked = c.req.query('desde') ?? ''
    const since = isDate(asked) ? asked : usualSince(c, plan)
    return show(c, plan, since, { clientId: crypto.randomUUID() }, {}, 200)
  })

  app.post(path, async (c) => {
    const plan = await loadPlan(c)
    const parsed = parseForm(callForm, await receivedForm(c), c.var.t)
    const { typed } = parsed
    const since = isDate(typed.since ?? '') ? (typed.since ?? '') : usualSince(c, plan)
    if (!parsed.ok) return show(c, plan, since, typed, parsed.errors, 422)
    const { config } = c.var.deps
    try {
      await callSilent(c.var.context, { secret: config.secret, baseUrl: config.baseUrl }, plan, parsed.value)
    } catch (error) {
      if (!(error instanceof Refused)) throw error
      return show(c, plan, since, typed, { '': c.var.t(error.key, error.values) }, 409)
    }
    return c.redirect(`${callPaths.silent(plan)}?desde=${since}&enviado=${parsed.value.clientId}`, 303)
  })
}

async function loadPlan(c: C): Promise<Plan> {
  const plan = await planOf(c)
  allow(canEditPlan(c.var.context.actor, plan.space.id))
  return plan
}

function usualSince(c: C, plan: Plan): string {
  return dayIn(plan.timeZone, new Date(c.var.context.now.getTime() - usualDays * 86_400_000))
}

async function show(c: C, plan: Plan, since: string, typed: Typed, errors: FieldErrors, status: 200 | 409 | 422) {
  const { db, now } = c.var.context
  const silent = await silentInstitutions(db, { planId: plan.id, timeZone: plan.timeZone, since, now })
  const calls = await callsOf(db, plan.id)
  const sent = calls.find(({ id }) => id === c.req.query('enviado')) ?? null
  return c.html(<SilentPage c={c} view={{ plan, since, silent, calls, sent }} typed={typed} errors={errors} />, status)
}
