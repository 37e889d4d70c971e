import * as z from 'zod'
import { dateText, optionalDate, optionalText, requiredText } from '../../../platform/http/form.ts'
import { requiredUrl } from '../../../platform/http/url-field.ts'
import { bodyKinds, seatSectors, threeSectors } from '../model.ts'

const seatCount = (least: number) =>
  z
    .string()
    .default('')
    .transform((text) => (text.trim() === '' ? least : Number(text)))
    .refine((count) => Number.isInteger(count) && count >= least && count <= 30, 'governance.error.seats')

const isOfThree = (sector: string): boolean => (threeSectors as readonly string[]).includes(sector)

const seats = Object.fromEntries(
  seatSectors.map((sector) => [`seats.${sector}`, seatCount(isOfThree(sector) ? 1 : 0)]),
) as Record<`seats.${(typeof seatSectors)[number]}`, ReturnType<typeof seatCount>>

export const bodyForm = z
  .object({
    name: requiredText(200),
    kind: z.enum(bodyKinds, 'error.choice'),
    about: optionalText(4000),
    exercise: z
      .string()
      .default('')
      .transform((id) => (id === '' ? null : id))
      .refine((id) => id === null || /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(id), 'error.choice'),
    termFrom: optionalDate,
    termTo: optionalDate,
    ...seats,
  })
  .refine(({ termFrom, termTo }) => !termFrom || !termTo || termTo >= termFrom, {
    path: ['termTo'],
    error: 'governance.error.dates-order',
  })
export type BodyFields = z.output<typeof bodyForm>

export const bodyDocumentForm = z.object({
  kind: z.enum(['rules', 'agenda', 'designation', 'installation', 'other'], 'error.choice'),
  title: requiredText(300),
  url: requiredUrl,
  datedOn: dateText,
  motion: z.string().default(''),
})
export type BodyDocumentFields = z.output<typeof bodyDocumentForm>
