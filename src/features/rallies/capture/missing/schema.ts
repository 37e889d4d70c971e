import * as z from 'zod'
import { optionalText, requiredText } from '../../../../platform/http/form.ts'
import { pointFrom } from '../schema.ts'
import { outcomes } from './model.ts'

export const missingForm = z.object({
  client_id: z.uuid('capture.error.form'),
  name: requiredText(200),
  description: requiredText(2000),
  municipality: optionalText(120),
  photo_alt: optionalText(300),
  point: z
    .string()
    .max(60, 'capture.error.position')
    .default('')
    .refine((text) => text.trim() === '' || pointFrom(text) !== null, 'capture.error.position')
    .transform((text) => pointFrom(text)),
})

export const answerForm = z.object({
  outcome: z.enum(outcomes, 'error.choice'),
  reason: requiredText(1000),
  work_key: optionalText(40),
})
