import * as z from 'zod'
import { isDate } from '../../../../platform/http/form.ts'
import {
  activityStates,
  type CommitmentDocument,
  directions,
  localCriteria,
  missingKinds,
  ogpValues,
  origins,
  parts,
  type TextField,
  textFields,
} from '../../model.ts'

const text = z.string().refine((value) => !value.includes('\u0000'), 'nul')
const optional = text.nullable()
const date = z.string().refine(isDate, 'date').nullable()
const number = z.number().nullable()
// A file exported before the criteria existed leaves them unknown.
const criteria: ReadonlySet<string> = new Set(localCriteria)
const texts = Object.fromEntries(
  textFields.map((field) => [field, criteria.has(field) ? optional.default(null) : optional]),
) as Record<TextField, typeof optional>

const activity = z.strictObject({
  code: text,
  title: text,
  product: optional,
  meansOfVerification: optional,
  responsibleOffice: optional,
  startsOn: date,
  endsOn: date,
  dueAsWritten: optional,
  state: z.enum(activityStates),
})

const keyAction = z.strictObject({
  code: text,
  title: text,
  weight: number,
  startsOn: date,
  endsOn: date,
  activities: z.array(activity),
})

const indicator = z.strictObject({
  code: text,
  name: text,
  unit: optional,
  direction: z.enum(directions).nullable(),
  baseline: number,
  baselineOn: optional,
  target: number,
  targetOn: optional,
  frequency: optional,
  meansOfVerification: optional,
  justification: optional,
})

const assessment = z.strictObject({
  assessor: text,
  variable: text,
  label: optional,
  missing: z.enum(['nd', 'nr', 'na', 'empty']).nullable(),
  product: optional,
  year: number,
  sourceUrl: optional,
})

/** A commitment exactly as exported: every member present, none unknown. */
export const documentSchema: z.ZodType<CommitmentDocument> = z.strictObject({
  ...texts,
  key: text,
  number: text,
  externalId: optional,
  country: optional,
  origin: z.enum(origins).nullable(),
  title: text,
  language: text,
  expectedProducts: z.array(text),
  meansOfVerification: z.array(text),
  startsOn: date,
  endsOn: date,
  organizations: z.array(z.strictObject({ part: z.enum(parts), name: text, kind: text, acronym: optional })),
  sdgs: z.array(z.strictObject({ goal: z.number().int(), target: optional })),
  policyAreas: z.array(z.strictObject({ scheme: text, version: text, code: text })),
  values: z.array(z.enum(ogpValues)),
  territories: z.array(text),
  keyActions: z.array(keyAction),
  indicators: z.array(indicator),
  assessments: z.array(assessment),
  sources: z.array(z.strictObject({ title: text, url: optional, note: optional })),
  missing: z.record(text, z.enum(missingKinds)),
  asWritten: z.record(text, text),
})

/** The file around them; its commitments are validated one by one, so that one fault does not hide the others. */
export const fileSchema = z.strictObject({
  tequio: z.literal('commitments/1'),
  space: z.string(),
  plan: z.record(z.string(), z.unknown()),
  commitments: z.array(z.unknown()),
})
