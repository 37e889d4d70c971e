import * as z from 'zod'
import { dateText, optionalText, requiredText } from '../../../platform/http/form.ts'
import { isWebAddress } from '../../../platform/http/url-field.ts'
import { claims, stances, verdicts } from './model.ts'

const linksMost = 10

/** One address a line; an empty box is none. */
export const linkLines = z
  .string()
  .default('')
  .transform((text) => [
    ...new Set(
      text
        .split('\n')
        .map((line) => line.trim())
        .filter(Boolean),
    ),
  ])
  .refine((lines) => lines.length <= linksMost, 'tracking.error.links-many')
  .refine((lines) => lines.every(isWebAddress), 'tracking.error.link')

export const uuid = z.string().regex(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/, 'error.form')

const share = z
  .string()
  .default('')
  .transform((text) => text.trim().replace(/\s*%$/, ''))
  .refine((text) => text === '' || (/^\d{1,3}$/.test(text) && Number(text) <= 100), 'tracking.error.share')
  .transform((text) => (text === '' ? null : Number(text)))

export const reportForm = z
  .object({
    clientId: uuid,
    organization: uuid,
    from: dateText,
    to: dateText,
    state: z.enum(claims, 'error.choice'),
    body: requiredText(6000, 'tracking.error.body'),
    share,
    products: optionalText(2000),
    links: linkLines,
    reason: optionalText(2000),
  })
  .refine(({ from, to }) => from <= to, { path: ['to'], message: 'tracking.error.period' })

export type ReportForm = z.output<typeof reportForm>

export const answerForm = z
  .object({
    organization: uuid,
    stance: z.enum(stances, 'error.choice'),
    reason: optionalText(4000),
    links: linkLines,
  })
  .refine(({ stance, reason }) => stance === 'agrees' || reason !== null, {
    path: ['reason'],
    message: 'tracking.error.answer-reason',
  })

export type AnswerForm = z.output<typeof answerForm>

export const verdictForm = z.object({
  verdict: z.enum(verdicts, 'error.choice'),
  comment: requiredText(4000, 'tracking.error.comment'),
  /** The newest report that the verifier read; '' when there was none. */
  seen: z.union([uuid, z.literal('')]).default(''),
})

export type VerdictForm = z.output<typeof verdictForm>
