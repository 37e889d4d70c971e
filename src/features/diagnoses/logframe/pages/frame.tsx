import type { Child } from 'hono/jsx'
import type { Wrong } from '../../../../platform/http/answer-submission.ts'
import type { C } from '../../../../platform/http/env.ts'
import type { MessageKey } from '../../../../platform/i18n.ts'
import type { Space } from '../../../spaces/model.ts'
import type { ProblemTree, TreeNode } from '../../model.ts'
import { TreeFrame } from '../../pages/frame.tsx'
import { diagnosisPaths } from '../../paths.ts'
import type { MatrixFault } from '../faults.ts'
import type { Row } from '../model.ts'
import type { Logframe } from '../queries.ts'

/** What every page of a matrix is made of. */
export type LogframeView = {
  c: C
  space: Space
  tree: ProblemTree
  nodes: readonly TreeNode[]
  logframe: Logframe
  keeps: boolean
  wrong: Wrong
}

type FrameProps = {
  view: LogframeView
  title: string
  children: Child
  twins?: readonly ('json' | 'csv')[]
  width?: 'narrow'
  noindex?: boolean
  crumbs: readonly { label: string; href: string }[]
}

export function LogframeFrame({ view: { c, space, tree, wrong }, children, ...page }: FrameProps) {
  return <TreeFrame {...{ c, space, tree, wrong }} {...page} children={children} />
}

/** What is wrong, in words. */
export function faultWords(c: C, { code, field }: Pick<MatrixFault, 'code' | 'field'>): string {
  return c.var.t(`logframe.fault.${code}` as MessageKey, { field })
}

/** What its rules find, beside a field: what keeps the matrix back says so. Null where there is nothing. */
export function Beside({ c, faults }: { c: C; faults: readonly MatrixFault[] }) {
  if (faults.length === 0) return null
  return (
    <>
      {faults.map((fault) => (
        <span class={`fault ${fault.severity}`}>
          {c.var.t(`logframe.severity.${fault.severity}`, { fault: faultWords(c, fault) })}
        </span>
      ))}
    </>
  )
}

/** The node of the tree that a row came from, while it is there. */
export function Origin({ view: { c, tree, nodes }, row }: { view: LogframeView; row: Row }) {
  const node = nodes.find(({ id }) => id === row.nodeId)
  if (!node) return null
  return (
    <p class="small muted">
      {c.var.t('logframe.from')} <a href={diagnosisPaths.node(tree, node.id)}>{node.wording}</a>
    </p>
  )
}
