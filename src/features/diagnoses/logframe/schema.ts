import * as z from 'zod'
import { optionalDate, optionalText, requiredText } from '../../../platform/http/form.ts'
import { optionalUrl } from '../../../platform/http/url-field.ts'
import { versionField } from '../trees/schema.ts'
import { checks, colours, dimensions, directions, frequencies, type Indicator, type Row, units } from './model.ts'

/** Yes, no, or not answered. */
const answer = z
  .enum(['yes', 'no', ''], 'error.choice')
  .default('')
  .transform((word) => (word === '' ? null : word === 'yes'))

const choice = <const Words extends readonly [string, ...string[]]>(words: Words) =>
  z
    .union([z.literal(''), z.enum(words)], 'error.choice')
    .default('')
    .transform((word) => (word === '' ? null : word))

/** '1,234.5' as it is written in Mexico. */
const optionalNumber = z
  .string()
  .default('')
  .transform((text) => text.trim().replaceAll(',', ''))
  .refine((text) => text === '' || /^-?\d{1,12}(\.\d{1,6})?$/.test(text), 'logframe.error.number')
  .transform((text) => (text === '' ? null : Number(text)))

export const startForm = z.object({
  alternative: z.coerce.number('error.choice').int('error.choice').min(1, 'error.choice'),
})

export const addRowForm = z.object({
  component: z
    .string()
    .regex(/^\d{0,4}$/, 'error.choice')
    .default('')
    .transform((text) => (text === '' ? null : Number(text))),
  narrative: requiredText(1000),
})
export type AddRowFields = z.output<typeof addRowForm>

export const rowForm = z
  .object({
    version: versionField,
    code: z.string().trim().max(20, 'error.too-long').default(''),
    narrative: requiredText(1000),
    assumption: optionalText(1000),
    assumptionIsExternal: answer,
    assumptionIsRelevant: answer,
    assumptionIsProbable: answer,
  })
  .transform(({ version, code, narrative, assumption, ...said }) => ({
    version,
    code: code.toUpperCase(),
    narrative,
    assumption: {
      wording: assumption,
      isExternal: said.assumptionIsExternal,
      isRelevant: said.assumptionIsRelevant,
      isProbable: said.assumptionIsProbable,
    } satisfies Row['assumption'],
  }))
export type RowFields = z.output<typeof rowForm>

const rangeFields = Object.fromEntries(
  colours.flatMap((colour) => [
    [`${colour}.from`, optionalNumber],
    [`${colour}.to`, optionalNumber],
  ]),
) as Record<`${(typeof colours)[number]}.${'from' | 'to'}`, typeof optionalNumber>
const checkFields = Object.fromEntries(checks.map((check) => [check, answer])) as Record<
  (typeof checks)[number],
  typeof answer
>

export const indicatorForm = z
  .object({
    version: z.coerce.number('error.choice').int('error.choice').min(0, 'error.choice').default(0),
    name: requiredText(300),
    dimension: choice(dimensions),
    direction: choice(directions),
    frequency: choice(frequencies),
    unit: choice(units),
    method: optionalText(1000),
    baseline: optionalNumber,
    baselineOn: optionalDate,
    target: optionalNumber,
    targetOn: optionalDate,
    ...rangeFields,
    ...checkFields,
    source: optionalText(300),
    organization: optionalText(300),
    meansFrequency: choice(frequencies),
    url: optionalUrl,
    isExternal: answer,
  })
  .superRefine((fields, check) => {
    for (const colour of colours) {
      const [from, to] = [fields[`${colour}.from`], fields[`${colour}.to`]]
      const path = [`${colour}.to`]
      if ((from === null) !== (to === null)) check.addIssue({ code: 'custom', path, message: 'logframe.error.half' })
      else if (from !== null && to !== null && from > to) {
        check.addIssue({ code: 'custom', path, message: 'logframe.error.backwards' })
      }
    }
  })
  .transform((fields): Omit<Indicator, 'id'> => {
    const { version, name, dimension, direction, frequency, unit, method } = fields
    const { baseline, baselineOn, target, targetOn, source, organization, url, isExternal } = fields
    return {
      ...{ version, name, dimension, direction, frequency, unit, method, baseline, baselineOn, target, targetOn },
      ranges: Object.fromEntries(
        colours.map((colour) => {
          const [from, to] = [fields[`${colour}.from`], fields[`${colour}.to`]]
          return [colour, from === null || to === null ? null : { from, to }]
        }),
      ) as Indicator['ranges'],
      checks: Object.fromEntries(checks.map((one) => [one, fields[one]])) as Indicator['checks'],
      means: { source, organization, frequency: fields.meansFrequency, url, isExternal },
    }
  })
export type IndicatorFields = z.output<typeof indicatorForm>

export const removeForm = z.object({ version: versionField })

export const publishForm = z.object({ number: versionField, reason: optionalText(2000) })
export type PublishFields = z.output<typeof publishForm>
