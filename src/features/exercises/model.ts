import { addDays, daysBetween } from './clocks/model.ts'
import type { StageDefinition } from './methods/model.ts'

export const programmes = ['ogp-national', 'ogp-local', 'local', 'own'] as const
export type Programme = (typeof programmes)[number]

export type Move = {
  move: 'open' | 'close'
  at: Date
  /** When it happened, which may be before it was written down. */
  onDay: string
  unmet: readonly string[]
  reason: string | null
}

export type Stage = {
  id: string
  code: string
  position: number
  name: string
  purpose: string
  definition: StageDefinition
  plannedFrom: string | null
  plannedTo: string | null
  /** Oldest first. */
  moves: readonly Move[]
}

export type StageState = 'not-open' | 'open' | 'closed'

/** Open because an opening exists and no later closing does. */
export function stateOf(stage: Pick<Stage, 'moves'>): StageState {
  const last = stage.moves.at(-1)
  if (!last) return 'not-open'
  return last.move === 'open' ? 'open' : 'closed'
}

export type Exercise = {
  id: string
  slug: string
  space: { id: string; slug: string; name: string; isFictional: boolean }
  title: string
  summary: string | null
  programme: Programme
  method: { id: string; code: string; version: number; name: string; isShipped: boolean }
  /** 'public-record': a process that happened elsewhere, restated from its sources; nothing of it was done here. */
  origin: 'platform' | 'public-record'
  startsOn: string | null
  endsOn: string | null
  timeZone: string
  plan: {
    id: string
    slug: string
    title: string
    launchedOn: string | null
    endsOn: string | null
    isPublished: boolean
  } | null
  publishedAt: Date | null
  createdAt: Date
  stages: readonly Stage[]
}

/** Over once its last stage is closed. */
export function isOver(exercise: Pick<Exercise, 'stages'>): boolean {
  const last = exercise.stages.at(-1)
  return last !== undefined && stateOf(last) === 'closed'
}

/** Where we are: the open stages, or else the next that waits. */
export function currentStages(stages: readonly Stage[]): Stage[] {
  const open = stages.filter((stage) => stateOf(stage) === 'open')
  if (open.length > 0) return open
  const next = stages.find((stage) => stateOf(stage) === 'not-open')
  return next ? [next] : []
}

export type Planned = { code: string; plannedFrom: string | null; plannedTo: string | null }
export type OrderFault = {
  code: string
  field: 'plannedFrom' | 'plannedTo'
  kind: 'ends-before' | 'starts-before-previous'
}

/** stages come in the method's order and their dates do not go back. */
export function orderFaults(stages: readonly Planned[]): OrderFault[] {
  const faults: OrderFault[] = []
  let latest: string | null = null
  for (const { code, plannedFrom, plannedTo } of stages) {
    if (plannedFrom && plannedTo && plannedTo < plannedFrom)
      faults.push({ code, field: 'plannedTo', kind: 'ends-before' })
    if (plannedFrom && latest && plannedFrom < latest)
      faults.push({ code, field: 'plannedFrom', kind: 'starts-before-previous' })
    if (plannedFrom && (!latest || plannedFrom > latest)) latest = plannedFrom
  }
  return faults
}

/** First dates of a calendar: each stage after the one before, as long as its method says it usually takes. */
export function proposedDates(
  stages: readonly Pick<StageDefinition, 'code' | 'days'>[],
  startsOn: string | null,
): Planned[] {
  let from = startsOn
  return stages.map(({ code, days }) => {
    if (from === null || days === null) {
      const planned = { code, plannedFrom: from, plannedTo: null }
      from = null
      return planned
    }
    const planned = { code, plannedFrom: from, plannedTo: addDays(from, days - 1) }
    from = addDays(from, days)
    return planned
  })
}

/** days between publishing the timeline and its first activity, against the notice that the method asks for. */
export function noticeOf(
  publishedOn: string,
  firstActivity: string | null,
  noticeDays: number,
): { days: number; isShort: boolean } | null {
  if (firstActivity === null) return null
  const days = daysBetween(publishedOn, firstActivity)
  return { days, isShort: days < noticeDays }
}

/** The day of the first activity: the first opening if one happened, else what is planned. */
export function firstActivityOf(stages: readonly Stage[]): string | null {
  const opened = stages.flatMap((stage) => stage.moves.filter(({ move }) => move === 'open').map(({ onDay }) => onDay))
  const planned = stages.flatMap(({ plannedFrom }) => (plannedFrom ? [plannedFrom] : []))
  return [...opened, ...planned].sort()[0] ?? null
}
