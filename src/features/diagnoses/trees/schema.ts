import * as z from 'zod'
import { optionalText, requiredText } from '../../../platform/http/form.ts'

const optionalId = z
  .string()
  .default('')
  .transform((text) => (text === '' ? null : text))
  .pipe(z.uuid('error.choice').nullable())

/** Of the row that was being looked at when the form was opened. */
export const versionField = z.coerce.number('error.choice').int('error.choice').min(1, 'error.choice')

export const treeForm = z.object({
  title: requiredText(200),
  central: requiredText(500),
  topicId: optionalId,
  exerciseId: optionalId,
})
export type TreeFields = z.output<typeof treeForm>

export const nodeForm = z.object({
  side: z.enum(['cause', 'effect'], 'error.choice'),
  wording: requiredText(500),
  mirror: optionalText(500),
})
export type NodeFields = z.output<typeof nodeForm>

export const rewordForm = z.object({ wording: requiredText(500), mirror: optionalText(500), version: versionField })
export type RewordFields = z.output<typeof rewordForm>

export const titleForm = z.object({ title: requiredText(200), before: z.string().default('') })
export type TitleFields = z.output<typeof titleForm>

export const removeForm = z.object({ version: versionField })
