import type { Wrong } from '../../../../platform/http/answer-submission.ts'
import type { Candidacy, PaperCount } from '../model.ts'
import type { Count, RollTotals, Voter } from '../queries.ts'
import type { ElectionPlace } from './frame.tsx'

export type DeskView = ElectionPlace & {
  candidacies: readonly Candidacy[]
  voters: { rows: readonly Voter[]; count: number; page: number; name: string }
  totals: RollTotals
  paper: PaperCount | null
  count: Count | null
  isSeated: boolean
  organizations: readonly { id: string; name: string }[]
  wrong: Wrong
}
