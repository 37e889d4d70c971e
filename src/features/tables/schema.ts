import * as z from 'zod'
import { instantOf } from '../../platform/civil-day.ts'
import { optionalText, requiredText } from '../../platform/http/form.ts'
import { isWebAddress, optionalUrl } from '../../platform/http/url-field.ts'
import { type Capacity, modalities, type ReportedFigure, sectors } from './model.ts'

export const optionalId = z
  .string()
  .default('')
  .transform((id) => (id === '' ? null : id))
  .refine((id) => id === null || z.uuid().safeParse(id).success, 'error.choice')

const places = z
  .string()
  .default('')
  .transform((text) => (text.trim() === '' ? null : Number(text)))
  .refine((count) => count === null || (Number.isInteger(count) && count >= 0 && count <= 5000), 'tables.error.places')

const capacityFields = Object.fromEntries([...sectors, 'any'].map((sector) => [`places.${sector}`, places])) as Record<
  `places.${(typeof sectors)[number] | 'any'}`,
  typeof places
>

/** 'figure | what | source | address' a line. */
const reported = z
  .string()
  .default('')
  .transform((text, context): ReportedFigure[] => {
    const lines = text.split('\n').filter((line) => line.trim() !== '')
    return lines.map((line) => {
      const [figure = '', what = '', source = '', url = ''] = line.split('|').map((part) => part.trim())
      const isWrong = figure === '' || what === '' || source === '' || (url !== '' && !isWebAddress(url))
      if (isWrong) context.addIssue({ code: 'custom', message: 'tables.error.reported' })
      return { figure, what, source, url: url === '' ? null : url }
    })
  })

/** Times are those of the clock on the wall in the table's zone (T-63). */
export const tableForm = (timeZone: string) => {
  const wall = (text: string, context: z.core.$RefinementCtx): Date => {
    const instant = instantOf(text.trim(), timeZone)
    if (instant) return instant
    context.addIssue({ code: 'custom', message: 'tables.error.date-time' })
    return z.NEVER
  }
  return z
    .object({
      title: requiredText(200),
      purpose: requiredText(2000, 'tables.error.purpose'),
      call: optionalText(4000),
      heldAt: z.string().default('').transform(wall),
      endsAt: z
        .string()
        .default('')
        .transform((text, context) => (text.trim() === '' ? null : wall(text, context))),
      modality: z.enum(modalities, 'error.choice'),
      place: optionalText(300),
      link: optionalUrl,
      recordingUrl: optionalUrl,
      exercise: optionalId,
      topic: optionalId,
      tree: optionalId,
      kit: optionalId,
      reported,
      ...capacityFields,
    })
    .refine(({ heldAt, endsAt }) => endsAt === null || endsAt > heldAt, {
      path: ['endsAt'],
      error: 'tables.error.ends',
    })
    .refine(({ modality, place }) => modality === 'remote' || place !== null, {
      path: ['place'],
      error: 'tables.error.place',
    })
    .transform((fields) => {
      const capacity: Capacity = {}
      for (const sector of [...sectors, 'any'] as const) {
        const count = fields[`places.${sector}`]
        if (count !== null) capacity[sector] = count
      }
      const { title, purpose, call, heldAt, endsAt, modality, place, link, recordingUrl } = fields
      const about = { exercise: fields.exercise, topic: fields.topic, tree: fields.tree, kit: fields.kit }
      const facts = { title, purpose, call, heldAt, endsAt, modality, place, link, recordingUrl }
      return { ...facts, ...about, reported: fields.reported, capacity }
    })
}
export type TableFields = z.output<ReturnType<typeof tableForm>>

export const reasonForm = z.object({ reason: requiredText(1000, 'tables.error.reason') })
