import * as z from 'zod'
import { requiredText } from '../../../platform/http/form.ts'
import { versionField } from '../trees/schema.ts'
import { type Criterion, criteria } from './model.ts'

/** Several boxes of one name come as lines. */
const nodes = z
  .string()
  .default('')
  .transform((text) => text.split('\n').filter((line) => line !== ''))
  .pipe(z.array(z.uuid('error.choice')).max(200))

export const alternativeForm = z.object({ wording: requiredText(1000), nodes })
export type AlternativeFields = z.output<typeof alternativeForm>

// An empty box is no zero.
const points = z
  .string('diagnoses.error.points')
  .trim()
  .regex(/^[0-3]$/, 'diagnoses.error.points')
  .transform(Number)

const scoreFields = Object.fromEntries(
  criteria.flatMap((criterion) => [
    [`points.${criterion}`, points],
    [`why.${criterion}`, requiredText(1000, 'diagnoses.error.why')],
  ]),
) as Record<`points.${Criterion}`, typeof points> & Record<`why.${Criterion}`, ReturnType<typeof requiredText>>

export const scoreForm = z.object({ version: versionField, ...scoreFields })
export type ScoreFields = z.output<typeof scoreForm>

export const decisionForm = z.object({
  selected: z.enum(['yes', 'no'], 'error.choice'),
  reason: requiredText(2000),
  version: versionField,
})
export type DecisionFields = z.output<typeof decisionForm>
