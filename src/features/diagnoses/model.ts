/** Where a node stands: causes below the central problem, effects above it. */
export const nodeKinds = ['final-effect', 'direct-effect', 'central', 'direct-cause', 'root-cause'] as const
export type NodeKind = (typeof nodeKinds)[number]
export type Side = 'cause' | 'effect'

/** What the rules need of a node. */
export type NodeFacts = {
  id: string
  kind: NodeKind
  parentId: string | null
  position: number
  wording: string
  /** The same thing solved: what it is in the tree of objectives. */
  mirror: string | null
}

export type TreeNode = NodeFacts & { version: number }

export type Topic = { id: string; number: number; name: string; consultation: { slug: string; title: string } }

export type ProblemTree = {
  id: string
  space: { id: string; slug: string; name: string; isFictional: boolean }
  exercise: { slug: string; title: string } | null
  topic: Topic | null
  slug: string
  title: string
  version: number
  publishedAt: Date | null
}

/** Null of the central problem, which has both sides. */
export function sideOf(kind: NodeKind): Side | null {
  if (kind === 'central') return null
  return kind === 'direct-cause' || kind === 'root-cause' ? 'cause' : 'effect'
}

/** The kind of a node that hangs on another: direct on the central problem, further away on its own side; null on the other side. */
export function kindUnder(parent: NodeKind, side: Side): NodeKind | null {
  if (parent === 'central') return side === 'cause' ? 'direct-cause' : 'direct-effect'
  if (sideOf(parent) !== side) return null
  return side === 'cause' ? 'root-cause' : 'final-effect'
}

export function childrenOf<Node extends NodeFacts>(nodes: readonly Node[], id: string): Node[] {
  return nodes.filter(({ parentId }) => parentId === id).sort((a, b) => a.position - b.position)
}

/** Top to bottom as it is read: the farthest effects first, then the central problem, then causes down to the roots. */
export function inReadingOrder<Node extends NodeFacts>(nodes: readonly Node[]): Node[] {
  const central = nodes.find(({ kind }) => kind === 'central')
  if (!central) return []
  const below = (node: Node, side: Side): Node[] =>
    childrenOf(nodes, node.id)
      .filter(({ kind }) => sideOf(kind) === side)
      .flatMap((child) => (side === 'effect' ? [...below(child, side), child] : [child, ...below(child, side)]))
  return [...below(central, 'effect'), central, ...below(central, 'cause')]
}

/** Whether one of them is reached from the other by its parents. */
function hangsOn(nodes: readonly NodeFacts[], id: string, ancestor: string): boolean {
  const byId = new Map(nodes.map((node) => [node.id, node]))
  const seen = new Set<string>()
  for (let at = byId.get(id); at && !seen.has(at.id); at = at.parentId ? byId.get(at.parentId) : undefined) {
    if (at.id === ancestor) return true
    seen.add(at.id)
  }
  return false
}

/**
 * The nodes after one of them, with all that hangs on it, was hung on another; kinds follow. 'cycle' where it would hang on
 * itself, 'side' where a cause would hang on an effect or the reverse.
 */
export function moved<Node extends NodeFacts>(
  nodes: readonly Node[],
  id: string,
  parentId: string,
): Node[] | 'cycle' | 'side' {
  const node = nodes.find((one) => one.id === id)
  const parent = nodes.find((one) => one.id === parentId)
  const side = node && sideOf(node.kind)
  if (!node || !parent || !side) return 'side'
  if (hangsOn(nodes, parentId, id)) return 'cycle'
  const kind = kindUnder(parent.kind, side)
  if (!kind) return 'side'
  const position = Math.max(0, ...childrenOf(nodes, parentId).map((one) => one.position)) + 1
  const further = kindUnder(kind, side) ?? kind
  return nodes.map((one) => {
    if (one.id === id) return { ...one, parentId, kind, position }
    return hangsOn(nodes, one.id, id) ? { ...one, kind: further } : one
  })
}

export type TreeFault = 'central' | 'causes' | 'effects' | 'cycle' | 'sides'

/** What keeps a tree from being published. */
export function treeFaults(nodes: readonly NodeFacts[]): TreeFault[] {
  const central = nodes.filter(({ kind }) => kind === 'central')
  const faults: TreeFault[] = []
  if (central.length !== 1) faults.push('central')
  if (nodes.filter(({ kind }) => kind === 'direct-cause').length < 2) faults.push('causes')
  if (!nodes.some(({ kind }) => sideOf(kind) === 'effect')) faults.push('effects')
  const root = central[0]
  if (root && nodes.some(({ id }) => !hangsOn(nodes, id, root.id))) faults.push('cycle')
  const byId = new Map(nodes.map((node) => [node.id, node]))
  const isAstray = ({ kind, parentId }: NodeFacts) => {
    const side = sideOf(kind)
    const parent = parentId === null ? undefined : byId.get(parentId)
    return side !== null && (!parent || kindUnder(parent.kind, side) !== kind)
  }
  if (nodes.some(isAstray)) faults.push('sides')
  return faults
}

/** A missing solution is no problem: it hides what is to be changed. */
const missing = /^\s*(?:la |el |una? )?(?:(?:falta|ausencia|inexistencia|carencia)s? de\b|no hay\b|no existen?\b)/iu

export function isMissingSolution(wording: string): boolean {
  return missing.test(wording)
}

export type Worries = { missingSolutions: string[]; withoutMirror: string[] }

/** What is warned of and stops nothing: ids of nodes. */
export function worriesOf(nodes: readonly NodeFacts[]): Worries {
  return {
    missingSolutions: nodes.filter(({ wording }) => isMissingSolution(wording)).map(({ id }) => id),
    withoutMirror: nodes.filter(({ mirror }) => !mirror?.trim()).map(({ id }) => id),
  }
}

/** The tree of objectives: every node solved, in the same place; causes turn into means and effects into ends. Null: not written yet. */
export function objectivesOf<Node extends NodeFacts>(nodes: readonly Node[]): (Node & { objective: string | null })[] {
  return nodes.map((node) => ({ ...node, objective: node.mirror?.trim() || null }))
}
