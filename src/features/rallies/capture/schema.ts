import * as z from 'zod'
import { optionalText } from '../../../platform/http/form.ts'
import { optionalUrl } from '../../../platform/http/url-field.ts'
import { type ComparisonField, comparisonFields, findings, progressRanges } from './model.ts'

const uuid = z.uuid('capture.error.form')
const key = z
  .string()
  .trim()
  .max(40, 'capture.error.work')
  .transform((text) => text.replace(/^'/, '').toUpperCase())

const instant = z
  .string()
  .default('')
  .transform((text) => (text.trim() === '' ? null : new Date(text)))
  .refine((at) => at === null || !Number.isNaN(at.getTime()), 'capture.error.form')

const degrees = (limit: number) =>
  z
    .string()
    .default('')
    .transform((text) => (text.trim() === '' ? null : Number(text)))
    .refine((value) => value === null || (Number.isFinite(value) && Math.abs(value) <= limit), 'capture.error.position')

const choice = <const Values extends readonly [string, ...string[]]>(values: Values) =>
  z.union([z.literal('').transform(() => null), z.enum(values, 'error.choice')], 'error.choice').default(null)

/** What the phone adds: its own name for the capture and its clock, when it was made and when it is sent. */
const fromPhone = { client_id: uuid, device_at: instant, sent_at: instant, team: z.string().max(60).default('') }

export const announceForm = z.object({
  ...fromPhone,
  works: z
    .string('capture.error.works')
    .transform((text) => [...new Set(text.split(/[\s,]+/).map((one) => one.replace(/^'/, '').toUpperCase()))])
    .transform((keys) => keys.filter((one) => one !== ''))
    .refine((keys) => keys.length > 0 && keys.length <= 60, 'capture.error.works'),
})

const comparisons = Object.fromEntries(
  Object.entries(comparisonFields).map(([field, values]) => [field, choice(values as unknown as ['matches'])]),
) as unknown as Record<ComparisonField, z.ZodType<string | null>>

export const visitForm = z.object({
  ...fromPhone,
  work: key.pipe(z.string().min(1, 'capture.error.work')),
  mode: z.enum(['on-site', 'remote'], 'capture.error.mode').default('on-site'),
  finding: z.enum(findings, 'capture.error.finding'),
  ...comparisons,
  observed_progress: choice(progressRanges),
  note: optionalText(1000),
  public_url: optionalUrl,
  latitude: degrees(90),
  longitude: degrees(180),
  accuracy: degrees(1_000_000),
  photo_alt: optionalText(300),
})

/** A photograph that came piece by piece, as the phone's queue tells of it. */
export const sentPhoto = z.object({
  upload: z.uuid(),
  alt: z.string().trim().max(300).nullable().default(null),
  was_blurred: z.boolean().default(false),
  taken_at: z.iso
    .datetime()
    .transform((text) => new Date(text))
    .nullable()
    .default(null),
  latitude: z.number().min(-90).max(90).nullable().default(null),
  longitude: z.number().min(-180).max(180).nullable().default(null),
})

/** A capture from the phone's queue: the fields of the form, and its photographs by their uploads. */
export const queued = z.object({
  fields: z.record(z.string().max(40), z.string().max(5000)),
  photos: z.array(sentPhoto).max(6).default([]),
})

/** '17.06, -96.72' as people and the phone write it; null for anything else. */
export function pointFrom(text: string): { latitude: number; longitude: number } | null {
  const parts = /^\s*(-?\d{1,2}(?:\.\d+)?)\s*[,;\s]\s*(-?\d{1,3}(?:\.\d+)?)\s*$/.exec(text)
  const [latitude, longitude] = [Number(parts?.[1]), Number(parts?.[2])]
  return parts && Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180 ? { latitude, longitude } : null
}
