import * as z from 'zod'
import { importFormats } from '../../commitments/imports/report.ts'

export const importForm = z.object({
  format: z
    .union([z.literal('').transform(() => null), z.enum(importFormats, 'error.choice')], 'error.choice')
    .default(null),
  how: z.enum(['try', 'save'], 'error.choice').default('try'),
})
