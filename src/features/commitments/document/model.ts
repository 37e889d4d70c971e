import type { CommitmentDocument } from '../model.ts'

/** A commitment as it lies in the database: its id and version beside the document. */
export type StoredCommitment = { id: string; version: number; updatedAt: Date; document: CommitmentDocument }

/** What is kept of an approval when a published promise changes. */
export type Approval = {
  reason: string
  approvedBy: string | null
  approvedOn: string | null
  approvalUrl: string | null
}

/** The document without what is said of it later: states of activities and outside judgements are not the promise. */
export function promiseOf(document: CommitmentDocument): CommitmentDocument {
  return {
    ...document,
    assessments: [],
    keyActions: document.keyActions.map((action) => ({
      ...action,
      activities: action.activities.map((activity) => ({ ...activity, state: 'not-started' })),
    })),
  }
}

/** 'startsOn' → 'starts_on', the column of a field. */
export function columnOf(field: string): string {
  return field.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)
}

/** Texts that the search looks into beside the title. */
export function searchTextOf(document: CommitmentDocument): string {
  return [
    document.number,
    document.externalId,
    document.summary,
    document.problem,
    document.causes,
    document.previousActions,
    document.solution,
    document.expectedResults,
    document.finalResult,
    document.genderInclusion,
    document.supportingActors,
    document.responsibleOffice,
    ...document.organizations.flatMap((party) => [party.name, party.acronym]),
    ...document.expectedProducts,
    ...document.keyActions.flatMap((action) => [action.title, ...action.activities.map((activity) => activity.title)]),
    ...document.indicators.map((indicator) => indicator.name),
    document.fullText,
  ]
    .filter((text) => text)
    .join('\n')
}
