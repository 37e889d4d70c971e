import * as z from 'zod'
import { optionalText, requiredText, type Typed } from '../../../platform/http/form.ts'
import type { Axis } from '../model.ts'
import type { AxisWords } from './model.ts'

export const translationForm = z.object({
  title: requiredText(200),
  question: requiredText(500),
  summary: optionalText(5000),
})

/** The words of each axis by its id; an axis whose name was left empty stays in the original. */
export function axisWordsFrom(typed: Typed, axes: readonly Axis[]): Record<string, AxisWords> {
  const words: Record<string, AxisWords> = {}
  for (const { id } of axes) {
    const name = (typed[`axis.${id}`] ?? '').trim().slice(0, 200)
    const guidingQuestion = (typed[`axis.${id}.question`] ?? '').trim().slice(0, 500)
    if (name !== '') words[id] = { name, guidingQuestion: guidingQuestion || null }
  }
  return words
}
