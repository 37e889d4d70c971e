import { z } from '@hono/zod-openapi'
import { documentSchema } from '../../commitments/imports/json/schema.ts'
import { latenesses } from '../../commitments/lateness/model.ts'
import { planKinds } from '../../commitments/plan/model.ts'
import { spaceKinds } from '../../spaces/model.ts'
import { standings } from '../../tracking/board/model.ts'

const text = z.string().nullable()
const date = z.iso.date().nullable()
const instant = z.iso.datetime()
const percent = z.number().min(0).max(100)

export const spaceSchema = z
  .object({
    slug: z.string(),
    name: z.string(),
    kind: z.enum(spaceKinds),
    parent: text,
    isFictional: z.boolean().openapi({ description: 'Invented as an example; not a real place.' }),
    plans: z.int().openapi({ description: 'Published plans in the space itself.' }),
    url: z.url(),
  })
  .openapi('Space')

export const spaceDetailSchema = z
  .object({
    slug: z.string(),
    name: z.string(),
    kind: z.enum(spaceKinds),
    language: z.enum(['es', 'en']),
    territoryKey: text.openapi({ description: 'ISO 3166-1, INEGI or ISO 3166-2 key, as text.' }),
    about: text,
    contactOffice: text,
    contactUrl: text,
    isFictional: z.boolean(),
    path: z.array(z.object({ slug: z.string(), name: z.string() })),
    url: z.url(),
  })
  .openapi('SpaceDetail')

export const pauseSchema = z
  .object({
    kind: z.enum(['paused', 'suspended', 'withdrawn']),
    since: z.iso.date(),
    party: z.string(),
    reason: z.string(),
  })
  .openapi('Pause')

export const planSchema = z
  .object({
    space: z.string(),
    slug: z.string(),
    title: z.string(),
    kind: z.enum(planKinds),
    number: text,
    summary: text,
    startsOn: date,
    endsOn: date,
    legalBasis: text,
    ogpActionPlanId: text,
    origin: z.enum(['platform', 'public-record']),
    source: z
      .object({ title: text, url: text })
      .nullable()
      .openapi({ description: 'Where a plan of the public record was restated from.' }),
    publication: z.object({
      launchedOn: date,
      approvedBy: text,
      approvedOn: date,
      approvalUrl: text,
      publishedAt: instant,
    }),
    isFictional: z.boolean(),
    commitments: z.int(),
    updatedAt: instant,
    url: z.url(),
  })
  .openapi('Plan')

export const progressSchema = z
  .object({ verified: percent, complete: percent, 'in-progress': percent, 'not-started': percent })
  .openapi('Progress', { description: 'Percent in each state; the parts add to exactly 100.00.' })

const deadlineSchema = z
  .object({ lateness: z.enum(latenesses), date, days: z.int().nullable() })
  .openapi('Deadline', { description: '`days` is negative when the date has passed.' })

/** What the rules say of a commitment today. */
const derived = {
  standing: z.enum(standings),
  progress: progressSchema.nullable().openapi({ description: 'Null means no information, never 0 %.' }),
  deadline: deadlineSchema.nullable().openapi({ description: 'Null while a pause stands.' }),
  silentDays: z.int().nullable().openapi({ description: 'Days without any word, once they reach the plan’s limit.' }),
  pause: pauseSchema.nullable(),
}

export const summarySchema = z
  .object({
    key: z.string(),
    number: z.string(),
    title: z.string(),
    lead: z.array(z.string()),
    coResponsible: z.array(z.string()),
    states: z.array(z.string()),
    startsOn: date,
    endsOn: date,
    ...derived,
    updatedAt: instant,
    url: z.url(),
  })
  .openapi('CommitmentSummary')

// A copy: only schemas made after Zod learnt OpenAPI know the word, and this one may have been made before.
export const commitmentDocument = documentSchema.clone().openapi('CommitmentDocument')

export const commitmentSchema = z
  .object({
    space: z.string(),
    plan: z.string(),
    version: z.int().openapi({ description: '0 until the plan is published; 1 is the text as published.' }),
    updatedAt: instant,
    ...derived,
    document: commitmentDocument,
    url: z.url(),
  })
  .openapi('Commitment')

export const versionSchema = z
  .object({ number: z.int(), at: instant, reason: z.string(), approvedBy: text, approvedOn: date, approvalUrl: text })
  .openapi('Version')

export const versionDocumentSchema = versionSchema
  .extend({
    changes: z.array(
      z.object({
        path: z.string(),
        before: z.union([z.string(), z.number()]).nullable(),
        after: z.union([z.string(), z.number()]).nullable(),
      }),
    ),
    document: commitmentDocument,
  })
  .openapi('VersionDocument')

export const changeSchema = z
  .object({
    document: commitmentDocument,
    reason: z
      .string()
      .trim()
      .max(2000)
      .default('')
      .openapi({ description: 'Why it changes; needed once the plan is published.' }),
    approvedBy: text.default(null).openapi({ description: 'The body that approved, never a person’s name.' }),
    approvedOn: date.default(null),
    approvalUrl: z
      .url({ protocol: /^https?$/ })
      .nullable()
      .default(null),
  })
  .openapi('CommitmentChange')

export const savedSchema = z
  .object({ outcome: z.enum(['changed', 'unchanged']), version: z.int(), etag: z.string() })
  .openapi('Saved')
