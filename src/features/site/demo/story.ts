import type { ActivityState, CommitmentDocument } from '../../commitments/model.ts'
import type { ChangeFile, PauseFile, PlanFile } from './files.ts'

/** Something that happens on a day of the story. */
export type Step =
  | { kind: 'reports'; day: number }
  | { kind: 'change'; day: number; change: ChangeFile }
  | { kind: 'pause' | 'resume'; day: number; pause: PauseFile }

/** What happens after publication, in order. */
export function stepsOf(file: PlanFile): Step[] {
  const days = new Set(reportsOf(file).map((report) => report.day))
  const steps: Step[] = [
    ...[...days].map((day) => ({ kind: 'reports', day }) as const),
    ...(file.changes ?? []).map((change) => ({ kind: 'change', day: change.day, change }) as const),
    ...(file.pauses ?? []).map((pause) => ({ kind: 'pause', day: pause.sinceDay, pause }) as const),
    ...(file.pauses ?? []).map((pause) => ({ kind: 'resume', day: pause.endedDay, pause }) as const),
  ]
  return steps.sort((a, b) => a.day - b.day)
}

function reportsOf(file: PlanFile) {
  return file.commitments.flatMap((commitment) =>
    (commitment.keyActions ?? []).flatMap((action) =>
      action.activities.flatMap((activity) =>
        activity.reports.map((report) => ({ ...report, key: commitment.key, code: activity.code })),
      ),
    ),
  )
}

/** The documents after the reports of one day; those that nobody spoke of are the same objects. */
export function afterReports(
  file: PlanFile,
  day: number,
  documents: readonly CommitmentDocument[],
): CommitmentDocument[] {
  const said = new Map(
    reportsOf(file)
      .filter((report) => report.day === day)
      .map((report) => [`${report.key} ${report.code}`, report.state]),
  )
  return documents.map((document) => {
    const codes = document.keyActions.flatMap((action) =>
      action.activities.map(({ code }) => `${document.key} ${code}`),
    )
    const isSpokenOf = codes.some((code) => said.has(code))
    return isSpokenOf ? withStates(document, (code) => said.get(`${document.key} ${code}`)) : document
  })
}

function withStates(
  document: CommitmentDocument,
  stateOf: (code: string) => ActivityState | undefined,
): CommitmentDocument {
  return {
    ...document,
    keyActions: document.keyActions.map((action) => ({
      ...action,
      activities: action.activities.map((activity) => ({
        ...activity,
        state: stateOf(activity.code) ?? activity.state,
      })),
    })),
  }
}

/** The documents after a change of dates; the others are the same objects. */
export function afterChange(change: ChangeFile, documents: readonly CommitmentDocument[]): CommitmentDocument[] {
  return documents.map((document) => (document.key === change.commitment ? withDates(document, change) : document))
}

function withDates(document: CommitmentDocument, { dates, targets }: ChangeFile): CommitmentDocument {
  return {
    ...document,
    ...dates[''],
    keyActions: document.keyActions.map((action) => ({
      ...action,
      ...dates[action.code],
      activities: action.activities.map((activity) => ({ ...activity, ...dates[activity.code] })),
    })),
    indicators: document.indicators.map((indicator) => ({
      ...indicator,
      targetOn: targets[indicator.code] ?? indicator.targetOn,
    })),
  }
}
