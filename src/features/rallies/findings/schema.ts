import * as z from 'zod'
import { requiredText } from '../../../platform/http/form.ts'
import { optionalUrl } from '../../../platform/http/url-field.ts'
import { codes, stances } from './model.ts'

const word = z.string().max(200).nullable().catch(null).default(null)

/** From an address: what is not understood counts as not asked. */
export const filtersSchema = z.object({
  tipo: z.enum(codes).nullable().catch(null).default(null),
  estado: word,
  municipio: word,
  institucion: word,
  respuesta: z.enum(['con', 'sin']).nullable().catch(null).default(null),
  pagina: z.coerce.number().int().min(1).max(100_000).catch(1).default(1),
})
export type Filters = z.output<typeof filtersSchema>

export function queryOf(filters: Filters, change: Partial<Filters> = {}): string {
  const all = { ...filters, ...change }
  const query = new URLSearchParams()
  for (const [name, value] of Object.entries(all))
    if (value !== null && value !== '' && !(name === 'pagina' && value === 1)) query.set(name, String(value))
  const text = query.toString()
  return text === '' ? '' : `?${text}`
}

export const answerForm = z.object({
  organization: z.uuid('finding.answer.organization.required'),
  stance: z.enum(stances, 'finding.answer.stance.required'),
  answer: requiredText(4000, 'finding.answer.required'),
  documentUrl: optionalUrl,
})
export type AnswerFields = z.output<typeof answerForm>
