import * as z from 'zod'
import { dateText, optionalText, requiredText } from '../../../platform/http/form.ts'
import { contributionLanguages, longestBody } from '../contributions/model.ts'

/** Ways to take part that leave a sheet, a letter or a note of a call. */
export const paperChannels = ['in-person', 'field', 'mail', 'telephone'] as const

const optionalId = z
  .union([z.uuid(), z.literal('')], 'error.choice')
  .default('')
  .transform((id) => (id === '' ? null : id))

/** What holds from sheet to sheet of one meeting. */
export const meetingForm = z.object({
  channel: z.enum(paperChannels, 'error.choice').default('in-person'),
  place: requiredText(200, 'consultations.error.place'),
  saidOn: dateText,
  axis: optionalId,
  territory: optionalText(20),
  language: z.enum(contributionLanguages, 'error.choice').default('es'),
})
export type Meeting = z.output<typeof meetingForm>

export const sheetForm = z.object({
  clientId: z.uuid('error.form'),
  number: optionalText(40),
  body: requiredText(longestBody, 'consultations.error.sheet-body'),
  signature: optionalText(120),
  /** When this sheet speaks of another axis than the meeting's. */
  axis: optionalId,
})
export type Sheet = z.output<typeof sheetForm>
