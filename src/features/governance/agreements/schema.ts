import * as z from 'zod'
import { optionalDate, requiredText } from '../../../platform/http/form.ts'
import { optionalUrl } from '../../../platform/http/url-field.ts'
import { agreementStates } from './model.ts'

export const agreementForm = z.object({
  wording: requiredText(2000),
  responsible: requiredText(200),
  dueOn: optionalDate,
})
export type AgreementFields = z.output<typeof agreementForm>

export const agreementStateForm = z.object({
  state: z.enum(agreementStates, 'error.choice'),
  reason: requiredText(2000),
  url: optionalUrl,
})
export type AgreementStateFields = z.output<typeof agreementStateForm>
