import * as z from 'zod'
import { optionalText, requiredText } from '../../../platform/http/form.ts'
import { sectors } from '../model.ts'
import { optionalId } from '../schema.ts'
import { criteria, passageFields } from './model.ts'

export const longestWording = 6000

const version = z.coerce.number('error.form').int('error.form').min(1, 'error.form')

/** Begun from an alternative of the table's tree, or from nothing but its title. */
export const draftForm = z.object({ title: requiredText(300), alternative: optionalId })
export type DraftFields = z.output<typeof draftForm>

export const passageForm = z.object({
  field: z.enum(passageFields, 'error.choice'),
  wording: requiredText(longestWording, 'tables.error.wording'),
})
export type PassageFields = z.output<typeof passageForm>

/** `seen` is the version that the form was filled from. */
export const rewordForm = z.object({ wording: requiredText(longestWording, 'tables.error.wording'), seen: version })
export type RewordFields = z.output<typeof rewordForm>

export const remarkForm = z
  .object({
    body: optionalText(2000),
    suggested: optionalText(longestWording),
    seen: version,
    /** Who said it in the room, where who facilitates writes it down. */
    signature: optionalText(120),
    sector: z
      .enum([...sectors, ''], 'error.choice')
      .default('')
      .transform((sector) => (sector === '' ? null : sector)),
  })
  .refine(({ body, suggested }) => body !== null || suggested !== null, {
    path: ['suggested'],
    error: 'tables.error.remark',
  })
export type RemarkFields = z.output<typeof remarkForm>

export const decisionForm = z
  .object({
    decision: z.enum(['accepted', 'answered'], 'error.choice'),
    answer: optionalText(2000),
    wording: optionalText(longestWording),
    seen: version,
  })
  .refine(({ decision, answer }) => decision === 'accepted' || answer !== null, {
    path: ['answer'],
    error: 'tables.error.answer',
  })
export type DecisionFields = z.output<typeof decisionForm>

export const ratingForm = z.object({
  criterion: z.enum(criteria, 'error.choice'),
  score: z.coerce
    .number('tables.error.score')
    .int('tables.error.score')
    .min(0, 'tables.error.score')
    .max(3, 'tables.error.score'),
  argument: requiredText(2000, 'tables.error.argument'),
})
export type RatingFields = z.output<typeof ratingForm>

export const approvalForm = z.object({ membership: z.uuid('tables.error.member'), seen: version })
