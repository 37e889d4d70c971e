import { stringify } from 'csv-stringify/sync'
import { largestAttachmentBytes } from '../../../platform/attachments/read-attachment.ts'
import { allow, found } from '../../../platform/errors.ts'
import { isPublic, openToAll } from '../../../platform/http/app.ts'
import type { App, C } from '../../../platform/http/env.ts'
import { type FieldErrors, parseForm, type Typed } from '../../../platform/http/form.ts'
import { receivedForm } from '../../../platform/http/received-form.ts'
import type { Purposes } from '../../../platform/uploads/routes.ts'
import { loadPlan } from '../../commitments/plan/queries.ts'
import { replaceEvidence, withdrawEvidence } from './commands.ts'
import { type Evidence, evidencePurpose, newest, type Source } from './model.ts'
import { EvidencePage, type EvidenceView } from './pages/evidence-page.tsx'
import { evidencePaths } from './paths.ts'
import { canAddEvidence, canHideEvidence, canWithdrawEvidence } from './policy.ts'
import { linkState, listEvidence } from './queries.ts'
import { receiveForm } from './receiving/commands.ts'
import { replacementSchema, withdrawalSchema } from './schema.ts'
import { mountServing } from './serving.ts'

/** What tracking takes piece by piece. */
export const evidencePurposes: Purposes = { [evidencePurpose]: { maxBytes: largestAttachmentBytes } }

const base = '/:space/planes/:plan/evidencias'
const one = `${base}/:id{[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}}`
export function mountEvidence(app: App): void {
  mountServing(app)
  app.get(`${base}.csv`, async (c) => {
    const plan = await planOf(c)
    isPublic(c)
    openToAll(c)
    const rows = (await listEvidence(c.var.context.db, { planId: plan.id })).flatMap(csvRows)
    c.header('Content-Type', 'text/csv; charset=utf-8')
    return c.body(`﻿${stringify([header, ...rows], { record_delimiter: 'windows', escape_formulas: true })}`)
  })
  app.get(one, async (c) => {
    const view = await viewOf(c)
    isPublic(c)
    return c.html(<EvidencePage c={c} view={view} />)
  })
  app.post(`${one}/cargas`, replace)
  app.post(`${one}/retiro`, withdraw)
}

async function replace(c: C): Promise<Response> {
  const { context, t } = c.var
  const view = await viewOf(c)
  allow(view.may.replace)
  const { form, typed, files, errors } = await receiveForm(c, 1)
  const parsed = parseForm(replacementSchema, form, t)
  const [waiting] = files
  const url = parsed.ok ? parsed.value.url : null
  const faults: FieldErrors = { ...errors, ...(parsed.ok ? {} : parsed.errors) }
  if (parsed.ok && waiting && url) faults.url ??= t('evidence.error.both')
  if (parsed.ok && !waiting && !url) faults.files ??= t('evidence.error.source')
  const shown = { ...view, files }
  if (!parsed.ok || Object.keys(faults).length > 0) return again(c, shown, typed, faults)
  const source: Source = waiting ? { file: waiting.file } : { url: url ?? '' }
  const { reason, date: datedOn } = parsed.value
  await replaceEvidence(context, { evidenceId: view.evidence.id, source, datedOn, reason })
  return c.redirect(evidencePaths.one(view.plan, view.evidence.id), 303)
}

async function withdraw(c: C): Promise<Response> {
  const view = await viewOf(c)
  allow(view.may.withdraw)
  const parsed = parseForm(withdrawalSchema, await receivedForm(c), c.var.t)
  if (!parsed.ok) return again(c, view, parsed.typed, { withdrawal: parsed.errors.reason ?? '' })
  const { reason, hidden: isHidden } = parsed.value
  await withdrawEvidence(c.var.context, { evidenceId: view.evidence.id, reason, isHidden })
  return c.redirect(evidencePaths.one(view.plan, view.evidence.id), 303)
}

async function again(c: C, view: EvidenceView, typed: Typed, errors: FieldErrors): Promise<Response> {
  return c.html(<EvidencePage c={c} view={{ ...view, typed, errors }} />, 422)
}

function planOf(c: C) {
  const { db, actor } = c.var.context
  return loadPlan(db, actor, c.req.param('space') ?? '', c.req.param('plan') ?? '')
}

async function viewOf(c: C): Promise<EvidenceView> {
  const { db, actor } = c.var.context
  const plan = await planOf(c)
  const [evidence] = await listEvidence(db, { id: c.req.param('id') ?? '', planId: plan.id })
  const it = found(evidence)
  const { url } = newest(it)
  const may = {
    replace: canAddEvidence(actor, plan.space.id, it.organization.id),
    withdraw: canWithdrawEvidence(actor, plan.space.id, it.organization.id),
    hide: canHideEvidence(actor, plan.space.id),
  }
  return { plan, evidence: it, link: url ? await linkState(db, url) : null, may, files: [], typed: {}, errors: {} }
}

const header =
  'id,commitment,activity,organization,kind,title,version,sha256,media_type,bytes,url,dated_on,warnings,reason,added_at,withdrawn_at,withdrawal_reason'.split(
    ',',
  )

function csvRows(evidence: Evidence): string[][] {
  const { id, commitment, activity, organization, kind, title, withdrawal } = evidence
  return evidence.versions.map((version) => [
    ...[id, commitment.key, activity.code, organization.name, kind, title, String(version.number)],
    ...[version.sha256 ?? '', version.mediaType ?? '', String(version.bytes ?? ''), version.url ?? ''],
    ...[version.datedOn ?? '', version.warnings.join(' '), version.reason ?? '', version.addedAt.toISOString()],
    ...[withdrawal?.at.toISOString() ?? '', withdrawal?.reason ?? ''],
  ])
}
