import type { Context } from '../../../../platform/context.ts'
import { allow, Refused, TooManyRequests } from '../../../../platform/errors.ts'
import { type T, translator } from '../../../../platform/i18n.ts'
import { queueMail } from '../../../../platform/mail/queue.ts'
import { takeTurn } from '../../../../platform/rate-limit.ts'
import { record } from '../../../../platform/record.ts'
import { formatDate } from '../../../../ui/format.ts'
import type { Plan } from '../../../commitments/plan/model.ts'
import { canEditPlan } from '../../../commitments/plan/policy.ts'
import { letter } from '../../../people/emails.tsx'
import { reportPaths } from '../../reports/paths.ts'
import { liaisonsToCall, type SilentInstitution, silentInstitutions } from './queries.ts'
import type { CallForm } from './schema.ts'

/** Several a day are an insistence, not a reminder. */
const daily = { name: 'report-call', max: 3, windowMs: 86_400_000 }

/**
 * Writes to the liaisons of all who have not reported since a day: one letter a person, whatever the number of her institutions.
 * The call, its letters and its event are one transaction under the form's own id: pressed twice, it is one.
 */
export async function callSilent(
  context: Context,
  settings: { secret: string; baseUrl: string },
  plan: Plan,
  form: CallForm,
): Promise<void> {
  allow(canEditPlan(context.actor, plan.space.id))
  if (plan.publication === null) throw new Refused('tracking.refused.draft')
  const { actor, db, now } = context
  if (await wasCalled(context, plan.id, form.clientId)) return
  const turn = await takeTurn(db, daily, plan.id, settings.secret, now)
  if (!turn.allowed) throw new TooManyRequests(turn.retryAfterSeconds)
  await db.transaction().execute(async (tx) => {
    const asked = { planId: plan.id, timeZone: plan.timeZone, since: form.since, now }
    const silent = new Map((await silentInstitutions(tx, asked)).map((one) => [one.organizationId, one]))
    const liaisons = await liaisonsToCall(tx, plan.id, [...silent.keys()], now)
    const people = Map.groupBy(liaisons, ({ personId }) => personId)
    if (people.size === 0) throw new Refused('calls.refused.nobody')
    const counts = { institutions: silent.size, letters: people.size }
    const made = await tx
      .insertInto('report_calls')
      .values({
        ...{ id: form.clientId, plan_id: plan.id, since: form.since, body: form.body, ...counts },
        ...{ called_by: actor?.id ?? null, called_at: now },
      })
      .onConflict((conflict) => conflict.doNothing())
      .returning('id')
      .executeTakeFirst()
    if (!made) return
    for (const own of people.values()) {
      const [first] = own
      if (!first) continue
      const institutions = own.flatMap(({ organizationId }) => silent.get(organizationId) ?? [])
      const words = lettersOf(settings.baseUrl, plan, form, institutions, first.language)
      await queueMail(tx, { ...words, recipient: first.email, purpose: 'report-call' }, now)
    }
    const subject = { type: 'plan', id: plan.id }
    const details = { call: form.clientId, since: form.since, ...counts }
    await record(tx, context, { type: 'plan.called-to-report', spaceId: plan.space.id, subject, details })
  })
}

async function wasCalled({ db }: Context, planId: string, id: string): Promise<boolean> {
  const row = await db.selectFrom('report_calls').select('plan_id').where('id', '=', id).executeTakeFirst()
  if (row && row.plan_id !== planId) throw new Refused('tracking.refused.again')
  return row !== undefined
}

function lettersOf(
  baseUrl: string,
  plan: Plan,
  form: CallForm,
  silent: readonly SilentInstitution[],
  language: string,
) {
  const locale = language === 'en' ? 'en' : 'es'
  const t: T = translator(locale)
  const since = formatDate(form.since, locale)
  return letter(t, {
    subject: t('calls.mail.subject', { plan: plan.title }),
    paragraphs: [
      ...silent.map(({ name, open, late }) => t('calls.mail.text', { name, open, late, since })),
      ...form.body.split(/\n{2,}/),
    ],
    action: { label: t('calls.mail.action'), url: `${baseUrl}${reportPaths.desk(plan)}` },
    closing: t('calls.mail.closing', { plan: plan.title }),
  })
}
