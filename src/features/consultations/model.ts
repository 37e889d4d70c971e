import { dayIn } from '../../platform/civil-day.ts'
import type { Space } from '../spaces/model.ts'

/** How people may take part, digital ones first. */
export const offeredChannels = ['online', 'in-person', 'field', 'mail', 'telephone'] as const
export type OfferedChannel = (typeof offeredChannels)[number]
/** How a contribution came; 'import': it was said in a consultation made elsewhere. */
export const channels = [...offeredChannels, 'import'] as const
export type Channel = (typeof channels)[number]

/** What may be asked of whoever wants to tell it, with the answers that are offered. */
export const demographicQuestions = {
  gender: ['woman', 'man', 'other'],
  age: ['under-18', '18-29', '30-44', '45-59', '60-up'],
  language: ['only-spanish', 'indigenous', 'other'],
  disability: ['yes', 'no'],
} as const
export type DemographicQuestion = keyof typeof demographicQuestions
export const demographicKeys = Object.keys(demographicQuestions) as DemographicQuestion[]

export type Axis = { id: string; position: number; name: string; guidingQuestion: string | null; sdgs: number[] }

export type Consultation = {
  id: string
  space: Space
  exercise: { id: string; slug: string; title: string } | null
  slug: string
  title: string
  summary: string | null
  question: string
  channels: OfferedChannel[]
  opensAt: Date
  closesAt: Date
  timeZone: string
  demographics: DemographicQuestion[]
  hasStatements: boolean
  source: { title: string; url: string | null; licence: string | null } | null
  publishedAt: Date | null
  axes: Axis[]
}

export type Phase = 'draft' | 'upcoming' | 'open' | 'closed'

/** Opens and closes by the clock alone; nobody has to remember a button. */
export function phaseOf(
  { publishedAt, opensAt, closesAt }: Pick<Consultation, 'publishedAt' | 'opensAt' | 'closesAt'>,
  now: Date,
): Phase {
  if (publishedAt === null) return 'draft'
  if (now < opensAt) return 'upcoming'
  return now < closesAt ? 'open' : 'closed'
}

/** The first instant after `now` at which what a page says of the phase is no longer so. */
export function nextTurn({ opensAt, closesAt }: Pick<Consultation, 'opensAt' | 'closesAt'>, now: Date): Date | null {
  return [opensAt, closesAt].find((instant) => instant > now) ?? null
}

/** at least one way to take part that needs no computer. */
export function hasNonDigitalChannel(offered: readonly string[]): boolean {
  return offered.some((channel) => channel !== 'online')
}

/** Days on which something could be said in this consultation, both counted; a meeting held on another day is no part of it. */
export function saidDays({ opensAt, closesAt, timeZone }: Pick<Consultation, 'opensAt' | 'closesAt' | 'timeZone'>): {
  from: string
  to: string
} {
  return { from: dayIn(timeZone, opensAt), to: dayIn(timeZone, new Date(closesAt.getTime() - 1)) }
}
