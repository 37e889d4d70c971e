import * as z from 'zod'
import { optionalText, requiredText } from '../../platform/http/form.ts'
import { needsOrganization, roles, tidyName } from './model.ts'

export const email = z
  .string('people.error.email')
  .trim()
  .toLowerCase()
  .max(254, 'people.error.email')
  .pipe(z.email('people.error.email'))

export const signInForm = z.object({ email, returnTo: z.string().default('/') })

const name = requiredText(80, 'people.error.name').transform(tidyName).pipe(z.string().min(1, 'people.error.name'))

export const nameForm = z.object({ name })

export const welcomeForm = nameForm.extend({
  notice: z.literal('on', 'people.error.notice'),
  returnTo: z.string().default('/'),
})

export const emailForm = z.object({ email })

export const invitationForm = z
  .object({
    email,
    role: z.enum(roles, 'error.choice'),
    organization: optionalText(36),
  })
  .refine((form) => !needsOrganization(form.role) || form.organization !== null, {
    path: ['organization'],
    message: 'people.error.organization',
  })

export const reasonForm = z.object({ reason: requiredText(500, 'people.error.reason') })

export const erasureForm = z.object({ sure: z.literal('on', 'people.error.sure') })

export const privacyRequestKinds = ['access', 'rectification', 'cancellation', 'opposition'] as const

export const privacyRequestForm = z.object({
  kind: z.enum(privacyRequestKinds, 'error.choice'),
  name,
  email,
  details: requiredText(4000),
})

export const privacyAnswerForm = z.object({
  outcome: z.enum(['granted', 'partly', 'denied'], 'error.choice'),
  reason: requiredText(4000),
})

export type Invitation = z.output<typeof invitationForm>
export type PrivacyRequest = z.output<typeof privacyRequestForm>
export type PrivacyAnswer = z.output<typeof privacyAnswerForm>
