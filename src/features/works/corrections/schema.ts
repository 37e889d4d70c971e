import * as z from 'zod'
import { requiredText } from '../../../platform/http/form.ts'
import { optionalUrl } from '../../../platform/http/url-field.ts'

export const correctionFields = ['place', 'municipality', 'name', 'kind', 'progress', 'status', 'other'] as const
/** What a rally says of a whole work that the data do not have. */
export const missingField = 'missing'

export type CorrectionField = (typeof correctionFields)[number]

export const correctionForm = z.object({
  field: z.enum(correctionFields, 'error.choice'),
  shouldBe: requiredText(500),
  reason: requiredText(2000),
  sourceUrl: optionalUrl,
})

export const outcomes = ['accepted', 'rejected', 'sent'] as const

export const answerForm = z.object({
  outcome: z.enum(outcomes, 'error.choice'),
  reason: requiredText(2000),
})
