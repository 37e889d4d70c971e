import * as z from 'zod'
import { optionalText, requiredText } from '../../../platform/http/form.ts'
import { versionField } from '../trees/schema.ts'

export const kitForm = z.object({
  title: requiredText(200),
  rules: requiredText(20_000),
  agenda: requiredText(20_000),
  sources: optionalText(20_000),
  table: z.union([z.literal(''), z.uuid()], 'error.choice').default(''),
})
export type KitFields = z.output<typeof kitForm>

export const rewordKitForm = kitForm.omit({ table: true }).extend({ version: versionField })
export type RewordKitFields = z.output<typeof rewordKitForm>

/** Of the mail's link; empty for whoever has an account. */
export const receiveForm = z.object({
  delivery: z
    .union([z.literal(''), z.uuid()], 'error.choice')
    .default('')
    .transform((id) => id || null),
})

export const handForm = z.object({
  registrations: z
    .string()
    .default('')
    .transform((text) => text.split('\n').filter((line) => line !== ''))
    .pipe(z.array(z.uuid('error.choice')).min(1, 'diagnoses.error.nobody').max(5000)),
})
