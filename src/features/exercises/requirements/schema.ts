import * as z from 'zod'
import { requiredText } from '../../../platform/http/form.ts'
import { optionalUrl } from '../../../platform/http/url-field.ts'
import { requirements } from './model.ts'

const codes = requirements.map(({ code }) => code)

export const statementForm = z.object({
  requirement: z.string('error.choice').refine((code) => codes.includes(code), 'error.choice'),
  isMet: z.enum(['yes', 'no'], 'error.choice').transform((text) => text === 'yes'),
  explanation: requiredText(2000),
  url: optionalUrl,
})
export type StatementFields = z.output<typeof statementForm>
