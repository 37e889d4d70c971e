import type { Wrong } from '../../../platform/http/answer-submission.ts'
import type { C } from '../../../platform/http/env.ts'
import type { Space } from '../../spaces/model.ts'
import type { Evidence } from '../evidence/queries.ts'
import type { ProblemTree, Topic, TreeNode } from '../model.ts'

export type NodeView = {
  c: C
  space: Space
  tree: ProblemTree
  nodes: readonly TreeNode[]
  node: TreeNode
  evidence: Evidence | undefined
  folios: readonly string[]
  topics: readonly Topic[]
  wrong: Wrong
}
