import * as z from 'zod'
import { dateText, optionalDate, requiredText } from '../../../platform/http/form.ts'
import { approvalForm } from '../../commitments/schema.ts'
import { uuid } from '../reports/schema.ts'
import { extensionDecisions } from './model.ts'

export const askForm = z.object({
  organization: uuid,
  wantedOn: dateText,
  reason: z
    .string('commitment.change.reason-short')
    .trim()
    .min(10, 'commitment.change.reason-short')
    .max(2000, 'error.too-long'),
})
export type AskForm = z.output<typeof askForm>

export const extensionDecisionForm = approvalForm
  .extend({
    decision: z.enum(extensionDecisions, 'error.choice'),
    grantedUntil: optionalDate,
    approvedBy: requiredText(300),
  })
  .refine(({ decision, grantedUntil }) => decision === 'refused' || grantedUntil !== null, {
    path: ['grantedUntil'],
    message: 'extension.error.until',
  })
export type ExtensionDecisionForm = z.output<typeof extensionDecisionForm>
