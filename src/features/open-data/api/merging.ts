import { activitiesOf, type CommitmentDocument } from '../../commitments/model.ts'

/** The promise as sent, with what others have said of it as stored: states of activities and outside judgements. */
export function withStoredWord(sent: CommitmentDocument, stored: CommitmentDocument): CommitmentDocument {
  const states = new Map(activitiesOf(stored).map((activity) => [activity.code, activity.state]))
  return {
    ...sent,
    assessments: stored.assessments,
    keyActions: sent.keyActions.map((action) => ({
      ...action,
      activities: action.activities.map((activity) => ({
        ...activity,
        state: states.get(activity.code) ?? 'not-started',
      })),
    })),
  }
}
