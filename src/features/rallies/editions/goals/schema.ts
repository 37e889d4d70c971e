import * as z from 'zod'
import { dateText, requiredText } from '../../../../platform/http/form.ts'
import { requiredUrl } from '../../../../platform/http/url-field.ts'

export const forumForm = z.object({
  name: requiredText(300),
  heldOn: dateText,
  url: requiredUrl,
  isInternational: z
    .string()
    .optional()
    .transform((value) => value !== undefined),
})
/** Why a forum counts no more; the record keeps it. */
export const removalForm = z.object({
  reason: z
    .string('commitment.change.reason-short')
    .trim()
    .min(10, 'commitment.change.reason-short')
    .max(2000, 'error.too-long'),
})

export type Forum = z.output<typeof forumForm>
