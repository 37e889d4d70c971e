import type { Space } from '../../spaces/model.ts'

export const planKinds = ['ogp-national', 'ogp-local', 'local', 'ogp-challenge', 'internal'] as const
export type PlanKind = (typeof planKinds)[number]

/** The plan as its commitments see it: where it belongs, its period and clock, whether it is published, paused, invented. */
export type Plan = {
  id: string
  space: Space
  slug: string
  kind: PlanKind
  number: string | null
  title: string
  summary: string | null
  startsOn: string | null
  endsOn: string | null
  legalBasis: string | null
  ogpActionPlanId: string | null
  origin: 'platform' | 'public-record'
  sourceTitle: string | null
  sourceUrl: string | null
  sourceAccessedOn: string | null
  silenceDays: number
  dueSoonDays: number
  timeZone: string
  language: 'es' | 'en'
  publication: Publication | null
  pauses: readonly Pause[]
}

export type Publication = {
  launchedOn: string | null
  approvedBy: string | null
  approvedOn: string | null
  approvalUrl: string | null
  publishedAt: Date
}

/** A pause that stands; a pause that has ended stays in the history. commitmentId null: the whole plan. */
export type Pause = {
  id: string
  commitmentId: string | null
  kind: 'paused' | 'suspended' | 'withdrawn'
  since: string
  party: string
  reason: string
  sourceUrl: string | null
  ending: { on: string; reason: string } | null
}

/** The pause that labels a page today, the newest of those that have not ended; a commitment bears its plan's too. */
export function standingPause(pauses: readonly Pause[], commitmentId: string | null): Pause | null {
  const standing = pauses.filter(
    (pause) => pause.ending === null && (pause.commitmentId === null || pause.commitmentId === commitmentId),
  )
  return standing.sort((a, b) => (a.since < b.since ? 1 : -1))[0] ?? null
}
