import * as z from 'zod'
import { optionalText } from '../../../../platform/http/form.ts'

export const checkForm = z.object({
  photo: z.uuid('capture.error.form'),
  decision: z.enum(['shown', 'withheld'], 'error.choice'),
  reason: optionalText(500),
})
