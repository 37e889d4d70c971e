import { activityDeadline, type Deadline } from '../../../commitments/lateness/model.ts'
import type { ActivityState } from '../../../commitments/model.ts'
import { type Plan, standingPause } from '../../../commitments/plan/model.ts'
import { byUrgency, isDisputed, type Told, type Turn, turnOf, type Voices, voicesOf } from '../model.ts'

export type DeskActivity = {
  id: string
  commitmentId: string
  key: string
  number: string
  commitment: string
  code: string
  title: string
  startsOn: string | null
  endsOn: string | null
  state: ActivityState
  isDisputed: boolean
  hasPartner: boolean
}

export type DeskRow = DeskActivity & {
  deadline: Deadline
  isPaused: boolean
  voices: Voices
  turn: Turn
  /** The newest report is of another organisation than the reader's. */
  mayAnswer: boolean
  /** It has a date and is not done: more time may be asked for by who leads. */
  mayAsk: boolean
}

/** A plan's activities with everything that decides their order, most urgent first. */
export function deskRows(
  plan: Plan,
  activities: readonly DeskActivity[],
  told: ReadonlyMap<string, Pick<Told, 'reports' | 'answers' | 'verifications'>>,
  reader: { today: string; organizationIds: readonly string[] },
): DeskRow[] {
  const rows = activities.map((activity) => {
    const voices = voicesOf(told.get(activity.id) ?? { reports: [], answers: [], verifications: [] })
    const isPaused = standingPause(plan.pauses, activity.commitmentId) !== null
    return {
      ...activity,
      voices,
      isPaused,
      isDisputed: isDisputed(voices),
      deadline: activityDeadline(activity, reader.today, plan.dueSoonDays),
      turn: turnOf(activity.state, voices, { hasPartner: activity.hasPartner, isPaused }),
      mayAsk: activity.endsOn !== null && (activity.state === 'not-started' || activity.state === 'in-progress'),
      mayAnswer: voices.reported !== null && !reader.organizationIds.includes(voices.reported.organizationId),
    }
  })
  return byUrgency(rows)
}
