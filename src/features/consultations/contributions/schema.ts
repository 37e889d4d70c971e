import * as z from 'zod'
import { optionalText, requiredText } from '../../../platform/http/form.ts'
import { channels } from '../model.ts'
import { contributionLanguages, longestBody, orders } from './model.ts'

const optionalId = z
  .union([z.uuid(), z.literal('')], 'error.choice')
  .default('')
  .transform((id) => (id === '' ? null : id))

export const contributionForm = z.object({
  clientId: z.uuid('error.form'),
  axis: optionalId,
  title: optionalText(200),
  body: requiredText(longestBody, 'consultations.error.body'),
  signature: optionalText(120),
  language: z.enum(contributionLanguages, 'error.choice').default('es'),
  territory: optionalText(20),
})
export type ContributionForm = z.output<typeof contributionForm>

export const commentForm = z.object({
  body: requiredText(2000, 'consultations.error.comment'),
  signature: optionalText(120),
})
export type CommentForm = z.output<typeof commentForm>

export const decisionForm = z.object({
  decision: z.enum(['hidden', 'shown'], 'error.choice'),
  reason: requiredText(1000, 'consultations.error.reason'),
})

const word = (max: number) =>
  z
    .string()
    .trim()
    .max(max)
    .transform((text) => (text === '' ? null : text))
    .nullable()
    .catch(null)
    .default(null)

/** What the address of a list says; what is not understood counts as not asked. */
export const filtersSchema = z.object({
  q: word(200),
  eje: z.uuid().nullable().catch(null).default(null),
  canal: z.enum(channels).nullable().catch(null).default(null),
  territorio: word(20),
  orden: z.enum(orders).catch('nuevas').default('nuevas'),
  pagina: z.coerce.number().int().min(1).max(100_000).catch(1).default(1),
})
export type ContributionFilters = z.output<typeof filtersSchema>

export const noFilters: ContributionFilters = filtersSchema.parse({})

/** The query of an address with some of its words changed; what is usual is left out. */
export function queryOf(filters: ContributionFilters, changed: Partial<ContributionFilters> = {}): string {
  const query = new URLSearchParams()
  for (const [name, value] of Object.entries({ ...filters, ...changed })) {
    const isUsual = value === null || (name === 'pagina' && value === 1) || (name === 'orden' && value === 'nuevas')
    if (!isUsual) query.set(name, String(value))
  }
  const text = query.toString()
  return text === '' ? '' : `?${text}`
}

export function isFiltered({ q, eje, canal, territorio }: ContributionFilters): boolean {
  return [q, eje, canal, territorio].some((value) => value !== null)
}
