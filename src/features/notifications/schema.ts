import * as z from 'zod'
import { requiredText } from '../../platform/http/form.ts'
import { email } from '../people/schema.ts'
import { cadences, subjectTypes } from './model.ts'

const uuid = z.string('error.choice').regex(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/, 'error.choice')

export const subjectQuery = z.object({ tipo: z.enum(subjectTypes), id: uuid })

export const followForm = z.object({
  type: z.enum(subjectTypes, 'error.choice'),
  subject: uuid,
  email,
  cadence: z.enum(cadences, 'error.choice'),
})

/** What a browser gives of its push service; where it leads is looked at before it is kept and at each message. */
export const browserForm = z.object({
  type: z.enum(subjectTypes, 'error.choice'),
  subject: uuid,
  endpoint: z.url('error.choice').max(2000, 'error.too-long'),
  p256dh: z.string('error.choice').regex(/^B[\w-]{86}$/, 'error.choice'),
  auth: z.string('error.choice').regex(/^[\w-]{22}$/, 'error.choice'),
})

export const ownForm = z.object({
  token: z.string().max(200).default(''),
  id: uuid,
  act: z.enum([...cadences, 'leave'], 'error.choice'),
})

const isWebAddress = (text: string) =>
  URL.canParse(text) && /^https?:$/.test(new URL(text).protocol) && new URL(text).username === ''

export const webhookForm = z.object({
  subject: z
    .string('error.choice')
    .regex(/^(space|plan):[0-9a-f-]{36}$/, 'error.choice')
    .transform((text) => ({ type: text.split(':')[0] as 'space' | 'plan', id: text.split(':')[1] ?? '' })),
  url: requiredText(2000).refine(isWebAddress, 'webhook.error.url'),
})

export type FollowRequest = z.output<typeof followForm>
export type BrowserRequest = z.output<typeof browserForm>
export type WebhookFields = z.output<typeof webhookForm>
