import * as z from 'zod'
import { dateText, requiredText } from '../../../../platform/http/form.ts'
import { uuid } from '../../reports/schema.ts'

export const callForm = z.object({
  clientId: uuid,
  since: dateText,
  body: requiredText(3000, 'calls.error.body'),
})
export type CallForm = z.output<typeof callForm>
