import type { Context } from '../../../platform/context.ts'
import { Refused } from '../../../platform/errors.ts'
import { childrenOf, moved, type TreeNode } from '../model.ts'
import { changed, type TreeRef, unchanged } from '../trees/commands.ts'
import { type Place, placed } from './model.ts'
import type { MoveFields } from './schema.ts'

/**
 * Hangs a node with all that hangs on it elsewhere, at the end or beside another, or changes places with the one before or after
 * it. Who moves what somebody else moved meanwhile is told, and nothing moves.
 */
export async function moveNode(context: Context, tree: TreeRef, id: string, fields: MoveFields): Promise<void> {
  await changed(context, tree, async (tx, nodes) => {
    const node = unchanged(nodes, id, fields.version)
    if (node.kind === 'central') throw new Refused('diagnoses.refused.central')
    const old = new Map(nodes.map((one) => [one.id, one]))
    const after = afterMove(nodes, node, fields.to).filter((one) => !isThere(one, old.get(one.id)))
    if (after.length === 0) return null
    for (const { id: one, parentId: parent_id, kind, position, version } of after) {
      // The one that was moved changed for whoever else moves it; those that only gave way did not.
      const next = one === id ? version + 1 : version
      await tx
        .updateTable('tree_nodes')
        .set({ parent_id, kind, position, version: next })
        .where('id', '=', one)
        .execute()
    }
    return { type: 'tree.node-moved', details: { node: id } }
  })
}

function isThere(after: TreeNode, old: TreeNode | undefined): boolean {
  return old?.parentId === after.parentId && old.kind === after.kind && old.position === after.position
}

function afterMove(nodes: readonly TreeNode[], node: TreeNode, to: MoveFields['to']): TreeNode[] {
  if (to === 'up' || to === 'down') return shifted(nodes, node, to)
  const after = typeof to === 'string' ? hung(nodes, node, to) : placed(nodes, node.id, to satisfies Place)
  if (after === 'gone') throw new Refused('diagnoses.refused.moved')
  if (after === 'cycle') throw new Refused('diagnoses.refused.cycle')
  if (after === 'side') throw new Refused('diagnoses.refused.side')
  return after
}

function hung(nodes: readonly TreeNode[], node: TreeNode, to: string) {
  return nodes.some(({ id }) => id === to) ? moved(nodes, node.id, to) : 'gone'
}

function shifted(nodes: readonly TreeNode[], node: TreeNode, way: 'up' | 'down'): TreeNode[] {
  const row = childrenOf(nodes, node.parentId ?? '').filter(({ kind }) => kind === node.kind)
  const other = row[row.findIndex(({ id }) => id === node.id) + (way === 'up' ? -1 : 1)]
  if (!other) throw new Refused('diagnoses.refused.edge')
  return nodes.map((one) => {
    if (one.id === node.id) return { ...one, position: other.position }
    return one.id === other.id ? { ...one, position: node.position } : one
  })
}
