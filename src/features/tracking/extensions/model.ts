import { daysBetween } from '../../../platform/civil-day.ts'
import type { ActivityState, CommitmentDocument } from '../../commitments/model.ts'

export const extensionDecisions = ['granted', 'refused'] as const
export type ExtensionDecision = (typeof extensionDecisions)[number]

export type Extension = {
  id: string
  folio: string
  commitmentId: string
  key: string
  number: string
  activityId: string
  code: string
  activity: string
  organization: string
  wasDueOn: string
  wantedOn: string
  reason: string
  askedAt: Date
  askedBy: string | null
  decision: {
    decision: ExtensionDecision
    grantedUntil: string | null
    reason: string
    approvedBy: string
    at: Date
  } | null
}

export type AskFault = 'no-date' | 'over' | 'not-later'

/** Only what has a date and is not done gets more time, and more is later. */
export function askFault(activity: { state: ActivityState; endsOn: string | null }, wantedOn: string): AskFault | null {
  if (activity.state !== 'not-started' && activity.state !== 'in-progress') return 'over'
  if (activity.endsOn === null) return 'no-date'
  return wantedOn > activity.endsOn ? null : 'not-later'
}

/** The commitment with another end of one activity; null where it has none of that code any more. */
export function withEnd(document: CommitmentDocument, code: string, endsOn: string): CommitmentDocument | null {
  const isThere = document.keyActions.some(({ activities }) => activities.some((activity) => activity.code === code))
  if (!isThere) return null
  const keyActions = document.keyActions.map((action) => ({
    ...action,
    activities: action.activities.map((activity) => (activity.code === code ? { ...activity, endsOn } : activity)),
  }))
  return { ...document, keyActions }
}

/** Days that were asked for beyond the date. */
export function daysAsked({ wasDueOn, wantedOn }: Pick<Extension, 'wasDueOn' | 'wantedOn'>): number {
  return daysBetween(wasDueOn, wantedOn)
}
