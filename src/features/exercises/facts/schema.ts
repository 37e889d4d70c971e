import * as z from 'zod'
import { isDate } from '../../../platform/http/form.ts'
import { programmes } from '../model.ts'

const day = z.string().refine(isDate)
const words = z.string().min(1)

/** A process of public record as a file tells it: dates and figures, each with its source. */
export const exerciseStory = z.object({
  space: words,
  slug: words,
  title: words,
  summary: z.string().nullable(),
  programme: z.enum(programmes),
  method: words,
  /** Address of the plan that came out of it, in the same space. */
  plan: words.nullable(),
  stages: z.array(z.object({ code: words, from: day, to: day })),
  facts: z.array(
    z.object({
      ...{ stage: words.nullable(), label: words, value: words, sourceTitle: words },
      ...{ sourceUrl: z.url({ protocol: /^https?$/ }).nullable(), note: z.string().nullable() },
    }),
  ),
})
export type ExerciseStory = z.output<typeof exerciseStory>
