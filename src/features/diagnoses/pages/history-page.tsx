import type { C } from '../../../platform/http/env.ts'
import { Diff } from '../../../ui/Diff.tsx'
import { EmptyState } from '../../../ui/EmptyState.tsx'
import { formatDateTime } from '../../../ui/format.ts'
import { Timeline } from '../../../ui/Timeline.tsx'
import type { Space } from '../../spaces/model.ts'
import type { ProblemTree, TreeNode } from '../model.ts'
import { diagnosisPaths } from '../paths.ts'
import type { Rewording } from '../rewordings/queries.ts'
import { TreeFrame } from './frame.tsx'

type Props = {
  c: C
  space: Space
  tree: ProblemTree
  nodes: readonly TreeNode[]
  rewordings: readonly Rewording[]
}

/** What the tree, its nodes and its kits said before, newest first. */
export function HistoryPage({ c, space, tree, nodes, rewordings }: Props) {
  const { t, context } = c.var
  return (
    <TreeFrame c={c} space={space} tree={tree} title={t('diagnoses.history')} noindex>
      {rewordings.length === 0 ? <EmptyState title={t('diagnoses.history.none')} /> : null}
      <Timeline
        items={rewordings.map((one) => ({
          title: (
            <>
              {t(`diagnoses.history.${one.field}`)} <Of c={c} tree={tree} nodes={nodes} one={one} />
            </>
          ),
          when: formatDateTime(one.at, context.locale),
          datetime: one.at.toISOString(),
          text: <Diff t={t} before={one.before} after={one.after} />,
        }))}
      />
    </TreeFrame>
  )
}

/** What it belongs to: a kit, or a node while it is there. */
function Of({ c, tree, nodes, one }: Pick<Props, 'c' | 'tree' | 'nodes'> & { one: Rewording }) {
  const node = nodes.find(({ id }) => id === one.nodeId)
  if (one.kit) return <a href={diagnosisPaths.kit(tree, one.kit.id)}>{one.kit.title}</a>
  if (node) return <a href={diagnosisPaths.node(tree, node.id)}>{node.wording}</a>
  return <span>{one.nodeId ? c.var.t('diagnoses.history.gone') : tree.title}</span>
}
