import * as z from 'zod'
import { dateText, optionalText, requiredText } from '../../../platform/http/form.ts'
import { answers, notedWays, sectors } from './model.ts'

const email = z
  .string()
  .default('')
  .transform((text) => (text.trim() === '' ? null : text.trim().toLowerCase()))
  .pipe(z.email('actors.error.email').max(254, 'actors.error.email').nullable())

export const actorForm = z.object({
  name: requiredText(200),
  sector: z.enum(sectors, 'error.choice'),
  territoryKey: optionalText(10),
  email,
})
export type ActorFields = z.output<typeof actorForm>

export const notedForm = z.object({ way: z.enum(notedWays, 'error.choice'), on: dateText })

export const answerForm = z.object({ answer: z.enum(answers, 'error.choice'), on: dateText, note: optionalText(1000) })
export type AnswerFields = z.output<typeof answerForm>

/** What whoever was invited sends by her own link. */
export const ownAnswerForm = z.object({
  token: z.string().max(100),
  answer: z.enum(answers, 'error.choice'),
  note: optionalText(1000),
})
