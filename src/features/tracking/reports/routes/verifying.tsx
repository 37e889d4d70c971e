import { allow, Refused } from '../../../../platform/errors.ts'
import type { App } from '../../../../platform/http/env.ts'
import { parseForm } from '../../../../platform/http/form.ts'
import { receivedForm } from '../../../../platform/http/received-form.ts'
import { QueuePage, VerifyPage } from '../pages/verification-pages.tsx'
import { reportPaths } from '../paths.ts'
import { canVerify } from '../policy.ts'
import { verdictForm } from '../schema.ts'
import { verifyActivity } from '../verification/commands.ts'
import { planOf, rowsOf } from './reading.tsx'
import { loadActivity, placeOf } from './written.ts'

const plans = '/:space/planes/:plan'
const one = `${plans}/compromisos/:key/actividades/:code/verificar`

/** The evaluators' queue, and a verdict on one activity. */
export function mountVerifying(app: App): void {
  app.get(`${plans}/verificaciones`, async (c) => {
    const plan = await planOf(c)
    allow(canVerify(c.var.context.actor, plan.space.id))
    const rows = await rowsOf(c, plan, 'evaluators')
    const waiting = rows.filter(({ isPaused }) => !isPaused)
    return c.html(<QueuePage c={c} plan={plan} rows={waiting} />)
  })

  app.get(one, async (c) => {
    const written = await loadActivity(c)
    allow(canVerify(c.var.context.actor, written.plan.space.id))
    return c.html(<VerifyPage c={c} written={written} typed={{}} errors={{}} />)
  })

  app.post(one, async (c) => {
    const written = await loadActivity(c)
    allow(canVerify(c.var.context.actor, written.plan.space.id))
    const parsed = parseForm(verdictForm, await receivedForm(c), c.var.t)
    if (!parsed.ok)
      return c.html(<VerifyPage c={c} written={written} typed={parsed.typed} errors={parsed.errors} />, 422)
    try {
      await verifyActivity(c.var.context, placeOf(written), parsed.value)
    } catch (error) {
      if (!(error instanceof Refused)) throw error
      const errors = { '': c.var.t(error.key, error.values) }
      return c.html(<VerifyPage c={c} written={written} typed={parsed.typed} errors={errors} />, 409)
    }
    return c.redirect(reportPaths.voices(written.plan, written.document.key, written.activity.code), 303)
  })
}
