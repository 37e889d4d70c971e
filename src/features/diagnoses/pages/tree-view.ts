import type { Wrong } from '../../../platform/http/answer-submission.ts'
import type { C } from '../../../platform/http/env.ts'
import type { Space } from '../../spaces/model.ts'
import type { Alternative } from '../alternatives/model.ts'
import type { NodeComment } from '../comments/queries.ts'
import type { Evidence } from '../evidence/queries.ts'
import type { Kit } from '../kits/model.ts'
import type { ProblemTree, TreeNode } from '../model.ts'

export type TreeView = {
  c: C
  space: Space
  tree: ProblemTree
  keeps: boolean
  nodes: readonly TreeNode[]
  evidence: ReadonlyMap<string, Evidence>
  comments: readonly NodeComment[]
  alternatives: readonly Alternative[]
  kits: readonly Kit[]
  /** There is a logic framework for this reader. */
  hasMatrix: boolean
  wrong: Wrong
}
