import * as z from 'zod'
import { requiredText } from '../../../platform/http/form.ts'
import { keyOfNumber } from '../../commitments/editing/keys.ts'

export const adoptionForm = z.object({
  draft: z.uuid('error.form'),
  number: requiredText(20).refine((number) => keyOfNumber(number) !== '', 'adoption.error.number'),
})
