import * as z from 'zod'
import { optionalText, requiredText } from '../../../../platform/http/form.ts'

const optionalId = z
  .union([z.uuid(), z.literal('')], 'error.choice')
  .default('')
  .transform((id) => (id === '' ? null : id))

export const longestAnswer = 5000

export const newTopicForm = z.object({
  name: requiredText(200, 'systematising.error.name'),
  problem: optionalText(2000),
  axis: optionalId,
})

export const topicForm = newTopicForm.extend({
  priority: z
    .string()
    .default('')
    .transform((text) => text !== ''),
  response: optionalText(longestAnswer),
})
export type TopicFields = z.output<typeof topicForm>
