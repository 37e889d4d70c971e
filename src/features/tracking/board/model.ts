import { dayIn } from '../../../platform/civil-day.ts'
import { type Deadline, deadlineOf, type Lateness, latenesses, silentDays } from '../../commitments/lateness/model.ts'
import type { ActivityState } from '../../commitments/model.ts'
import type { Pause } from '../../commitments/plan/model.ts'
import {
  meanProgress,
  type Progress,
  progressOf,
  toHundredths,
  validatedShare,
} from '../../commitments/progress/model.ts'

/** What the database knows of a commitment for the board, before any rule is applied. */
export type BoardFacts = {
  id: string
  key: string
  number: string
  title: string
  language: string
  startsOn: string | null
  endsOn: string | null
  updatedAt: Date
  position: number
  origin: string | null
  country: string | null
  territories: readonly string[]
  plan: BoardPlan
  actions: readonly {
    weight: number | null
    counts: Partial<Record<ActivityState, number>>
    /** Activities whose newest report says complete and civil society confirms. */
    validated?: number
  }[]
  /** Activities of which civil society says otherwise. */
  disputed?: number
  /** The earliest end among activities that are neither complete, verified nor cancelled. */
  nextEnd: string | null
  lastStatedAt: Date | null
  pause: Pick<Pause, 'kind' | 'since' | 'party' | 'reason'> | null
}

export type BoardPlan = {
  id: string
  slug: string
  title: string
  spaceSlug: string
  spaceName: string
  spaceTerritory: string | null
  isFictional: boolean
  origin: 'platform' | 'public-record'
  startsOn: string | null
  endsOn: string | null
  silenceDays: number
  dueSoonDays: number
  timeZone: string
  publishedAt: Date
}

/** Where the work stands, derived from the states of activities and nothing else (R-49 keeps time apart). */
export const standings = ['not-started', 'in-progress', 'complete', 'verified', 'no-information'] as const
export type Standing = (typeof standings)[number]

export type BoardRow = BoardFacts & {
  progress: Progress | null
  /** Share that civil society confirms as complete: its own voice, computed apart (T-20). Null where progress is. */
  validated: number | null
  disputed: number
  standing: Standing
  deadline: Deadline
  /** Days without any word, once they reach the plan's limit. */
  silentDays: number | null
}

/**
 * A plan restated from public sources in which nobody ever stated the state of an activity has no progress to show: 0 % or
 * "late" would be ours to have invented (T-25).
 */
export function boardRowOf(facts: BoardFacts, now: Date, today = dayIn(facts.plan.timeZone, now)): BoardRow {
  const untold = facts.plan.origin === 'public-record' && facts.lastStatedAt === null
  const progress = untold ? null : progressOf(facts.actions)
  const deadline = untold ? nothingKnown : deadlineFrom(facts, today)
  const over = deadline.lateness === 'done' || untold || facts.pause !== null
  const lastWord = facts.lastStatedAt ?? facts.plan.publishedAt
  // Asking a calendar costs more than all the rest, so it is asked only where the answer may be yes.
  const mayBeSilent = now.getTime() - lastWord.getTime() > (facts.plan.silenceDays - 2) * 86_400_000
  return {
    ...facts,
    progress,
    validated: progress === null ? null : validatedShare(facts.actions),
    disputed: facts.disputed ?? 0,
    standing: standingOf(progress),
    deadline,
    silentDays:
      over || !mayBeSilent ? null : silentDays(dayIn(facts.plan.timeZone, lastWord), today, facts.plan.silenceDays),
  }
}

const nothingKnown: Deadline = { lateness: 'no-date', date: null, days: null, activity: null }

export function standingOf(progress: Progress | null): Standing {
  if (!progress) return 'no-information'
  if (progress.verified === 100) return 'verified'
  if (progress['not-started'] === 100) return 'not-started'
  return progress['in-progress'] === 0 && progress['not-started'] === 0 ? 'complete' : 'in-progress'
}

/** The board counts activities instead of holding them, so the rule of lateness is asked about one that stands for them. */
function deadlineFrom(facts: BoardFacts, today: string): Deadline {
  const count = (state: ActivityState) => facts.actions.reduce((sum, action) => sum + (action.counts[state] ?? 0), 0)
  const standIn = (state: ActivityState, endsOn: string | null) => ({ ...blankActivity, state, endsOn })
  const activities = [
    ...(count('verified') > 0 ? [standIn('verified', null)] : []),
    ...(count('complete') > 0 ? [standIn('complete', null)] : []),
    ...(count('not-started') + count('in-progress') > 0 ? [standIn('in-progress', facts.nextEnd)] : []),
  ]
  const keyActions = [{ code: '', title: '', weight: null, startsOn: null, endsOn: null, activities }]
  return deadlineOf({ keyActions, endsOn: facts.endsOn }, today, facts.plan.dueSoonDays)
}

const blankActivity = {
  ...{ code: '', title: '', product: null, meansOfVerification: null },
  ...{ responsibleOffice: null, startsOn: null, dueAsWritten: null },
}

export type Totals = {
  commitments: number
  progress: Progress | null
  /** How many of them the percentage speaks of. */
  measured: number
  /** Offered by government alone: shown, and left out of the percentage. */
  proactive: number
  lateness: Record<Lateness, number>
  standing: Record<Standing, number>
  paused: number
  silent: number
  /** Commitments with something in dispute. */
  disputed: number
  /** Mean of what civil society confirms, of the same commitments as the other voices. */
  validated: number | null
  /** Of invented places: said wherever they are counted beside real ones. */
  fictional: number
}

/** Totals count every commitment once; paused ones are counted apart from the deadline lights. */
export function totalsOf(rows: readonly BoardRow[]): Totals {
  const lateness = Object.fromEntries(latenesses.map((kind) => [kind, 0])) as Record<Lateness, number>
  const standing = Object.fromEntries(standings.map((kind) => [kind, 0])) as Record<Standing, number>
  let paused = 0
  let silent = 0
  for (const row of rows) {
    standing[row.standing] += 1
    if (row.silentDays !== null) silent += 1
    if (row.pause) paused += 1
    else lateness[row.deadline.lateness] += 1
  }
  const counted = rows.filter((row) => row.origin !== 'proactive')
  return {
    commitments: rows.length,
    progress: meanProgress(counted.map((row) => row.progress)),
    measured: counted.filter((row) => row.progress !== null).length,
    proactive: rows.length - counted.length,
    lateness,
    standing,
    paused,
    silent,
    disputed: rows.filter((row) => row.disputed > 0).length,
    validated: meanOf(counted.flatMap(({ validated }) => (validated === null ? [] : [validated]))),
    fictional: rows.filter((row) => row.plan.isFictional).length,
  }
}

function meanOf(shares: readonly number[]): number | null {
  if (shares.length === 0) return null
  return toHundredths(shares.reduce((sum, share) => sum + share, 0) / shares.length)
}

export const orders = ['plan', 'urgencia', 'avance', 'titulo', 'reciente'] as const
export type Order = (typeof orders)[number]

const urgency: Record<Lateness, number> = { late: 0, 'due-soon': 1, 'on-time': 2, 'no-date': 3, done: 4 }

/** Orders rows without moving equals: what ties keeps the plan's own order. */
export function ordered(rows: readonly BoardRow[], order: Order): BoardRow[] {
  const by: Record<Order, (a: BoardRow, b: BoardRow) => number> = {
    plan: () => 0,
    urgencia: (a, b) =>
      Number(a.pause !== null) - Number(b.pause !== null) ||
      urgency[a.deadline.lateness] - urgency[b.deadline.lateness] ||
      (a.deadline.date ?? '9999').localeCompare(b.deadline.date ?? '9999'),
    avance: (a, b) => share(b) - share(a),
    titulo: (a, b) => spanish.compare(a.title, b.title),
    reciente: (a, b) => wordOf(b) - wordOf(a),
  }
  return rows.toSorted(by[order])
}

const spanish = new Intl.Collator('es')
const share = (row: BoardRow) => (row.progress ? row.progress.verified + row.progress.complete : -1)
const wordOf = (row: BoardRow) => Math.max(row.updatedAt.getTime(), row.lastStatedAt?.getTime() ?? 0)

/** Commitments a state: those that name it, else all of a plan made in that state; national ones count nowhere. */
export function countsByState(rows: readonly BoardRow[]): Map<string, number> {
  const counts = new Map<string, number>()
  for (const row of rows) for (const state of statesOf(row)) counts.set(state, (counts.get(state) ?? 0) + 1)
  return counts
}

/** INEGI keys of the states a commitment concerns: '20067' lies in '20'. */
export function statesOf(row: Pick<BoardRow, 'territories' | 'plan'>): Set<string> {
  const own = row.territories.length > 0 ? row.territories : [row.plan.spaceTerritory ?? '']
  return new Set(own.filter((key) => /^\d{2}(\d{3})?$/.test(key)).map((key) => key.slice(0, 2)))
}
