import * as z from 'zod'
import { optionalText, requiredText } from '../../../platform/http/form.ts'
import { optionalUrl } from '../../../platform/http/url-field.ts'

/** Folios as they are copied: in lines, with commas or blanks. */
export const linkForm = z
  .object({
    folios: z
      .string()
      .default('')
      .transform((text) => [...new Set(text.toUpperCase().split(/[\s,;]+/))].filter((word) => word !== ''))
      .pipe(z.array(z.string().max(40, 'error.too-long')).max(500, 'diagnoses.error.folios-many')),
    topic: z.union([z.literal(''), z.uuid()], 'error.choice').default(''),
  })
  .refine(({ folios, topic }) => folios.length > 0 || topic !== '', { path: ['folios'], error: 'diagnoses.error.link' })
export type LinkFields = z.output<typeof linkForm>

export const folioForm = z.object({ folio: requiredText(40) })

export const sourceForm = z.object({ title: requiredText(300), url: optionalUrl, figure: optionalText(200) })
export type SourceFields = z.output<typeof sourceForm>

export const sourceIdForm = z.object({ source: z.uuid('error.choice') })
