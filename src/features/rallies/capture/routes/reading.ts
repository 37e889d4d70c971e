import type { C } from '../../../../platform/http/env.ts'
import { type FieldErrors, parseForm, type Typed } from '../../../../platform/http/form.ts'
import type { Edition } from '../../editions/model.ts'
import { type Comparisons, comparisonFields, type NewCapture, type Position } from '../model.ts'
import { worksOf } from '../queries.ts'
import { announceForm, visitForm } from '../schema.ts'

export type Read =
  | { ok: true; value: NewCapture; team: string; typed: Typed }
  | { ok: false; typed: Typed; errors: FieldErrors }

export async function readAnnouncement(c: C, edition: Edition, form: FormData): Promise<Read> {
  // Boxes that were ticked and keys that were typed are one list.
  form.set(
    'works',
    [...form.getAll('works'), ...form.getAll('more')].filter((one) => typeof one === 'string').join('\n'),
  )
  const parsed = parseForm(announceForm, form, c.var.t)
  if (!parsed.ok) return parsed
  const { works, client_id: clientId, device_at: deviceAt, sent_at: sentAt, team } = parsed.value
  const known = new Set((await worksOf(c.var.context.db, edition.id, works)).map(({ key }) => key))
  const unknown = works.filter((key) => !known.has(key))
  if (unknown.length > 0) {
    const keys = unknown.slice(0, 10).join(', ').slice(0, 300)
    return { ok: false, typed: parsed.typed, errors: { works: c.var.t('capture.error.unknown-works', { keys }) } }
  }
  const value = { clientId, workKeys: works, visit: null, clocks: { deviceAt, sentAt } }
  return { ok: true, value, team, typed: parsed.typed }
}

export async function readVisit(c: C, edition: Edition, form: FormData): Promise<Read> {
  const parsed = parseForm(visitForm, form, c.var.t)
  if (!parsed.ok) return parsed
  const { value: sent, typed } = parsed
  const [known] = await worksOf(c.var.context.db, edition.id, [sent.work])
  if (!known) return { ok: false, typed, errors: { work: c.var.t('capture.error.unknown-work') } }
  if (!edition.visitModes.includes(sent.mode))
    return { ok: false, typed, errors: { mode: c.var.t('capture.error.mode-refused') } }
  const visit = {
    mode: sent.mode,
    finding: sent.finding,
    comparisons: comparisonsOf(sent),
    observedProgress: sent.observed_progress,
    note: sent.note,
    publicUrl: sent.public_url,
    position: positionOf(sent),
  }
  const clocks = { deviceAt: sent.device_at, sentAt: sent.sent_at }
  const value = { clientId: sent.client_id, workKeys: [sent.work], visit, clocks }
  return { ok: true, value, team: sent.team, typed }
}

function comparisonsOf(sent: Record<string, unknown>): Comparisons {
  const answered = Object.keys(comparisonFields).flatMap((field) => (sent[field] ? [[field, String(sent[field])]] : []))
  return Object.fromEntries(answered) as Comparisons
}

type Degrees = { latitude: number | null; longitude: number | null; accuracy: number | null }

function positionOf({ latitude, longitude, accuracy }: Degrees): Position | null {
  if (latitude === null || longitude === null) return null
  return { latitude, longitude, accuracyMeters: accuracy }
}
