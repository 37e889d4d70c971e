import type { Point } from './projection.ts'

export type Weighted = Point & { weight: number }

/** `spread` is the sum of squared distances to the centres, each point as often as it weighs. */
export type Division = { labels: Int32Array; centres: Point[]; spread: number }

const mostRounds = 100

/** Sums of squared distances are compared to this share: smaller differences are rounding's. */
const tolerance = 1e-9

/** The cluster of each point, from the given centres (Lloyd's algorithm); the nearer centre, else the earlier. */
export function settledClusters(points: readonly Weighted[], seeds: readonly Point[]): Division {
  let centres = [...seeds]
  let labels = new Int32Array(points.length).fill(-1)
  for (let round = 0; round < mostRounds; round += 1) {
    const next = Int32Array.from(points, (point) => nearestOf(point, centres))
    const isSame = next.every((label, at) => label === labels[at])
    labels = next
    if (isSame) break
    centres = centresOf(points, labels, centres)
  }
  const spread = points.reduce(
    (sum, point, at) => sum + point.weight * apart(point, centres[labels[at] as number] as Point),
    0,
  )
  return { labels, centres, spread }
}

function nearestOf(point: Point, centres: readonly Point[]): number {
  let [best, least] = [0, Number.POSITIVE_INFINITY]
  for (let at = 0; at < centres.length; at += 1) {
    const distance = apart(point, centres[at] as Point)
    if (distance < least) [best, least] = [at, distance]
  }
  return best
}

function apart(a: Point, b: Point): number {
  return (a.x - b.x) ** 2 + (a.y - b.y) ** 2
}

function centresOf(points: readonly Weighted[], labels: Int32Array, before: readonly Point[]): Point[] {
  const sums = before.map(() => ({ x: 0, y: 0, weight: 0 }))
  for (const [at, { x, y, weight }] of points.entries()) {
    const sum = sums[labels[at] as number]
    if (!sum) continue
    sum.x += x * weight
    sum.y += y * weight
    sum.weight += weight
  }
  return sums.map(({ x, y, weight }, at) => (weight > 0 ? { x: x / weight, y: y / weight } : (before[at] as Point)))
}

/**
 * k clusters, none lighter than `lightest` where that can be: people far from everybody are set aside, the others divided anew, and
 * those set aside join the nearest cluster. So one person alone is no group.
 */
export function kClusters(points: readonly Weighted[], k: number, lightest: number): Int32Array {
  const whole = leastSpread(points, k)
  let [inside, found] = [[...points], whole]
  for (;;) {
    const weights = weightsOf(inside, found.labels, k)
    const heavy = inside.filter((_, at) => (weights[found.labels[at] as number] as number) >= lightest)
    if (heavy.length === inside.length) return Int32Array.from(points, (point) => nearestOf(point, found.centres))
    if (heavy.length < k) return whole.labels
    inside = heavy
    found = leastSpread(inside, k)
  }
}

/**
 * k-means without chance: from every point in turn as first seed, then each time the point farthest from the seeds so far; the
 * division with the least spread stands, the earlier where two are as good.
 */
function leastSpread(points: readonly Weighted[], k: number): Division {
  const [first, ...others] = points.map((point) => settledClusters(points, farthestFrom(points, point, k)))
  return others.reduce((best, next) => (next.spread < best.spread * (1 - tolerance) ? next : best), first as Division)
}

function weightsOf(points: readonly Weighted[], labels: Int32Array, k: number): Float64Array {
  const weights = new Float64Array(k)
  for (const [at, { weight }] of points.entries()) {
    const label = labels[at] as number
    weights[label] = (weights[label] as number) + weight
  }
  return weights
}

function farthestFrom(points: readonly Point[], first: Point, k: number): Point[] {
  const seeds = [first]
  const distances = points.map((point) => apart(point, first))
  while (seeds.length < k) {
    const far = distances.reduce((most, distance, at) => (distance > (distances[most] as number) ? at : most), 0)
    const seed = points[far] as Point
    seeds.push(seed)
    for (const [at, point] of points.entries()) distances[at] = Math.min(distances[at] as number, apart(point, seed))
  }
  return seeds
}

/** How well points sit in their clusters, from -1 to 1 (Rousseeuw, 1987); a cluster of one counts 0, as in Polis. */
export function silhouette(points: readonly Point[], labels: Int32Array): number {
  const k = labels.reduce((most, label) => Math.max(most, label + 1), 0)
  let total = 0
  for (const [at, point] of points.entries()) {
    const sums = new Float64Array(k)
    const counts = new Int32Array(k)
    for (const [other, place] of points.entries()) {
      if (other === at) continue
      const label = labels[other] as number
      sums[label] = (sums[label] as number) + Math.sqrt(apart(point, place))
      counts[label] = (counts[label] as number) + 1
    }
    total += sitting(sums, counts, labels[at] as number)
  }
  return points.length === 0 ? 0 : total / points.length
}

function sitting(sums: Float64Array, counts: Int32Array, own: number): number {
  if (counts[own] === 0) return 0
  const mean = (label: number) => (sums[label] as number) / (counts[label] as number)
  const others = [...counts.keys()].filter((label) => label !== own && (counts[label] as number) > 0).map(mean)
  if (others.length === 0) return 0
  const [inside, outside] = [mean(own), Math.min(...others)]
  const most = Math.max(inside, outside)
  return most === 0 ? 0 : (outside - inside) / most
}
