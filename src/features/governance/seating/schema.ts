import * as z from 'zod'
import { dateText, optionalDate, optionalText, requiredText } from '../../../platform/http/form.ts'
import { optionalUrl } from '../../../platform/http/url-field.ts'
import { seatSectors } from '../model.ts'
import { partyMoves, statedEndings } from './model.ts'

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/
const optionalId = z
  .string()
  .default('')
  .transform((id) => (id === '' ? null : id))
  .refine((id) => id === null || uuid.test(id), 'error.choice')

const email = z
  .string()
  .default('')
  .transform((text) => (text.trim() === '' ? null : text.trim().toLowerCase()))
  .refine((text) => text === null || z.email().safeParse(text).success, 'governance.error.email')

export const nameForm = z.object({
  seat: z.string().regex(uuid, 'error.choice'),
  quality: z.enum(['titular', 'alternate'], 'error.choice'),
  name: requiredText(200),
  organization: optionalId,
  email,
  fromOn: dateText,
  toOn: optionalDate,
  documentUrl: optionalUrl,
})
export type NameFields = z.output<typeof nameForm>

export const facilitatorForm = z.object({
  name: requiredText(200),
  organization: optionalId,
  email,
  fromOn: dateText,
  motion: z.string().regex(uuid, 'governance.error.motion'),
})
export type FacilitatorFields = z.output<typeof facilitatorForm>

export const endForm = z.object({
  kind: z.enum(statedEndings, 'error.choice'),
  onDay: dateText,
  reason: requiredText(1000),
})
export type EndFields = z.output<typeof endForm>

export const partyForm = z.object({
  organization: optionalId,
  sector: z.enum(seatSectors, 'error.choice'),
  party: requiredText(200),
  move: z.enum(partyMoves, 'error.choice'),
  onDay: dateText,
  reason: optionalText(4000).pipe(z.string('error.required')),
  documentUrl: optionalUrl,
})
export type PartyFields = z.output<typeof partyForm>
