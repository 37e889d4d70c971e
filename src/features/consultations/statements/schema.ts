import * as z from 'zod'
import { optionalText, requiredText } from '../../../platform/http/form.ts'
import { longestStatement } from './model.ts'

export const voteForm = z.object({ vote: z.enum(['agree', 'disagree', 'pass'], 'error.choice') })
export const statementForm = z.object({ body: requiredText(longestStatement, 'consultations.error.statement') })

/** A refusal is explained, an acceptance need not be. */
export const statementDecisionForm = z
  .object({ decision: z.enum(['accepted', 'rejected'], 'error.choice'), reason: optionalText(1000) })
  .refine(({ decision, reason }) => decision === 'accepted' || reason !== null, {
    path: ['reason'],
    error: 'consultations.error.reason',
  })
