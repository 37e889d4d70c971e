import * as z from 'zod'
import { instantOf, isTimeZone } from '../../../platform/civil-day.ts'
import { optionalText, requiredText } from '../../../platform/http/form.ts'
import { optionalUrl } from '../../../platform/http/url-field.ts'
import { networks } from '../scoring/model.ts'
import { type Moment, moments } from './calendar/model.ts'
import { partnerParts } from './partners/model.ts'
import { presetNames } from './rules/presets.ts'

export const editionKinds = ['rally', 'explore-data', 'from-home'] as const
export const editionLevels = ['national', 'state', 'municipal', 'other'] as const

/** Words that stand where an edition's address would. */
const reserved = ['nueva', 'metas', 'importaciones', 'antecedentes']

export const slugField = z
  .string()
  .default('')
  .transform((text) => text.trim())
  .refine(
    (slug) => slug === '' || (/^[a-z0-9]+(-[a-z0-9]+)*$/.test(slug) && slug.length <= 80 && !reserved.includes(slug)),
    'space.slug.form',
  )

const timeZone = z.string('error.required').trim().refine(isTimeZone, 'rally.error.time-zone')

export const newEditionForm = z.object({
  name: requiredText(200),
  slug: slugField,
  kind: z.enum(editionKinds, 'error.choice').default('rally'),
  level: z.enum(editionLevels, 'error.choice').default('municipal'),
  language: z.enum(['es', 'en'], 'error.choice').default('es'),
  timeZone,
  preset: z.enum(presetNames, 'error.choice').default('sample'),
})
export type NewEdition = z.output<typeof newEditionForm>

/** Needed where the edition is running already; kept on the record. */
export const reasonField = z
  .string()
  .default('')
  .transform((text) => text.trim())
  .pipe(z.string().max(2000, 'error.too-long'))
  .transform((text) => (text === '' ? null : text))

export const identityForm = z.object({
  name: requiredText(200),
  kind: z.enum(editionKinds, 'error.choice'),
  level: z.enum(editionLevels, 'error.choice'),
  territoryKey: optionalText(20),
  language: z.enum(['es', 'en'], 'error.choice'),
  timeZone,
  summary: optionalText(5000),
})

/** Moments on the clock of the edition's zone (T-63). */
export function calendarForm(zone: string) {
  const moment = z
    .string()
    .default('')
    .transform((text) => text.trim())
    .refine((text) => text === '' || instantOf(text, zone) !== null, 'rally.error.moment')
    .transform((text) => (text === '' ? null : instantOf(text, zone)))
  const shape = Object.fromEntries(moments.map((name) => [name, moment])) as Record<Moment, typeof moment>
  return z.object({ ...shape, webinarUrl: optionalUrl })
}

const lines = z
  .string()
  .default('')
  .transform((text) => [...new Set(text.split(/[\n,]/).map((line) => line.trim()))].filter((line) => line !== ''))

export const worksForm = z.object({
  cut: z.uuid('error.choice').or(z.literal('')).default(''),
  states: lines,
  municipalities: lines.pipe(z.array(z.string().max(200, 'error.too-long')).max(600, 'error.too-long')),
  kinds: lines,
  withOthers: z.string().optional(),
})

const size = z
  .string('rally.error.team-size')
  .trim()
  .regex(/^\d{1,3}$/, 'rally.error.team-size')
  .transform(Number)
  .refine((value) => value >= 1 && value <= 100, 'rally.error.team-size')

export const participationForm = z
  .object({
    hashtags: lines
      .transform((tags) => tags.map((tag) => tag.replace(/^#/, '')))
      .pipe(z.array(z.string().regex(/^[\p{L}\p{N}\p{M}_]{1,100}$/u, 'rally.error.hashtag')).max(20, 'error.too-long')),
    networks: lines.pipe(z.array(z.enum(networks, 'error.choice')).min(1, 'rally.error.networks')),
    visitModes: lines.pipe(z.array(z.enum(['on-site', 'remote'], 'error.choice')).min(1, 'rally.error.visit-modes')),
    teamMin: size,
    teamMax: size,
  })
  .refine(({ teamMin, teamMax }) => teamMax >= teamMin, { path: ['teamMax'], error: 'rally.error.team-sizes' })

const whole = (max: number) =>
  z
    .string('rally.error.number')
    .trim()
    .regex(/^\d{1,5}$/, 'rally.error.number')
    .transform(Number)
    .refine((value) => value >= 1 && value <= max, 'rally.error.number')

export const textsForm = z.object({
  terms: optionalText(20_000),
  prizes: optionalText(5000),
  photoRetentionDays: whole(3650),
  consolidationTargetMinutes: whole(10_080),
})

export const partnerForm = z.object({
  name: requiredText(300),
  part: z.enum(partnerParts, 'error.choice'),
  url: optionalUrl,
  linkedOn: z
    .string()
    .default('')
    .transform((text) => (text.trim() === '' ? null : text.trim()))
    .refine((text) => text === null || /^\d{4}-\d{2}-\d{2}$/.test(text), 'error.date'),
})
export type PartnerFields = z.output<typeof partnerForm>

export const cancellationForm = z.object({
  reason: z
    .string('commitment.change.reason-short')
    .trim()
    .min(10, 'commitment.change.reason-short')
    .max(2000, 'error.too-long'),
})
