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
export type Forum = z.output<typeof forumForm>
