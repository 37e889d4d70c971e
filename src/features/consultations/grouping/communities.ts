import type { Neighbour } from './nearest.ts'

/** Who is tied to whom and how strongly; both ways, and a node to itself when it stands for several. */
export type Ties = Map<number, number>[]

/**
 * Each text tied to its nearest. A tie's strength is the cosine over the geometric mean of how near either one's neighbours are
 * on the whole, so that a long text with many faint likenesses counts as one with few strong ones (local scaling after
 * Zelnik-Manor and Perona, 2004).
 */
export function tiesOf(neighbours: readonly (readonly Neighbour[])[]): Ties {
  const usual = neighbours.map((list) => list.reduce((sum, { score }) => sum + score, 0) / Math.max(1, list.length))
  const ties: Ties = neighbours.map(() => new Map())
  for (const [one, list] of neighbours.entries()) {
    for (const { other, score } of list) {
      const strength = score / Math.sqrt((usual[one] ?? 1) * (usual[other] ?? 1))
      ties[one]?.set(other, strength)
      ties[other]?.set(one, strength)
    }
  }
  // Sums run over a node's ties in the order in which they stand.
  return ties.map((list) => new Map([...list].sort(([a], [b]) => a - b)))
}

/**
 * Louvain's method (Blondel and others, 2008) in a fixed order: nodes move to the community where modularity gains most, then
 * communities become nodes, until nothing moves. `resolution` above 1 makes more and smaller ones (Reichardt and Bornholdt, 2006).
 * Gives each node's community, numbered by first appearance.
 */
export function communitiesOf(ties: Ties, resolution: number): Int32Array {
  let graph = ties
  let membership = Int32Array.from(ties, (_, node) => node)
  for (;;) {
    const moved = moveNodes(graph, resolution)
    if (moved === null) return membership
    const numbers = renumbered(moved)
    membership = membership.map((node) => numbers[node] as number)
    graph = contracted(graph, numbers)
  }
}

const mostRounds = 50
/** A gain smaller than what rounding makes of nothing is none. */
const least = 1e-12

function moveNodes(graph: Ties, resolution: number): Int32Array | null {
  const degrees = graph.map(degreeOf)
  const all = degrees.reduce((sum, degree) => sum + degree, 0)
  const community = Int32Array.from(graph, (_, node) => node)
  const totals = Float64Array.from(degrees)
  let hasMoved = false
  for (let round = 0, isMoving = all > 0; isMoving && round < mostRounds; round += 1) {
    isMoving = false
    for (let node = 0; node < graph.length; node += 1) {
      const own = community[node] as number
      const degree = degrees[node] as number
      totals[own] = (totals[own] as number) - degree
      const towards = strengths(graph[node] as Map<number, number>, node, community)
      const gain = (to: number, strength: number) => strength - (resolution * (totals[to] as number) * degree) / all
      let [best, most] = [own, gain(own, towards.get(own) ?? 0)]
      for (const [to, strength] of towards) {
        const value = gain(to, strength)
        if (value > most + least) [best, most] = [to, value]
      }
      totals[best] = (totals[best] as number) + degree
      if (best === own) continue
      community[node] = best
      isMoving = true
      hasMoved = true
    }
  }
  return hasMoved ? community : null
}

function degreeOf(list: ReadonlyMap<number, number>, node: number): number {
  let sum = 0
  for (const [other, strength] of list) sum += other === node ? 2 * strength : strength
  return sum
}

/** How strongly a node is tied to each community, the lowest number first. */
function strengths(list: ReadonlyMap<number, number>, node: number, community: Int32Array): Map<number, number> {
  const sums = new Map<number, number>()
  for (const [other, strength] of list) {
    if (other === node) continue
    const to = community[other] as number
    sums.set(to, (sums.get(to) ?? 0) + strength)
  }
  return new Map([...sums].sort(([a], [b]) => a - b))
}

/** The same division with numbers from 0 on, by first appearance. */
export function renumbered(labels: Int32Array): Int32Array {
  const numbers = new Map<number, number>()
  return labels.map((label) => {
    const number = numbers.get(label) ?? numbers.size
    numbers.set(label, number)
    return number
  })
}

/** One node for each group, with the strengths between them added up. */
export function contracted(graph: Ties, groups: Int32Array): Ties {
  const size = groups.reduce((most, group) => Math.max(most, group + 1), 0)
  const next: Ties = Array.from({ length: size }, () => new Map())
  for (const [node, list] of graph.entries()) {
    for (const [other, strength] of list) {
      if (other < node) continue
      const [a, b] = [groups[node] as number, groups[other] as number]
      next[a]?.set(b, (next[a]?.get(b) ?? 0) + strength)
      if (a !== b) next[b]?.set(a, (next[b]?.get(a) ?? 0) + strength)
    }
  }
  return next.map((list) => new Map([...list].sort(([a], [b]) => a - b)))
}
