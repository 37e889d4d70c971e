import type { CommitmentDocument } from '../model.ts'

/** The promise as it stood after one change, with what is kept of the change. */
export type Version = {
  number: number
  document: CommitmentDocument
  reason: string
  approvedBy: string | null
  approvedOn: string | null
  approvalUrl: string | null
  authorId: string | null
  at: Date
}
