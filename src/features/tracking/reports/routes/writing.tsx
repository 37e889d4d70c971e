import { dayIn } from '../../../../platform/civil-day.ts'
import { Refused } from '../../../../platform/errors.ts'
import type { App, C } from '../../../../platform/http/env.ts'
import { type FieldErrors, parseForm, type Typed, typedFrom } from '../../../../platform/http/form.ts'
import { receivedForm } from '../../../../platform/http/received-form.ts'
import { waitingUploads } from '../../../../platform/uploads/commands.ts'
import { lookInto, type ReceivedFiles, receiveForm, type WaitingFile } from '../../evidence/receiving/commands.ts'
import { filesMost, isFileField, keptFields, keptLines } from '../../evidence/schema.ts'
import { fileReport, refuseFrozen, saveDraft } from '../commands.ts'
import { claims, claimsFrom, periodOffered } from '../model.ts'
import { ReportFormPage } from '../pages/report-form-page.tsx'
import { ReportSummaryPage } from '../pages/report-summary-page.tsx'
import { reportPaths } from '../paths.ts'
import { findDraft, folioOfSent } from '../queries.ts'
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
  'kept',
] as const

/** Writing a report: the form, its draft, its summary, its sending. */
export function mountWriting(app: App): void {
  app.get(path, async (c) => {
    const written = await loadSpoken(c)
    refuseFrozen(written.plan, written.commitmentId)
    const { db, actor } = c.var.context
    const draft = actor ? await findDraft(db, actor.id, written.activity.id) : null
    const { typed, files, errors } = await draftShown(c, draft?.fields ?? offeredFields(c, written))
    return c.html(
      <ReportFormPage c={c} {...formOf(written)} {...{ typed, files, errors }} savedAt={draft?.savedAt ?? null} />,
    )
  })
  // Where the form with files is sent to; who opens it again means the form.
  app.get(`${path}/cargas`, async (c) => {
    const { plan, document, activity } = await loadSpoken(c)
    return c.redirect(reportPaths.write(plan, document.key, activity.code), 303)
  })

  app.post(`${path}/cargas`, async (c) => {
    const written = await loadSpoken(c)
    const received = await receiveForm(c, filesMost)
    return (await sentBefore(c, written, received.typed)) ?? act(c, written, received)
  })
  app.post(path, async (c) => {
    const written = await loadSpoken(c)
    const form = await receivedForm(c)
    const typed = typedFrom(form)
    const sent = await sentBefore(c, written, typed)
    return sent ?? act(c, written, { form, ...(await lookInto(c, typed, filesMost)) })
  })
}

/** Files of a sent form are taken: what came already is answered before they are asked for. */
async function sentBefore(c: C, { plan, activity }: Written, typed: Typed): Promise<Response | null> {
  const { db, actor } = c.var.context
  if (typed.intent !== 'send' || !actor) return null
  const folio = await folioOfSent(db, typed.clientId ?? '', activity.id, actor.id)
  return folio ? c.redirect(`${reportPaths.report(plan, folio)}?recibo=1`, 303) : null
}

async function act(c: C, written: Written, received: ReceivedFiles & { form: FormData }): Promise<Response> {
  const { form, typed, files } = received
  const again = (errors: FieldErrors, status: 200 | 409 | 422) =>
    c.html(<ReportFormPage c={c} {...formOf(written)} {...{ typed, files, errors }} savedAt={null} />, status)
  const { intent } = typed
  if (intent === 'save' || intent === 'correct') await keep(c, written, typed, files)
  const isWrong = Object.keys(received.errors).length > 0
  if (intent === 'attach' || ((intent === 'save' || intent === 'correct') && isWrong))
    return again(received.errors, isWrong ? 422 : 200)
  if (intent === 'save' || intent === 'correct')
    return c.redirect(reportPaths.write(written.plan, written.document.key, written.activity.code), 303)
  const parsed = parseForm(reportForm, form, c.var.t)
  if (!parsed.ok || isWrong) return again({ ...received.errors, ...(parsed.ok ? {} : parsed.errors) }, 422)
  if (intent !== 'send')
    return c.html(<ReportSummaryPage c={c} written={written} form={parsed.value} typed={typed} files={files} />)
  try {
    const folio = await fileReport(c.var.context, placeOf(written), parsed.value, files)
    return c.redirect(`${reportPaths.report(written.plan, folio)}?recibo=1`, 303)
  } catch (error) {
    if (error instanceof Refused) return again({ [fieldOf(error)]: c.var.t(error.key, error.values) }, 409)
    throw error
  }
}

const fields: Readonly<Record<string, string>> = {
  'tracking.refused.too-far': 'state',
  'tracking.refused.reason-missing': 'reason',
  'tracking.refused.evidence-missing': 'files',
  'evidence.upload-gone': 'files',
}

function fieldOf({ key }: Refused): string {
  return fields[key] ?? ''
}

async function keep(c: C, written: Written, typed: Typed, files: readonly WaitingFile[]): Promise<void> {
  const names = [...kept, ...Object.keys(typed).filter(isFileField)]
  const draft = Object.fromEntries(names.map((name) => [name, (typed[name] ?? '').slice(0, 8000)]))
  const ids = files.map(({ id }) => id)
  await saveDraft(c.var.context, placeOf(written), draft, ids)
}

/** A draft names files that may be gone by now: the form says which. */
async function draftShown(c: C, typed: Typed) {
  const { db, actor } = c.var.context
  const fields = keptFields(typed)
  const sizes = await waitingUploads(
    db,
    fields.map(({ id }) => id),
    actor?.id ?? '',
  )
  const files = fields.flatMap((field) => {
    const bytes = sizes.get(field.id)
    return bytes === undefined ? [] : [{ ...field, bytes }]
  })
  const gone = fields.filter(({ id }) => !sizes.has(id)).map(({ fileName }) => fileName)
  const errors: FieldErrors =
    gone.length === 0 ? {} : { files: c.var.t('evidence.error.gone', { names: gone.join(', ') }) }
  return { typed: { ...typed, kept: keptLines(files) }, files, errors }
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
