import type { Wrong } from '../../../platform/http/answer-submission.ts'
import type { C } from '../../../platform/http/env.ts'
import type { Space } from '../../spaces/model.ts'
import type { Alternative } from '../alternatives/model.ts'
import type { Evidence } from '../evidence/queries.ts'
import type { Kit, KitTable } from '../kits/model.ts'
import type { deliveryTotals, Results } from '../kits/queries.ts'
import type { ProblemTree, TreeNode } from '../model.ts'

export type KitView = {
  c: C
  space: Space
  tree: ProblemTree
  kit: Kit
  keeps: boolean
  nodes: readonly TreeNode[]
  evidence: ReadonlyMap<string, Evidence>
  alternatives: readonly Alternative[]
  results: Results | null
  totals: Awaited<ReturnType<typeof deliveryTotals>>
  /** When its words changed last, after everybody could read it. */
  changedAt: Date | null
  /** The page of one table of it; null: of all. */
  table: KitTable | null
  /** The one who looks has a place at a table of it: by the link of which mail, and whether she said that she has it. */
  place: { delivery: string | null; has: boolean } | null
  wrong: Wrong
}
