import * as z from 'zod'
import { dateText, requiredText } from '../../../platform/http/form.ts'
import { threeSectors } from '../conditions/model.ts'

export const textForm = z.object({
  body: requiredText(20_000),
  reason: z
    .string()
    .default('')
    .transform((text) => (text.trim() === '' ? null : text.trim()))
    .refine((text) => text === null || (text.length >= 10 && text.length <= 2000), 'exercise.error.reason'),
})

export const partyForm = z.object({
  sector: z.enum(threeSectors, 'error.choice'),
  organizationId: z.string('error.choice').regex(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/, 'error.choice'),
  signatory: requiredText(200),
})
export type PartyFields = z.output<typeof partyForm>

export const paperForm = z.object({ signedOn: dateText })
