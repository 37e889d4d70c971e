import type { C } from '../../../platform/http/env.ts'
import type { ProblemTree, TreeNode } from '../model.ts'
import { waysOf } from '../moves/model.ts'
import { diagnosisPaths } from '../paths.ts'

const arrows = { up: '↑', down: '↓', in: '→', out: '←' } as const
const names = ['up', 'down', 'in', 'out'] as const

/** Up, down, under the one above, out beside its parent: one form, whose buttons say where they lead. */
export function MoveButtons({
  c,
  tree,
  nodes,
  node,
}: {
  c: C
  tree: ProblemTree
  nodes: readonly TreeNode[]
  node: TreeNode
}) {
  const { t } = c.var
  const ways = waysOf(nodes, node)
  if (node.parentId === null || names.every((name) => ways[name] === null)) return null
  return (
    <form
      method="post"
      action={diagnosisPaths.move(tree, node.id)}
      class="move-buttons"
      data-node={node.id}
      data-parent={node.parentId}
    >
      <input type="hidden" name="version" value={node.version} />
      <input type="hidden" name="from" value="lista" />
      {names.map((name) => {
        const to = ways[name]
        return to ? (
          <button type="submit" class="button quiet small-button" name="to" value={to} data-way={name}>
            <span aria-hidden="true">{arrows[name]}</span>
            <span class="visually-hidden">{t(`diagnoses.sort.${name}`, { node: node.wording })}</span>
          </button>
        ) : null
      })}
    </form>
  )
}
