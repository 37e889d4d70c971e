import * as z from 'zod'
import { optionalDate, optionalText, requiredText } from '../../platform/http/form.ts'
import { optionalUrl } from '../../platform/http/url-field.ts'
import { keyOfNumber } from './editing/keys.ts'
import { directions, ogpValues, origins } from './model.ts'

/** Longer than any answer seen in a real plan. */
const long = 20_000

/** Checkboxes and lines arrive joined by line breaks (see typedFrom). */
const lines = z
  .string()
  .default('')
  .transform((text) =>
    text
      .split('\n')
      .map((line) => line.trim())
      .filter((line) => line !== ''),
  )

const shortLines = lines.pipe(z.array(z.string().max(500, 'error.too-long')).max(100, 'error.too-long'))

const endAfterStart = {
  check: ({ startsOn, endsOn }: { startsOn: string | null; endsOn: string | null }) =>
    startsOn === null || endsOn === null || endsOn >= startsOn,
  fault: { path: ['endsOn'], error: 'commitment.error.dates-order' },
}

const commitmentNumber = requiredText(40).refine((text) => keyOfNumber(text) !== '', 'commitment.error.number')

export const newCommitmentForm = z.object({
  number: commitmentNumber,
  title: requiredText(500),
  origin: z.union([z.literal('').transform(() => null), z.enum(origins, 'error.choice')], 'error.choice').default(null),
})

export const approvalForm = z.object({
  reason: z
    .string('commitment.change.reason-short')
    .trim()
    .min(10, 'commitment.change.reason-short')
    .max(2000, 'error.too-long'),
  approvedBy: requiredText(300),
  approvedOn: optionalDate,
  approvalUrl: optionalUrl,
})

/** The plain fields of the text page; organisations and sources are rows, read beside it (editing/text.ts). */
export const textForm = z.object({
  number: commitmentNumber,
  title: requiredText(500),
  shortTitle: optionalText(120),
  summary: optionalText(long),
  problem: optionalText(long),
  causes: optionalText(long),
  previousActions: optionalText(long),
  solution: optionalText(long),
  expectedResults: optionalText(long),
  transparency: optionalText(long),
  accountability: optionalText(long),
  participation: optionalText(long),
  genderInclusion: optionalText(long),
  assumptions: optionalText(long),
  budgetNote: optionalText(long),
  criterionConcrete: optionalText(long),
  criterionInclusive: optionalText(long),
  criterionStrategic: optionalText(long),
  criterionTransformative: optionalText(long),
  criterionMeasurable: optionalText(long),
  criterionReplicable: optionalText(long),
  criterionNationalAgenda: optionalText(long),
  criterionFollowTheMoney: optionalText(long),
  supportingActors: optionalText(long),
  nationalAxis: optionalText(500),
  nationalAxisScheme: optionalText(300),
  origin: z.union([z.literal('').transform(() => null), z.enum(origins, 'error.choice')], 'error.choice').default(null),
  values: lines.pipe(z.array(z.enum(ogpValues, 'error.choice'))),
  sdgs: lines.pipe(
    z.array(
      z
        .string()
        .regex(/^([1-9]|1[0-7])$/, 'error.choice')
        .transform(Number),
    ),
  ),
  sdgTargets: z.string().default(''),
  policyAreas: lines.pipe(z.array(z.string().max(200, 'error.choice'))),
  territories: lines.pipe(z.array(z.string().max(20, 'error.choice'))),
})

export const roadmapForm = z
  .object({
    responsibleOffice: optionalText(500),
    finalResult: optionalText(long),
    expectedProducts: shortLines,
    meansOfVerification: shortLines,
    startsOn: optionalDate,
    endsOn: optionalDate,
  })
  .refine(endAfterStart.check, endAfterStart.fault)

const weight = z
  .string()
  .default('')
  .transform((text) => text.trim().replace(/\s*%$/, '').replace(',', '.'))
  .refine(
    (text) => text === '' || (/^\d{1,3}(\.\d{1,4})?$/.test(text) && Number(text) <= 100),
    'commitment.error.weight',
  )
  .transform((text) => (text === '' ? null : Number(text)))

export const keyActionForm = z
  .object({ title: requiredText(500), weight, startsOn: optionalDate, endsOn: optionalDate })
  .refine(endAfterStart.check, endAfterStart.fault)

export const activityForm = z
  .object({
    keyAction: requiredText(80),
    title: requiredText(1000),
    product: optionalText(2000),
    meansOfVerification: optionalText(2000),
    responsibleOffice: optionalText(500),
    startsOn: optionalDate,
    endsOn: optionalDate,
  })
  .refine(endAfterStart.check, endAfterStart.fault)

/** Empty is unknown, never 0 (T-07). */
const measure = z
  .string()
  .default('')
  .transform((text) => text.trim().replace(/\s/g, ''))
  .refine((text) => text === '' || /^-?\d{1,15}(\.\d{1,10})?$/.test(text), 'error.number')
  .transform((text) => (text === '' ? null : Number(text)))

const when = optionalText(20).refine((text) => text === null || isWhen(text), 'commitment.error.when')

function isWhen(text: string): boolean {
  if (!/^\d{4}(-\d{2}){0,2}$/.test(text)) return false
  const whole = `${text}-01-01`.slice(0, 10)
  return !Number.isNaN(Date.parse(whole)) && new Date(whole).toISOString().startsWith(whole)
}

export const indicatorForm = z.object({
  name: requiredText(500),
  unit: optionalText(200),
  direction: z
    .union([z.literal('').transform(() => null), z.enum(directions, 'error.choice')], 'error.choice')
    .default(null),
  baseline: measure,
  baselineOn: when,
  target: measure,
  targetOn: when,
  frequency: optionalText(200),
  meansOfVerification: optionalText(2000),
  justification: optionalText(2000),
})
