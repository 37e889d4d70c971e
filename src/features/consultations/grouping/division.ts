import { communitiesOf, contracted, renumbered, type Ties } from './communities.ts'

/** On texts coded by people, 1.5 agrees as well as 1 or better, and its smaller groups are quicker to look through. */
const usualResolution = 1.5

/** Texts divided into as many groups as their ties suggest, or into `wanted` (fewer only when there are fewer texts). */
export function divided(ties: Ties, wanted: number | null): Int32Array {
  if (wanted === null) return communitiesOf(ties, usualResolution)
  const most = Math.min(wanted, ties.length)
  return merged(ties, atLeast(ties, most), most)
}

/** The coarsest division found that has `wanted` groups or more: resolution doubled until it does, then narrowed. */
function atLeast(ties: Ties, wanted: number): Int32Array {
  let low = 0.05
  let high = 0.05
  let finest = communitiesOf(ties, high)
  while (sizeOf(finest) < wanted) {
    low = high
    high *= 2
    finest = high > 1e9 ? Int32Array.from(ties, (_, node) => node) : communitiesOf(ties, high)
  }
  for (let step = 0; step < 8 && sizeOf(finest) > wanted; step += 1) {
    const middle = (low + high) / 2
    const division = communitiesOf(ties, middle)
    if (sizeOf(division) >= wanted) [finest, high] = [division, middle]
    else low = middle
  }
  return finest
}

function sizeOf(division: Int32Array): number {
  return division.reduce((most, group) => Math.max(most, group + 1), 0)
}

/** Joins, again and again, the two groups with the strongest tie between their members on average; untied ones last, smallest first. */
function merged(ties: Ties, division: Int32Array, wanted: number): Int32Array {
  const between = contracted(ties, division)
  const sizes = new Float64Array(between.length)
  for (const group of division) sizes[group] = (sizes[group] as number) + 1
  const into = Int32Array.from(between, (_, group) => group)
  for (let left = between.length; left > wanted; left -= 1) {
    const [keep, gone] = closest(between, sizes) ?? smallest(sizes)
    for (const [other, strength] of between[gone] ?? []) {
      between[other]?.delete(gone)
      if (other === keep || other === gone) continue
      const sum = (between[keep]?.get(other) ?? 0) + strength
      between[keep]?.set(other, sum)
      between[other]?.set(keep, sum)
    }
    between[gone] = new Map()
    sizes[keep] = (sizes[keep] as number) + (sizes[gone] as number)
    sizes[gone] = 0
    for (let group = 0; group < into.length; group += 1) if (into[group] === gone) into[group] = keep
  }
  return renumbered(division.map((group) => into[group] as number))
}

function closest(between: Ties, sizes: Float64Array): [number, number] | null {
  let best: [number, number] | null = null
  let most = 0
  for (let group = 0; group < between.length; group += 1) {
    for (const [other, strength] of between[group] ?? []) {
      if (other <= group) continue
      const mean = strength / ((sizes[group] as number) * (sizes[other] as number))
      if (mean > most || (mean === most && best && isBefore(group, other, best))) [best, most] = [[group, other], mean]
    }
  }
  return best
}

function isBefore(group: number, other: number, best: readonly [number, number]): boolean {
  return group < best[0] || (group === best[0] && other < best[1])
}

function smallest(sizes: Float64Array): [number, number] {
  const standing = [...sizes.keys()].filter((group) => (sizes[group] as number) > 0)
  const [a = 0, b = 0] = standing.sort((x, y) => (sizes[x] as number) - (sizes[y] as number) || x - y)
  return a < b ? [a, b] : [b, a]
}
