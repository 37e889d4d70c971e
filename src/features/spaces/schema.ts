import * as z from 'zod'
import { optionalText, requiredText } from '../../platform/http/form.ts'
import { optionalUrl } from '../../platform/http/url-field.ts'
import { parseColour } from '../../platform/theme.ts'
import { grecas, refusalOfSlug, spaceKinds } from './model.ts'

const colour = z
  .string()
  .default('')
  .transform((text) => (text.trim() === '' ? null : text.trim()))
  .refine((text) => text === null || parseColour(text) !== null, 'space.error.colour')
  .transform((text) => (text === null ? null : parseColour(text)))

export const settingsForm = z
  .object({
    name: requiredText(200),
    language: z.enum(['es', 'en'], 'error.choice').default('es'),
    colorPrimary: colour,
    colorAccent: colour,
    greca: z.enum(grecas, 'error.choice').default('fret'),
    contactOffice: optionalText(300),
    contactUrl: optionalUrl,
    about: optionalText(5000),
  })
  .refine(({ colorPrimary, colorAccent }) => (colorPrimary === null) === (colorAccent === null), {
    path: ['colorAccent'],
    error: 'space.error.colours-both',
  })

export type SettingsFields = z.output<typeof settingsForm>

export const newSpaceForm = z.object({
  name: requiredText(200),
  slug: requiredText(80).superRefine((slug, context) => {
    const refusal = refusalOfSlug(slug)
    if (refusal) context.addIssue(refusal)
  }),
  kind: z.enum(spaceKinds, 'error.choice'),
  territoryKey: optionalText(20),
  language: z.enum(['es', 'en'], 'error.choice').default('es'),
  isFictional: z
    .string()
    .default('')
    .transform((box) => box !== ''),
})

export type NewSpaceFields = z.output<typeof newSpaceForm>
