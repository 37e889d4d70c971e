import * as z from 'zod'
import { optionalText, requiredText } from '../../../platform/http/form.ts'
import { optionalUrl } from '../../../platform/http/url-field.ts'
import type { PostKey } from './paths.ts'

const optionalId = z
  .string()
  .default('')
  .transform((text) => (text === '' ? null : text))
  .pipe(z.uuid('error.required').nullable())

export const judgeForm = z
  .object({ person: optionalId, email: optionalText(254), organization: optionalId })
  .refine(({ person, email }) => person !== null || email !== null, { path: ['email'], message: 'review.judges.who' })
export type JudgeFields = z.output<typeof judgeForm>

const post = { network: requiredText(40), id: requiredText(500) }

export const decisionForm = z
  .object({ ...post, note: optionalText(1000) })
  .catchall(z.string())
  .transform((typed, issues) => {
    const answers = Object.entries(typed).flatMap(([name, value]) => {
      const criterion = /^q-(.+)$/.exec(name)?.[1]
      return criterion && (value === 'yes' || value === 'no') ? [{ criterion, decision: value as 'yes' | 'no' }] : []
    })
    if (answers.length === 0) issues.addIssue({ code: 'custom', path: ['form'], message: 'review.decide.none' })
    return { network: typed.network, id: typed.id, note: typed.note, answers }
  })
export type DecisionFields = z.output<typeof decisionForm>

export const workForm = z.object({
  work: requiredText(12).transform((text) => text.replace(/^'/, '').toUpperCase()),
  reason: requiredText(1000),
})
export type WorkFields = z.output<typeof workForm> & PostKey

export const appealForm = z.object({
  reason: requiredText(2000, 'review.appeals.reason.required').refine(
    (text) => text.length >= 20,
    'review.appeals.short',
  ),
  evidenceUrl: optionalUrl,
})
export type AppealFields = z.output<typeof appealForm> & PostKey

export const appealAnswerForm = z.object({
  outcome: z.enum(['upheld', 'partly', 'rejected'], 'review.appeals.outcome.required'),
  remedy: optionalText(60),
  work: optionalText(12).transform((text) => text?.replace(/^'/, '').toUpperCase() ?? null),
  reason: requiredText(2000, 'review.appeals.answer.required'),
})
export type AppealAnswerFields = z.output<typeof appealAnswerForm>

export const hidingForm = z.object({ reason: requiredText(500) })
