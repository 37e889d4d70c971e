import * as z from 'zod'
import { optionalText, requiredText } from '../../../platform/http/form.ts'
import { sectors } from '../model.ts'
import { genders } from './model.ts'

/** What is asked of who comes: name and sector; all else if she likes. */
export const registrationForm = z.object({
  name: requiredText(120, 'tables.error.name'),
  sector: z.enum(sectors, 'error.choice'),
  organization: optionalText(200),
  territory: optionalText(20),
  gender: z
    .enum([...genders, ''], 'error.choice')
    .default('')
    .transform((gender) => (gender === '' ? null : gender)),
  email: z
    .string()
    .default('')
    .transform((text) => text.trim().toLowerCase())
    .refine((text) => text === '' || (text.length <= 254 && z.email().safeParse(text).success), 'tables.error.email')
    .transform((text) => (text === '' ? null : text)),
})
export type RegistrationFields = z.output<typeof registrationForm>

/** Made by the form: whoever sends it twice has one place. */
export const secretField = z.string().regex(/^[\w-]{32}$/)
