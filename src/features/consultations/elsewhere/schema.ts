import * as z from 'zod'
import { optionalDate, optionalText } from '../../../platform/http/form.ts'
import { paperChannels } from '../paper/schema.ts'
import { importFields, type Mapping } from './mapping.ts'

export const bringForm = z.object({ kind: z.enum(['paper', 'elsewhere'], 'error.choice') })

export const mappingForm = z
  .object({
    ...Object.fromEntries(importFields.map((field) => [`column.${field}`, z.string().max(500).default('')])),
    channel: z.enum([...paperChannels, 'import'], 'error.choice').default('import'),
    place: optionalText(200),
    saidOn: optionalDate,
    how: z.enum(['try', 'save'], 'error.choice').default('try'),
  })
  .transform((form) => {
    const columns: Mapping['columns'] = {}
    for (const field of importFields) {
      const name = (form as Record<string, unknown>)[`column.${field}`]
      if (typeof name === 'string' && name !== '') columns[field] = name
    }
    const mapping: Mapping = { columns, channel: form.channel, place: form.place, saidOn: form.saidOn }
    return { mapping, how: form.how }
  })
