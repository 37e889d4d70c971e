import { daysBetween } from '../../../platform/civil-day.ts'
import { type Activity, activitiesOf, type CommitmentDocument } from '../model.ts'

/** The deadline light (semáforo de plazo): a matter of dates, never mixed with the workflow state (R-49, T-22). */
export const latenesses = ['late', 'due-soon', 'on-time', 'done', 'no-date'] as const
export type Lateness = (typeof latenesses)[number]

export type Deadline = {
  lateness: Lateness
  /** The date that decides, and how far it is: negative days have passed. Null when no date or nothing left to do. */
  date: string | null
  days: number | null
  /** The activity that decides, where it is one. */
  activity: string | null
}

/**
 * Where a commitment stands against its dates, on a day given as 'YYYY-MM-DD' in the plan's own time zone. An activity is
 * late from the day after its end until it is at least complete; a complete one waits for somebody else. When every activity
 * is verified (or cancelled) it is done. Without activities the commitment's own end decides.
 */
export function deadlineOf(
  commitment: Pick<CommitmentDocument, 'keyActions' | 'endsOn'>,
  today: string,
  dueSoonDays: number,
): Deadline {
  const activities = activitiesOf(commitment).filter((activity) => activity.state !== 'cancelled')
  const open = activities.filter((activity) => activity.state === 'not-started' || activity.state === 'in-progress')
  if (activities.length > 0 && activities.every((activity) => activity.state === 'verified')) return none('done')
  const next = earliest(open)
  if (next) return judged(next.endsOn, next.title, today, dueSoonDays)
  if (activities.length > 0 && open.length === 0) return none('on-time')
  if (commitment.endsOn) return judged(commitment.endsOn, null, today, dueSoonDays)
  return none('no-date')
}

/** The same for one activity. */
export function activityDeadline(
  activity: Pick<Activity, 'endsOn' | 'state' | 'title'>,
  today: string,
  dueSoonDays: number,
): Deadline {
  if (activity.state === 'verified' || activity.state === 'cancelled') return none('done')
  if (activity.state === 'complete') return none('on-time')
  return activity.endsOn ? judged(activity.endsOn, activity.title, today, dueSoonDays) : none('no-date')
}

function earliest(activities: readonly Activity[]): { endsOn: string; title: string } | null {
  let first: { endsOn: string; title: string } | null = null
  for (const { endsOn, title } of activities) {
    if (endsOn && (!first || endsOn < first.endsOn)) first = { endsOn, title }
  }
  return first
}

function judged(date: string, activity: string | null, today: string, dueSoonDays: number): Deadline {
  const days = daysBetween(today, date)
  const lateness = days < 0 ? 'late' : days <= dueSoonDays ? 'due-soon' : 'on-time'
  return { lateness, date, days, activity }
}

function none(lateness: Lateness): Deadline {
  return { lateness, date: null, days: null, activity: null }
}

/** days since somebody last said something, when it is at least the plan's limit; else null. */
export function silentDays(lastWord: string, today: string, limitDays: number): number | null {
  const days = daysBetween(lastWord, today)
  return days >= limitDays ? days : null
}
