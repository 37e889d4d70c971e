import { childrenOf, moved, type NodeFacts, sideOf } from '../model.ts'

/** Before or after a node that hung on `parentId` when it was looked at. */
export type Place = { where: 'before' | 'after'; anchorId: string; parentId: string }

/**
 * The nodes after one of them, with all that hangs on it, was put beside another. 'gone' where that one hangs elsewhere by now:
 * whoever asked looked at another tree. 'cycle' and 'side' as of `moved`.
 */
export function placed<Node extends NodeFacts>(
  nodes: readonly Node[],
  id: string,
  { where, anchorId, parentId }: Place,
): Node[] | 'cycle' | 'side' | 'gone' {
  const node = nodes.find((one) => one.id === id)
  const anchor = nodes.find((one) => one.id === anchorId)
  if (!node || !anchor || anchor.parentId !== parentId) return 'gone'
  if (id === anchorId || sideOf(anchor.kind) !== sideOf(node.kind)) return 'side'
  const hung = node.parentId === parentId ? [...nodes] : moved(nodes, id, parentId)
  if (!Array.isArray(hung)) return hung
  const others = childrenOf(hung, parentId).filter((one) => one.id !== id && one.kind === anchor.kind)
  const at = others.findIndex((one) => one.id === anchorId) + (where === 'after' ? 1 : 0)
  const row = [...others.slice(0, at).map((one) => one.id), id, ...others.slice(at).map((one) => one.id)]
  return hung.map((one) => (row.includes(one.id) ? { ...one, position: row.indexOf(one.id) + 1 } : one))
}

/** Where the four buttons of a node lead; null where there is no such way. */
export type Ways = Record<'up' | 'down' | 'in' | 'out', string | null>

/** Up and down among those that hang beside it, in under the one above, out beside its parent: as the form takes them. */
export function waysOf(nodes: readonly NodeFacts[], node: NodeFacts): Ways {
  const { parentId } = node
  if (parentId === null) return { up: null, down: null, in: null, out: null }
  const row = childrenOf(nodes, parentId).filter(({ kind }) => kind === node.kind)
  const at = row.findIndex(({ id }) => id === node.id)
  const [above, below] = [row[at - 1], row[at + 1]]
  const parent = nodes.find(({ id }) => id === parentId)
  return {
    up: above ? `before:${above.id}@${parentId}` : null,
    down: below ? `after:${below.id}@${parentId}` : null,
    in: above ? above.id : null,
    out: parent?.parentId ? `after:${parent.id}@${parent.parentId}` : null,
  }
}
