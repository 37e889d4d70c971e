import { readFileSync } from 'node:fs'
import { dayIn } from '../../../platform/civil-day.ts'
import { normalDocument } from '../../commitments/imports/normal.ts'
import {
  type Activity,
  type ActivityState,
  type CommitmentDocument,
  emptyDocument,
  type KeyAction,
} from '../../commitments/model.ts'
import type { PlanKind } from '../../commitments/plan/model.ts'
import type { PlanDocument } from '../../plans/model.ts'
import type { Space } from '../../spaces/model.ts'

/** What an institution said of an activity, and how many days from the day of loading (negative: before it). */
export type Report = { day: number; state: ActivityState }

type ActivityFile = Omit<Activity, 'state' | 'dueAsWritten'> & { reports: Report[] }
type KeyActionFile = Omit<KeyAction, 'activities'> & { activities: ActivityFile[] }
type CommitmentFile = Partial<Omit<CommitmentDocument, 'keyActions'>> &
  Pick<CommitmentDocument, 'key' | 'number' | 'title'> & { keyActions?: KeyActionFile[] }

type Dates = { startsOn?: string; endsOn?: string }

/** A change of dates after publication; `dates` by code of key action or activity, '' for the commitment itself. */
export type ChangeFile = {
  day: number
  commitment: string
  reason: string
  approvedBy: string
  approvedOn: string
  dates: Record<string, Dates>
  targets: Record<string, string>
}

export type PauseFile = {
  commitment: string
  kind: 'paused' | 'suspended' | 'withdrawn'
  sinceDay: number
  party: string
  reason: string
  endedDay: number
  endingReason: string
}

export type PlanFile = {
  space: string
  plan: {
    slug: string
    kind: PlanKind
    number: string | null
    title: string
    summary: string | null
    startsOn: string | null
    endsOn: string | null
    legalBasis: string | null
    origin: 'platform' | 'public-record'
    dueSoonDays: number
    silenceDays: number
    ogpActionPlanId: string | null
    sourceTitle: string | null
    sourceUrl: string | null
    language: 'es' | 'en'
  }
  documents: Omit<PlanDocument, 'id'>[]
  publication: { launchedOn: string | null; approvedBy: string; approvedOn: string | null; approvalUrl: string | null }
  commitments: CommitmentFile[]
  organizations?: {
    name: string
    kind: string
    acronym: string | null
    sourceUrl: string | null
    successor: string | null
  }[]
  /** Fields that were looked for; where one is empty, nothing was found published. */
  lookedFor?: (keyof CommitmentDocument)[]
  draftedDay?: number
  publishedDay?: number
  changes?: ChangeFile[]
  pauses?: PauseFile[]
}

export type SpaceFile = Pick<
  Space,
  'slug' | 'kind' | 'name' | 'language' | 'greca' | 'contactOffice' | 'contactUrl' | 'about' | 'isFictional'
> & { parent: string | null; territory: string | null }

const directory = new URL('../../../../db/demo/', import.meta.url)
export const demoTimeZone = 'America/Mexico_City'

export function readSpaces(): SpaceFile[] {
  return JSON.parse(readFileSync(new URL('spaces.json', directory), 'utf8'))
}

/** Reads a plan with its dates, written as {-45d}, counted from the day of loading, so that the demo is always in its midst. */
export function readPlan(name: 'mexico-4pa' | 'san-jacinto', now: Date): PlanFile {
  const text = readFileSync(new URL(`${name}.json`, directory), 'utf8')
  return JSON.parse(text.replace(/\{([+-]\d+)d\}/g, (_, days: string) => dayFrom(now, Number(days))))
}

/** The calendar day that lies so many days from the day of loading. */
export function dayFrom(now: Date, days: number): string {
  const today = Date.parse(`${dayIn(demoTimeZone, now)}T00:00:00Z`)
  return new Date(today + days * 86_400_000).toISOString().slice(0, 10)
}

/** The commitment as it is first written: nothing reported, every field that was looked for in vain marked 'np'. */
export function documentOf(
  file: CommitmentFile,
  lookedFor: readonly (keyof CommitmentDocument)[] = [],
): CommitmentDocument {
  const keyActions = (file.keyActions ?? []).map((action) => ({
    ...action,
    activities: action.activities.map(
      ({ reports: _, ...activity }): Activity => ({ ...activity, dueAsWritten: null, state: 'not-started' }),
    ),
  }))
  const document: CommitmentDocument = { ...emptyDocument(file.key, file.number, file.title), ...file, keyActions }
  const empty = lookedFor.filter((field) => isEmpty(document[field]))
  const missing = Object.fromEntries(empty.map((field) => [field, 'np' as const]))
  return normalDocument({ ...document, missing: { ...missing, ...document.missing } })
}

function isEmpty(value: unknown): boolean {
  return value === null || (Array.isArray(value) && value.length === 0)
}

/** Half past eleven in central Mexico on that day of the story; never later than now. */
export function instantOf(now: Date, day: number): Date {
  const instant = new Date(`${dayFrom(now, day)}T17:30:00Z`)
  return instant < now ? instant : now
}
