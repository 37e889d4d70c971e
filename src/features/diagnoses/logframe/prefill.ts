import type { Alternative } from '../alternatives/model.ts'
import { childrenOf, inReadingOrder, sideOf, type TreeNode } from '../model.ts'
import { type Level, type Matrix, noAssumption, type Row } from './model.ts'

const mirrorOf = ({ mirror }: TreeNode) => mirror?.trim() ?? ''

/**
 * The matrix as the tree of objectives gives it: the ends are its Fin, the solved problem its Propósito, the means that the
 * alternative takes up its Componentes, and the root means below them its Actividades. A node without its mirror leaves its
 * narrative empty.
 */
export function matrixFrom(
  nodes: readonly TreeNode[],
  { nodeIds }: Pick<Alternative, 'nodeIds'>,
  makeId: () => string,
): Matrix {
  const row = (level: Level, code: string, node: TreeNode | null, narrative: string): Row => ({
    ...{ id: makeId(), level, code, nodeId: node?.id ?? null, narrative, version: 1 },
    ...{ assumption: noAssumption, indicators: [] },
  })
  const central = nodes.find(({ kind }) => kind === 'central') ?? null
  const ends = endsOf(nodes)
  const chosen = new Set(nodeIds)
  const taken = central
    ? childrenOf(nodes, central.id)
        .filter(({ kind }) => kind === 'direct-cause')
        .map((direct) => ({ direct, roots: rootsOf(nodes, direct) }))
        .filter(({ direct, roots }) => chosen.has(direct.id) || roots.some(({ id }) => chosen.has(id)))
    : []
  return {
    rows: [
      row('goal', 'F', ends[0] ?? null, goalOf(ends.map(mirrorOf).filter((words) => words !== ''))),
      row('purpose', 'P', central, central ? mirrorOf(central) : ''),
      ...taken.flatMap(({ direct, roots }, index) => [
        row('component', `C${index + 1}`, direct, mirrorOf(direct)),
        // A cause that was chosen whole brings all its roots; else only those that were chosen.
        ...(roots.some(({ id }) => chosen.has(id)) ? roots.filter(({ id }) => chosen.has(id)) : roots).map(
          (root, place) => row('activity', `A${index + 1}.${place + 1}`, root, mirrorOf(root)),
        ),
      ]),
    ],
  }
}

/** The farthest effects once solved; where there are none, the direct ones. */
function endsOf(nodes: readonly TreeNode[]): TreeNode[] {
  const effects = inReadingOrder(nodes).filter(({ kind }) => sideOf(kind) === 'effect')
  const final = effects.filter(({ kind }) => kind === 'final-effect')
  return final.length > 0 ? final : effects
}

function rootsOf(nodes: readonly TreeNode[], of: TreeNode): TreeNode[] {
  return childrenOf(nodes, of.id).flatMap((child) => [child, ...rootsOf(nodes, child)])
}

/** In the words of the matrix, whatever language the page is read in. */
function goalOf(ends: readonly string[]): string {
  const joined = ends.map((end) => end.replace(/[.;\s]+$/u, '')).join('; ')
  return joined === '' ? '' : `Contribuir a lo siguiente: ${joined}`
}
