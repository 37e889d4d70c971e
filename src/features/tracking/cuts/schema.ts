import * as z from 'zod'
import { dateText, requiredText } from '../../../platform/http/form.ts'

const reason = z
  .string('commitment.change.reason-short')
  .trim()
  .min(10, 'commitment.change.reason-short')
  .max(2000, 'error.too-long')

export const cutDateForm = z.object({ title: requiredText(200), dueOn: dateText })
export const moveForm = z.object({ dueOn: dateText, reason })
export const freezeForm = z.object({ title: requiredText(200) })
export const comparisonSchema = z.object({
  de: z.string().max(20).catch('').default(''),
  a: z.string().max(20).catch('').default(''),
})
