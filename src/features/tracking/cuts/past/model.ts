import { dayIn } from '../../../../platform/civil-day.ts'
import type { ActivityState, CommitmentDocument } from '../../../commitments/model.ts'
import { type BoardFacts, type BoardPlan, type BoardRow, boardRowOf } from '../../board/model.ts'
import { judgedThen } from './voices.ts'

/** The newest word of one organisation about an activity, by a given instant. */
export type Said = {
  folio: string
  organization: string
  voice: 'institution' | 'civil-society'
  state: string
  shareDone: number | null
  at: Date
}
export type Answered = {
  folio: string
  organization: string
  voice: 'institution' | 'civil-society'
  stance: 'agrees' | 'in-part' | 'disagrees'
  reason: string | null
  at: Date
}
export type Verified = { outcome: 'accepted' | 'observed' | 'rejected'; comment: string; at: Date }

/** The version of an evidence that stood at an instant; of what was hidden since, the mark alone. */
export type Shown = {
  id: string
  title: string
  kind: string
  organization: string
  version: number
  sha256: string | null
  url: string | null
  at: Date
  isWithdrawn: boolean
}

/** Three voices side by side, never merged (T-20). */
export type Voices = { reports: readonly Said[]; answers: readonly Answered[]; verification: Verified | null }

/** What history holds of a commitment up to an instant: the version then in force and the words said by then. */
export type PastFacts = {
  id: string
  position: number
  versionAt: Date
  document: CommitmentDocument
  states: ReadonlyMap<string, { state: ActivityState; at: Date }>
  voices: ReadonlyMap<string, Voices>
  evidence: ReadonlyMap<string, readonly Shown[]>
  pause: BoardFacts['pause']
}

/** One commitment as the board showed it at that instant, with the activities it was counted from. */
export type PastCommitment = { row: BoardRow; facts: PastFacts }

/** Board rules over history: the same functions as today's board, so that both always agree. */
export function pastCommitmentOf(plan: BoardPlan, facts: PastFacts, at: Date): PastCommitment {
  const { document } = facts
  const stateOf = (code: string) => facts.states.get(code)?.state ?? 'not-started'
  const activities = document.keyActions.flatMap((action) => action.activities)
  const open = activities.filter(({ code, endsOn }) => endsOn && isOpen(stateOf(code))).map(({ endsOn }) => endsOn)
  const told = [
    ...activities.flatMap(({ code }) => facts.states.get(code)?.at ?? []),
    ...[...facts.voices.values()].flatMap(({ reports }) => reports.map((report) => report.at)),
  ]
  const boardFacts: BoardFacts = {
    id: facts.id,
    key: document.key,
    number: document.number,
    title: document.title,
    language: document.language,
    startsOn: document.startsOn,
    endsOn: document.endsOn,
    updatedAt: facts.versionAt,
    position: facts.position,
    origin: document.origin,
    country: document.country,
    territories: document.territories.toSorted(),
    plan,
    actions: document.keyActions.map((action) => ({
      weight: action.weight,
      counts: countsOf(action.activities.map(({ code }) => stateOf(code))),
      validated: action.activities.filter(
        ({ code }) =>
          ['verified', 'complete'].includes(stateOf(code)) && judgedThen(facts.voices.get(code)).isValidated,
      ).length,
    })),
    disputed: activities.filter(({ code }) => judgedThen(facts.voices.get(code)).isDisputed).length,
    nextEnd: open.length === 0 ? null : open.reduce((first, end) => ((end ?? '') < (first ?? '') ? end : first)),
    lastStatedAt: told.length === 0 ? null : new Date(Math.max(...told.map((when) => when.getTime()))),
    pause: facts.pause,
  }
  return { row: boardRowOf(boardFacts, at, dayIn(plan.timeZone, at)), facts }
}

const isOpen = (state: ActivityState) => state === 'in-progress' || state === 'not-started'

function countsOf(states: readonly ActivityState[]) {
  const counts = { verified: 0, complete: 0, 'in-progress': 0, 'not-started': 0 }
  for (const state of states) if (state !== 'cancelled') counts[state] += 1
  return counts
}

/** What civil society had said of a commitment by a cut; 'not-delivered' is shown, never left out. */
export const opinions = ['delivered', 'not-delivered', 'nobody-asked'] as const
export type Opinion = (typeof opinions)[number]

/** An opinion is a report or an answer of civil society. Nobody is asked where no civil society shares the responsibility. */
export function opinionOf({ document, voices }: Pick<PastFacts, 'document' | 'voices'>): Opinion {
  const said = [...voices.values()].flatMap(({ reports, answers }) => [...reports, ...answers])
  if (said.some(({ voice }) => voice === 'civil-society')) return 'delivered'
  return document.organizations.some(({ part }) => part === 'co-responsible') ? 'not-delivered' : 'nobody-asked'
}

/** The last millisecond of a day in a zone: a cut holds its whole day (T-63). */
export function endOfDay(timeZone: string, day: string): Date {
  const wanted = Date.parse(`${day}T23:59:59.999Z`)
  // The offset is asked at the guess and once more at the answer, for days on which the clocks change.
  const guess = wanted - offsetAt(timeZone, wanted)
  return new Date(wanted - offsetAt(timeZone, guess))
}

function offsetAt(timeZone: string, time: number): number {
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone,
    hourCycle: 'h23',
    ...{ year: 'numeric', month: 'numeric', day: 'numeric', hour: 'numeric', minute: 'numeric', second: 'numeric' },
  })
  const parts = new Map(format.formatToParts(time).map(({ type, value }) => [type, Number(value)]))
  const part = (name: Intl.DateTimeFormatPartTypes) => parts.get(name) ?? 0
  const local = Date.UTC(part('year'), part('month') - 1, part('day'), part('hour'), part('minute'), part('second'))
  return local - Math.floor(time / 1000) * 1000
}
