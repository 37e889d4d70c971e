import * as z from 'zod'
import { instantOf, isTimeZone } from '../../platform/civil-day.ts'
import { optionalText, requiredText } from '../../platform/http/form.ts'
import { optionalUrl } from '../../platform/http/url-field.ts'
import { refusalOfSlug } from '../spaces/model.ts'
import { demographicKeys, offeredChannels } from './model.ts'

/** Rows of axes that the form shows beyond those that exist. */
export const mostAxes = 20

/** Checkboxes of one name arrive as lines. */
const lines = <Value extends string>(values: readonly Value[]) =>
  z
    .string()
    .default('')
    .transform((text) => text.split('\n').filter(Boolean))
    .pipe(z.array(z.enum(values as readonly [Value, ...Value[]], 'error.choice')))
    .transform((list) => values.filter((value) => list.includes(value)))

const sdgs = z
  .string()
  .default('')
  .transform((text) => text.split(/[\s,;]+/).filter(Boolean))
  .refine((list) => list.every((one) => /^\d{1,2}$/.test(one) && Number(one) >= 1 && Number(one) <= 17), {
    error: 'consultations.error.sdgs',
  })
  .transform((list) => [...new Set(list.map(Number))].sort((a, b) => a - b))

const axis = z.object({ id: z.uuid().nullable(), name: optionalText(200), guidingQuestion: optionalText(500), sdgs })
export type AxisFields = { id: string | null; name: string; guidingQuestion: string | null; sdgs: number[] }

const local = z
  .string()
  .default('')
  .transform((text) => text.trim())

export const consultationForm = z
  .object({
    title: requiredText(200),
    slug: z
      .string()
      .default('')
      .transform((text) => text.trim())
      .refine((slug) => slug === '' || (refusalOfSlug(slug) !== 'space.slug.form' && slug !== 'nueva'), {
        error: 'space.slug.form',
      }),
    summary: optionalText(5000),
    question: requiredText(500),
    channels: lines(offeredChannels),
    opensAt: local,
    closesAt: local,
    timeZone: z.string().default('America/Mexico_City').refine(isTimeZone, 'error.choice'),
    demographics: lines(demographicKeys),
    hasStatements: z
      .string()
      .default('')
      .transform((text) => text !== ''),
    exercise: z.union([z.uuid(), z.literal('')], 'error.choice').default(''),
    sourceTitle: optionalText(300),
    sourceUrl: optionalUrl,
    sourceLicence: optionalText(200),
  })
  .transform((form, context) => {
    const [opensAt, closesAt] = (['opensAt', 'closesAt'] as const).map((field) => {
      const instant = instantOf(form[field], form.timeZone)
      if (instant === null) context.addIssue({ code: 'custom', path: [field], message: 'consultations.error.instant' })
      return instant
    })
    if (opensAt && closesAt && closesAt <= opensAt)
      context.addIssue({ code: 'custom', path: ['closesAt'], message: 'consultations.error.dates-order' })
    if (form.channels.length === 0)
      context.addIssue({ code: 'custom', path: ['channels'], message: 'consultations.error.channels' })
    if (!opensAt || !closesAt) return z.NEVER
    return { ...form, opensAt, closesAt, exercise: form.exercise === '' ? null : form.exercise }
  })

export type ConsultationFields = z.output<typeof consultationForm> & { axes: AxisFields[] }

/** Rows `axes.0.name`… of a form; those without a name are none. A wrong one names its field. */
export function axesFrom(
  typed: Readonly<Record<string, string>>,
): { ok: true; axes: AxisFields[] } | { ok: false; errors: Record<string, string> } {
  const axes: AxisFields[] = []
  const errors: Record<string, string> = {}
  for (let row = 0; row < mostAxes; row += 1) {
    const of = (field: string) => typed[`axes.${row}.${field}`]
    const parsed = axis.safeParse({
      id: of('id') || null,
      name: of('name') ?? '',
      guidingQuestion: of('guidingQuestion') ?? '',
      sdgs: of('sdgs') ?? '',
    })
    if (!parsed.success) {
      for (const { path, message } of parsed.error.issues) errors[`axes.${row}.${String(path[0])}`] ??= message
    } else if (parsed.data.name !== null) axes.push({ ...parsed.data, name: parsed.data.name })
    else if (parsed.data.guidingQuestion !== null) errors[`axes.${row}.name`] = 'consultations.error.axis-name'
  }
  return Object.keys(errors).length === 0 ? { ok: true, axes } : { ok: false, errors }
}

export const changeReason = z.object({ reason: requiredText(1000, 'consultations.error.reason') })
