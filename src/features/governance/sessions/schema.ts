import * as z from 'zod'
import { instantOf } from '../../../platform/civil-day.ts'
import { optionalText, requiredText } from '../../../platform/http/form.ts'
import { optionalUrl } from '../../../platform/http/url-field.ts'
import { majorities, modalities, motionKinds, voteWords } from './model.ts'

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

/** Times are those of the clock on the wall in the body's zone (T-63). */
export const sessionForm = (timeZone: string) =>
  z.object({
    title: requiredText(200),
    heldAt: z
      .string()
      .default('')
      .transform((text, context) => {
        const instant = instantOf(text.trim(), timeZone)
        if (instant) return instant
        context.addIssue({ code: 'custom', message: 'governance.error.date-time' })
        return z.NEVER
      }),
    modality: z.enum(modalities, 'error.choice'),
    place: optionalText(300),
    link: optionalUrl,
    isOpen: z
      .string()
      .default('')
      .transform((text) => text === 'on'),
    /** One point of the agenda a line. */
    items: requiredText(6000, 'governance.error.items').transform((text) =>
      text
        .split('\n')
        .map((line) => line.replace(/^[\s\d.)-]+/, '').trim())
        .filter((line) => line !== ''),
    ),
  })
export type SessionFields = z.output<ReturnType<typeof sessionForm>>

export const reasonForm = z.object({ reason: requiredText(1000) })

export const motionForm = z.object({
  kind: z.enum(motionKinds, 'error.choice'),
  wording: requiredText(2000),
  majority: z.enum(majorities, 'error.choice'),
  subject: z
    .string()
    .default('')
    .transform((id) => (id === '' ? null : id))
    .refine((id) => id === null || uuid.test(id), 'error.choice'),
})
export type MotionFields = z.output<typeof motionForm>

export const voteForm = z.object({ vote: z.enum(voteWords, 'error.choice') })

export const minutesForm = z.object({ body: requiredText(100_000) })
export const commentForm = z.object({ body: requiredText(4000) })
export const approvalForm = z.object({ motion: z.string().regex(uuid, 'governance.error.motion') })
