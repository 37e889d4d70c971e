import * as z from 'zod'
import { optionalText } from '../../../platform/http/form.ts'
import { requiredUrl } from '../../../platform/http/url-field.ts'
import { tidyName } from '../../people/model.ts'
import { networks } from '../scoring/model.ts'
import { foldedHandle, teamKinds } from './model.ts'

const shortName = (max: number) =>
  z.string('error.required').transform(tidyName).pipe(z.string().min(1, 'error.required').max(max, 'error.too-long'))

const email = z
  .string('error.required')
  .trim()
  .toLowerCase()
  .pipe(z.email('rally.team.error.email').max(254, 'error.too-long'))

const optionalEmail = z
  .string()
  .default('')
  .transform((text) => text.trim().toLowerCase())
  .pipe(z.literal('').or(z.email('rally.team.error.email')))
  .transform((text) => (text === '' ? null : text))

const isMinor = z
  .string()
  .optional()
  .transform((value) => value !== undefined)

const member = { pseudonym: shortName(60), isMinor, guardianEmail: optionalEmail }

const acceptance = z.string('rally.team.error.accept')

export const registrationForm = z.object({
  name: shortName(100),
  kind: z.enum(teamKinds, 'error.choice'),
  stateKey: optionalText(10),
  organizationId: z
    .uuid()
    .or(z.literal(''))
    .default('')
    .transform((id) => id || null),
  about: optionalText(1000),
  ...member,
  accept: acceptance,
})
export type Registration = z.output<typeof registrationForm>

export const joiningForm = z.object({ token: z.string().min(1).max(200), ...member, accept: acceptance })
export type Joining = z.output<typeof joiningForm>

export const invitationForm = z.object({ email })

export const accountForm = z.object({
  network: z.enum(
    networks.filter((network) => network !== 'web'),
    'error.choice',
  ),
  handle: z
    .string('error.required')
    .trim()
    .refine((text) => /^[^\s\p{Cc}\p{Cf}/]{1,200}$/u.test(foldedHandle(text)), 'rally.team.error.handle'),
  memberId: z.uuid('error.choice').optional(),
})
export type AccountFields = z.output<typeof accountForm>

export const profileForm = z.object({ url: requiredUrl })

export const reasonForm = z.object({
  reason: z
    .string('commitment.change.reason-short')
    .trim()
    .min(10, 'commitment.change.reason-short')
    .max(2000, 'error.too-long'),
})

export const correctionForm = reasonForm.extend({ name: shortName(100) })
