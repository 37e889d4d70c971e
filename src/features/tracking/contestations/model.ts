import { addWorkingDays, workingDaysBetween } from '../../people/model/working-days.ts'

/** How long the institution has to answer. */
export const answerWorkingDays = 10

export const decisions = ['shown', 'withheld'] as const
export type Decision = (typeof decisions)[number]

export const outcomes = ['corrected', 'explained', 'rejected'] as const
export type Outcome = (typeof outcomes)[number]

export type Contestation = {
  id: string
  folio: string
  commitmentId: string
  key: string
  number: string
  code: string | null
  activity: string | null
  contestedState: string
  reason: string
  evidenceUrl: string | null
  signature: string | null
  filedAt: Date
  answerDueOn: string
  decision: { decision: Decision; reason: string; at: Date } | null
  answers: readonly { organization: string; answer: string; outcome: Outcome; at: Date }[]
}

export type Standing = 'waiting' | 'withheld' | 'unanswered' | 'overdue' | 'answered'

/** Hidden until decided; then its clock runs until the institution answers. */
export function standingOf({ decision, answers, answerDueOn }: Contestation, today: string): Standing {
  if (!decision) return 'waiting'
  if (decision.decision === 'withheld') return 'withheld'
  if (answers.length > 0) return 'answered'
  return today > answerDueOn ? 'overdue' : 'unanswered'
}

export function answerDue(filedOn: string): string {
  return addWorkingDays(filedOn, answerWorkingDays)
}

/** Working days left; negative once late. */
export function daysLeft(dueOn: string, today: string): number {
  return workingDaysBetween(today, dueOn)
}
