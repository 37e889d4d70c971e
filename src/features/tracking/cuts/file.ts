import { csvRecord } from '../../../platform/csv/write.ts'
import { csvGuard } from '../../commitments/imports/template/guard.ts'
import { type FrozenBoard, type FrozenCommitment, isDisputed } from './model.ts'
import { judgedThen } from './past/voices.ts'

const columns = [
  ...(['commitment', 'commitment_title', 'opinion', 'key_action', 'weight', 'activity', 'title', 'starts_on'] as const),
  ...(['ends_on', 'state', 'state_since', 'reported_state', 'reported_at', 'answer', 'answer_reason'] as const),
  ...(['is_disputed', 'verification', 'verification_comment', 'is_validated'] as const),
]

/** A frozen board as a table with a row for each activity; the file itself, with its hash, is the JSON. */
export async function* csvPieces(board: FrozenBoard): AsyncGenerator<string> {
  yield csvRecord(columns)
  for (const commitment of board.commitments) yield rowsOf(commitment).map(csvRecord).join('')
}

function rowsOf(commitment: FrozenCommitment): string[][] {
  return commitment.keyActions.flatMap((action) =>
    action.activities.map((activity) => {
      const report = activity.reports.find(({ voice }) => voice === 'institution')
      const answer = activity.answers.find(({ voice }) => voice === 'civil-society')
      const { verification } = activity
      return [
        ...[commitment.key, csvGuard.write(commitment.title), commitment.opinion, csvGuard.write(action.code)],
        ...[action.weight === null ? '' : String(action.weight), csvGuard.write(activity.code)],
        ...[csvGuard.write(activity.title), activity.startsOn ?? '', activity.endsOn ?? '', activity.state],
        ...[activity.stateSince ?? '', report?.state ?? '', report?.at ?? '', answer?.stance ?? ''],
        ...[csvGuard.write(answer?.reason ?? ''), String(isDisputed(activity)), verification?.outcome ?? ''],
        ...[csvGuard.write(verification?.comment ?? ''), String(judgedThen(activity).isValidated)],
      ]
    }),
  )
}
