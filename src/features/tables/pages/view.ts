import type { Wrong } from '../../../platform/http/answer-submission.ts'
import type { C } from '../../../platform/http/env.ts'
import type { Agreement } from '../../governance/agreements/model.ts'
import type { Space } from '../../spaces/model.ts'
import type { Approver } from '../drafts/approvals/queries.ts'
import { type Draft, stateOfDraft } from '../drafts/model.ts'
import type { WorkingTable } from '../model.ts'
import type { Presence } from '../presence/model.ts'
import type { Registration } from '../registrations/model.ts'
import type { Seated } from '../registrations/queries.ts'

export type TableView = {
  c: C
  space: Space
  table: WorkingTable
  keeps: boolean
  seating: { seated: Seated; waiting: number }
  presence: Presence
  agreements: readonly Agreement[]
  drafts: readonly Draft[]
  alternatives: readonly { id: string; number: number; wording: string }[]
  wrong: Wrong
}

export type DraftView = {
  c: C
  space: Space
  table: WorkingTable
  draft: Draft
  keeps: boolean
  rates: boolean
  approvers: readonly Approver[]
  /** Who reads with the secret of her place at the table, and the secret. */
  guest: { registration: Registration; secret: string } | null
  /** The address of the commitment that it became, for those who may see its plan. */
  commitmentHref: string | null
  /** The passage that changed while somebody decided on it: both are shown. */
  changed: string | null
  wrong: Wrong
}

/** Whether anything can still be said of it and decided. */
export function isOpen({ draft, table }: Pick<DraftView, 'draft' | 'table'>): boolean {
  return ['discussed', 'approved'].includes(stateOfDraft(draft)) && table.cancelledReason === null
}
