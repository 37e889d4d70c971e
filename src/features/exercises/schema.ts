import * as z from 'zod'
import { dateText, optionalDate, optionalText, requiredText } from '../../platform/http/form.ts'
import { requiredUrl } from '../../platform/http/url-field.ts'
import { refusalOfSlug } from '../spaces/model.ts'
import { programmes } from './model.ts'

const uuid = z.string().regex(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/, 'error.choice')
const optionalId = z
  .string()
  .default('')
  .transform((text) => (text === '' ? null : text))
  .pipe(uuid.nullable())

export const exerciseForm = z.object({
  title: requiredText(300),
  slug: z
    .string()
    .default('')
    .transform((text) => text.trim())
    .refine(
      (slug) => slug === '' || (refusalOfSlug(slug) !== 'space.slug.form' && slug !== 'nuevo'),
      'space.slug.form',
    ),
  summary: optionalText(5000),
  programme: z.enum(programmes, 'error.choice'),
  methodId: uuid,
  startsOn: optionalDate,
})
export type ExerciseFields = z.output<typeof exerciseForm>

export const editForm = z.object({
  title: requiredText(300),
  summary: optionalText(5000),
  programme: z.enum(programmes, 'error.choice'),
  planId: optionalId,
})
export type EditFields = z.output<typeof editForm>

const reason = z.string('exercise.error.reason').trim().min(10, 'exercise.error.reason').max(2000, 'error.too-long')

/** A published calendar changes only with a public reason. */
export const calendarReason = z.object({ reason })

/** One stage of the calendar's form; purpose is never empty. */
export const calendarStage = z.object({
  purpose: requiredText(2000, 'exercise.error.purpose'),
  plannedFrom: optionalDate,
  plannedTo: optionalDate,
})

export const moveForm = z.object({
  move: z.enum(['open', 'close'], 'error.choice'),
  onDay: dateText,
  reason: z
    .string()
    .default('')
    .transform((text) => text.trim())
    .refine((text) => text === '' || text.length >= 10, 'exercise.error.reason')
    .refine((text) => text.length <= 2000, 'error.too-long')
    .transform((text) => (text === '' ? null : text)),
})
export type MoveFields = z.output<typeof moveForm>

export const outputForm = z.object({
  output: optionalText(60),
  title: requiredText(300),
  url: z
    .string()
    .default('')
    .transform((text) => (text.trim() === '' ? null : text.trim()))
    .pipe(requiredUrl.nullable()),
  datedOn: optionalDate,
  note: optionalText(1000),
})
export type OutputFields = z.output<typeof outputForm>

export const withdrawalForm = z.object({ reason })
