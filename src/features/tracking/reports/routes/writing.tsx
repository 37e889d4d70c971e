import { dayIn } from '../../../../platform/civil-day.ts'
import { Refused } from '../../../../platform/errors.ts'
import type { App, C } from '../../../../platform/http/env.ts'
import { type FieldErrors, parseForm, type Typed, typedFrom } from '../../../../platform/http/form.ts'
import { receivedForm } from '../../../../platform/http/received-form.ts'
import { fileReport, refuseFrozen, saveDraft } from '../commands.ts'
import { claims, claimsFrom, periodOffered } from '../model.ts'
import { ReportFormPage } from '../pages/report-form-page.tsx'
import { ReportSummaryPage } from '../pages/report-summary-page.tsx'
import { reportPaths } from '../paths.ts'
import { findDraft } from '../queries.ts'
import { reportForm } from '../schema.ts'
import { loadSpoken, placeOf, type Written } from './written.ts'

const path = '/:space/planes/:plan/compromisos/:key/actividades/:code/reportar'
const kept = [
  'clientId',
  'organization',
  'from',
  'to',
  'state',
  'body',
  'share',
  'products',
  'links',
  'reason',
] as const

/** Writing a report: the form, its draft, its summary, its sending. */
export function mountWriting(app: App): void {
  app.get(path, async (c) => {
    const written = await loadSpoken(c)
    refuseFrozen(written.plan, written.commitmentId)
    const { db, actor } = c.var.context
    const draft = actor ? await findDraft(db, actor.id, written.activity.id) : null
    const typed = draft?.fields ?? offeredFields(c, written)
    return c.html(
      <ReportFormPage c={c} {...formOf(written)} typed={typed} errors={{}} savedAt={draft?.savedAt ?? null} />,
    )
  })

  app.post(path, async (c) => {
    const written = await loadSpoken(c)
    const form = await receivedForm(c)
    const typed = typedFrom(form)
    if (typed.intent === 'save' || typed.intent === 'correct') return keep(c, written, typed)
    const parsed = parseForm(reportForm, form, c.var.t)
    const again = (errors: FieldErrors, status: 409 | 422) =>
      c.html(<ReportFormPage c={c} {...formOf(written)} typed={typed} errors={errors} savedAt={null} />, status)
    if (!parsed.ok) return again(parsed.errors, 422)
    if (typed.intent !== 'send')
      return c.html(<ReportSummaryPage c={c} written={written} form={parsed.value} typed={typed} />)
    try {
      const folio = await fileReport(c.var.context, placeOf(written), parsed.value)
      return c.redirect(`${reportPaths.report(written.plan, folio)}?recibo=1`, 303)
    } catch (error) {
      if (error instanceof Refused) return again({ [fieldOf(error)]: c.var.t(error.key, error.values) }, 409)
      throw error
    }
  })
}

const fields: Readonly<Record<string, string>> = {
  'tracking.refused.too-far': 'state',
  'tracking.refused.reason-missing': 'reason',
  'tracking.refused.evidence-missing': 'links',
}

function fieldOf({ key }: Refused): string {
  return fields[key] ?? ''
}

async function keep(c: C, written: Written, typed: Typed): Promise<Response> {
  const draft = Object.fromEntries(kept.map((name) => [name, (typed[name] ?? '').slice(0, 8000)]))
  await saveDraft(c.var.context, placeOf(written), draft)
  return c.redirect(reportPaths.write(written.plan, written.document.key, written.activity.code), 303)
}

function formOf(written: Written) {
  const leads = written.speakers.some(({ side, part }) => side === 'institution' || part === 'lead')
  return { written, offered: leads ? claimsFrom(written.activity.state) : claims }
}

function offeredFields(c: C, { plan, activity, speakers }: Written): Typed {
  const own = activity.reports.findLast(({ organizationId }) => organizationId === speakers[0]?.organizationId)
  const period = periodOffered(activity, own ?? null, dayIn(plan.timeZone, c.var.context.now))
  return { clientId: crypto.randomUUID(), ...period }
}
