import type { Values } from '../../../platform/errors.ts'
import { addMonths, daysBetween } from '../clocks/model.ts'
import type { BodyFacts, Facts } from '../conditions/model.ts'
import type { Programme } from '../model.ts'

/** a body meets at the least every six months; 150 days are a warning, 183 too many. */
export const sessionDays = { warning: 150, error: 183 }

export type Judgement = {
  /** 'not-yet': nothing has begun of which it could be asked. */
  state: 'met' | 'not-met' | 'not-yet'
  /** Close to failing: what comes next must not wait. */
  isAtRisk: boolean
  values: Values
}

export type Asking = { facts: Facts; programme: Programme; hasBegun: boolean }

export type Requirement = {
  code: string
  standard: 'S1' | 'S2' | 'S3' | 'S4' | 'S5'
  /** The exact words of the standard were not found; its sense is what is asked. */
  isInferred: boolean
  judge(asking: Asking): Judgement
}

const answer = (isMet: boolean, { hasBegun }: Asking, values: Values = {}, isAtRisk = false): Judgement => ({
  ...{ state: isMet ? 'met' : hasBegun ? 'not-met' : 'not-yet' },
  ...{ isAtRisk, values },
})

/** The longest pause between sessions, today's included; null where there was none. */
export function longestPause(body: Pick<BodyFacts, 'sessions'>, today: string): number | null {
  const days = body.sessions.map(({ heldOn }) => heldOn)
  if (days.length === 0) return null
  return Math.max(...days.map((day, at) => daysBetween(day, days[at + 1] ?? today)))
}

/** when something was last added to the public documents of the exercise. */
export function newestAddition({ outputs, bodies }: Facts): string | null {
  const days = [
    ...outputs.map(({ addedOn }) => addedOn),
    ...bodies.flatMap(({ newestDocumentOn }) => newestDocumentOn ?? []),
  ]
  return days.sort().at(-1) ?? null
}

/** OGP asks for two updates a year, OGP Local for one every four months. */
export function repositoryMonths(programme: Programme): number {
  return programme === 'ogp-local' ? 4 : 6
}

/** open meetings in the plan's year that runs, counted from its public launch. */
export function openMeetings({ bodies, plan, today }: Facts): { count: number; from: string; to: string } | null {
  if (!plan?.launchedOn) return null
  let from = plan.launchedOn
  while (addMonths(from, 12) <= today) from = addMonths(from, 12)
  const to = addMonths(from, 12)
  const held = bodies.flatMap(({ sessions }) =>
    sessions.filter(({ isOpen, heldOn }) => isOpen && heldOn >= from && heldOn < to),
  )
  return { count: held.length, from, to }
}

const both = (by: Readonly<Record<string, number>>) => (by.government ?? 0) > 0 && (by['civil-society'] ?? 0) > 0

/**
 * OGP's minimum requirements of participation and co-creation (in force since 1 January 2022). None asks for a method: whatever
 * the method, the same facts are looked at.
 */
export const requirements: readonly Requirement[] = [
  {
    code: '1.1',
    standard: 'S1',
    isInferred: false,
    judge: (asking) =>
      answer(
        asking.facts.bodies.some(({ titulars }) => both(titulars)),
        asking,
      ),
  },
  { code: '1.2', standard: 'S1', isInferred: false, judge: meetsOften },
  {
    code: '1.3',
    standard: 'S1',
    isInferred: false,
    judge: (asking) =>
      answer(
        asking.facts.bodies.some(({ hasRules }) => hasRules),
        asking,
      ),
  },
  {
    code: '2.1',
    standard: 'S2',
    isInferred: false,
    judge: (asking) => answer(asking.facts.publishedOn !== null, asking),
  },
  { code: '2.2', standard: 'S2', isInferred: false, judge: keepsRepository },
  { code: '3.1', standard: 'S3', isInferred: true, judge: givesNotice },
  { code: '3.2', standard: 'S3', isInferred: true, judge: (asking) => answer(both(asking.facts.invited), asking) },
  {
    ...{ code: '3.3', standard: 'S3', isInferred: true },
    judge: (asking) =>
      answer(
        asking.facts.consultations.some(({ publishedOn }) => publishedOn !== null),
        asking,
      ),
  },
  { code: '4.1', standard: 'S4', isInferred: true, judge: answersAll },
  { code: '5.1', standard: 'S5', isInferred: true, judge: holdsOpenMeetings },
]

function meetsOften(asking: Asking): Judgement {
  const { bodies, today } = asking.facts
  const pauses = bodies.flatMap((body) => longestPause(body, today) ?? [])
  if (pauses.length === 0) return answer(false, asking, { days: 0 })
  const days = Math.min(...pauses)
  return answer(days <= sessionDays.error, asking, { days }, days >= sessionDays.warning)
}

function keepsRepository(asking: Asking): Judgement {
  const newest = newestAddition(asking.facts)
  const months = repositoryMonths(asking.programme)
  if (newest === null) return answer(false, asking, { months, date: '' })
  return answer(addMonths(newest, months) >= asking.facts.today, asking, { months, date: newest })
}

function givesNotice({ facts, ...asking }: Asking): Judgement {
  const { publishedOn, firstActivityOn, noticeDays } = facts
  if (publishedOn === null || firstActivityOn === null) return answer(false, { facts, ...asking }, { days: 0 })
  const days = daysBetween(publishedOn, firstActivityOn)
  // A short notice cannot be mended later.
  return { state: days >= noticeDays ? 'met' : 'not-met', isAtRisk: false, values: { days } }
}

function answersAll(asking: Asking): Judgement {
  const closed = asking.facts.consultations.filter(
    ({ closedOn }) => closedOn !== null && closedOn <= asking.facts.today,
  )
  if (closed.length === 0) return { state: 'not-yet', isAtRisk: false, values: { count: 0, received: 0 } }
  const received = closed.reduce((sum, one) => sum + one.received, 0)
  const open = closed.reduce((sum, one) => sum + one.received - one.answered, 0)
  return answer(open === 0, { ...asking, hasBegun: true }, { count: open, received })
}

function holdsOpenMeetings(asking: Asking): Judgement {
  const meetings = openMeetings(asking.facts)
  if (meetings === null) return { state: 'not-yet', isAtRisk: false, values: { count: 0 } }
  const { count } = meetings
  // The year is still open: two meetings can still be held.
  return count >= 2 ? answer(true, asking, { count }) : { state: 'not-yet', isAtRisk: true, values: { count } }
}

export type Stated = { requirement: string; isMet: boolean; explanation: string; url: string | null; at: Date }

export type Checked = {
  requirement: Requirement
  judgement: Judgement
  /** What the facilitator states where the platform does not see it by itself; the newest. */
  stated: Stated | null
  state: Judgement['state']
}

/** What the platform sees counts; only where it sees nothing does a statement speak. */
export function checkAll(asking: Asking, stated: readonly Stated[]): Checked[] {
  return requirements.map((requirement) => {
    const judgement = requirement.judge(asking)
    const own = stated.filter((one) => one.requirement === requirement.code).at(-1) ?? null
    const said = own ? (own.isMet ? 'met' : 'not-met') : null
    return { requirement, judgement, stated: own, state: judgement.state === 'met' ? 'met' : (said ?? judgement.state) }
  })
}
