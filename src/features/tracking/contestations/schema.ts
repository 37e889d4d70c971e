import * as z from 'zod'
import { optionalText, requiredText } from '../../../platform/http/form.ts'
import { optionalUrl } from '../../../platform/http/url-field.ts'
import { uuid } from '../reports/schema.ts'
import { decisions, outcomes } from './model.ts'

const email = z
  .string()
  .default('')
  .transform((text) => (text.trim() === '' ? null : text.trim().toLowerCase()))
  .refine((text) => text === null || (text.length <= 254 && z.email().safeParse(text).success), 'tracking.error.email')

export const contestForm = z.object({
  reason: requiredText(4000, 'tracking.error.contest-reason'),
  evidenceUrl: optionalUrl,
  signature: optionalText(120),
  email,
  /** A trap for machines: people never see the field. */
  website: z.string().default(''),
})
export type ContestForm = z.output<typeof contestForm>

export const decisionForm = z.object({
  decision: z.enum(decisions, 'error.choice'),
  reason: requiredText(1000, 'tracking.error.decision-reason'),
})
export type DecisionForm = z.output<typeof decisionForm>

export const contestAnswerForm = z.object({
  organization: uuid,
  outcome: z.enum(outcomes, 'error.choice'),
  answer: requiredText(4000, 'tracking.error.answer'),
})
export type ContestAnswerForm = z.output<typeof contestAnswerForm>
