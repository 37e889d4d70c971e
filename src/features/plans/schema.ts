import * as z from 'zod'
import { dateText, optionalDate, optionalText, requiredText } from '../../platform/http/form.ts'
import { optionalUrl, requiredUrl } from '../../platform/http/url-field.ts'
import { planKinds } from '../commitments/plan/model.ts'
import { refusalOfSlug } from '../spaces/model.ts'
import { documentKinds, pauseKinds } from './model.ts'

const days = (usual: number) =>
  z
    .string()
    .default(String(usual))
    .transform((text) => Number(text.trim() === '' ? usual : text.trim()))
    .refine((count) => Number.isInteger(count) && count >= 1 && count <= 3650, 'plan.error.days')

const planFields = z.object({
  title: requiredText(300),
  kind: z.enum(planKinds, 'error.choice'),
  number: optionalText(40),
  summary: optionalText(20_000),
  startsOn: optionalDate,
  endsOn: optionalDate,
  legalBasis: optionalText(5000),
  ogpActionPlanId: optionalText(40),
  language: z.enum(['es', 'en'], 'error.choice').default('es'),
  origin: z.enum(['platform', 'public-record'], 'error.choice').default('platform'),
  sourceTitle: optionalText(500),
  sourceUrl: optionalUrl,
  sourceAccessedOn: optionalDate,
  silenceDays: days(90),
  dueSoonDays: days(30),
})

export type PlanFields = z.output<typeof planFields>

function refine<Schema extends typeof planFields>(schema: Schema): Schema {
  return schema
    .refine(({ startsOn, endsOn }) => !startsOn || !endsOn || endsOn > startsOn, {
      path: ['endsOn'],
      error: 'plan.error.dates-order',
    })
    .refine(({ origin, sourceTitle }) => origin !== 'public-record' || sourceTitle !== null, {
      path: ['sourceTitle'],
      error: 'plan.error.source-missing',
    }) as Schema
}

export const planForm = refine(planFields)

/** The plan's own part of the address; empty: made from the title. */
export const slugField = z
  .string()
  .default('')
  .transform((text) => text.trim())
  // 'nuevo' stands where a plan's address would; the platform's own words are only reserved for spaces.
  .refine((slug) => slug === '' || (refusalOfSlug(slug) !== 'space.slug.form' && slug !== 'nuevo'), 'space.slug.form')

const reason = z
  .string('commitment.change.reason-short')
  .trim()
  .min(10, 'commitment.change.reason-short')
  .max(2000, 'error.too-long')

/** Asked beside the plan's form once it is published. */
export const reasonForm = z.object({ reason })

export const documentForm = z.object({
  title: requiredText(300),
  kind: z.enum(documentKinds, 'error.choice'),
  url: requiredUrl,
  datedOn: optionalDate,
  language: optionalText(40),
  note: optionalText(1000),
})

const publicationFields = { approvedOn: optionalDate, approvalUrl: optionalUrl, launchedOn: optionalDate }

/** a plan made here says who approved it. */
export const publicationForm = z.object({ approvedBy: requiredText(300), ...publicationFields })
export const recordPublicationForm = z.object({ approvedBy: optionalText(300), ...publicationFields })
export type PublicationFields = z.output<typeof recordPublicationForm>

export const pauseForm = z.object({
  /** The key of a commitment; empty: the whole plan. */
  what: z
    .string()
    .default('')
    .transform((text) => (text === '' ? null : text)),
  kind: z.enum(pauseKinds, 'error.choice'),
  since: dateText,
  party: requiredText(300),
  reason,
  sourceUrl: optionalUrl,
})
export type PauseFields = z.output<typeof pauseForm>

export const pauseEndingForm = z.object({ endedOn: dateText, reason })
