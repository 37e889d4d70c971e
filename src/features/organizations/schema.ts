import * as z from 'zod'
import { optionalDate, optionalText, requiredText } from '../../platform/http/form.ts'
import { optionalUrl } from '../../platform/http/url-field.ts'

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

export const organizationForm = z
  .object({
    name: requiredText(300).transform((name) => name.replace(/\s+/g, ' ')),
    acronym: optionalText(40),
    kind: requiredText(60, 'error.choice'),
    url: optionalUrl,
    validFrom: optionalDate,
    validTo: optionalDate,
    successor: z
      .string()
      .default('')
      .transform((id) => (id === '' ? null : id))
      .refine((id) => id === null || uuid.test(id), 'error.choice'),
    sourceUrl: optionalUrl,
  })
  .refine(({ validFrom, validTo }) => !validFrom || !validTo || validTo >= validFrom, {
    path: ['validTo'],
    error: 'organization.error.dates-order',
  })

export type OrganizationFields = z.output<typeof organizationForm>
