import { kClusters, settledClusters, silhouette, type Weighted } from './clusters.ts'
import type { Point } from './projection.ts'

/** Polis' numbers (math/src/polismath/math/conversation.clj): base-k, max-k, and who counts as taking part. */
const baseClusters = 100
const mostGroups = 5
const enoughVotes = 7
const fewPeople = 15
/** A group of one or two among hundreds says nothing of opinions, and shows how those few voted. Polis has no such floor. */
const leastShare = 0.02

/**
 * Who is put in a group: whoever voted at least 7 times, or on every comment where there are fewer; when that leaves fewer than 15,
 * those who voted most make up the number (all of those who voted as often as the last, so that no name decides).
 */
export function takingPart(voteCounts: readonly number[], comments: number): boolean[] {
  const needed = Math.min(enoughVotes, comments)
  const enough = voteCounts.filter((count) => count >= needed).length
  if (enough >= fewPeople) return voteCounts.map((count) => count >= needed)
  const most = [...voteCounts].sort((a, b) => b - a)
  const last = Math.max(1, most[Math.min(fewPeople, most.length) - 1] ?? 1)
  return voteCounts.map((count) => count >= Math.min(needed, last))
}

export type Silhouettes = Partial<Record<number, number>>

/**
 * Groups of people who stand near each other: as in Polis first up to 100 small clusters, then k-means of these, weighted by their
 * people, for k from 2 to 5; the k with the best mean silhouette stands, the smaller of two as good. One group where nobody differs.
 */
export function opinionGroups(points: readonly Point[]): { labels: Int32Array; silhouettes: Silhouettes } {
  const base = baseOf(points)
  const most = Math.min(mostGroups, 2 + Math.floor(base.points.length / 12), base.points.length)
  const lightest = Math.max(2, Math.ceil(points.length * leastShare))
  let best = { labels: new Int32Array(base.points.length), score: Number.NEGATIVE_INFINITY }
  const silhouettes: Silhouettes = {}
  for (let k = 2; k <= most; k += 1) {
    const labels = kClusters(base.points, k, lightest)
    const score = Math.round(silhouette(base.points, labels) * 1e9) / 1e9
    silhouettes[k] = score
    if (score > best.score) best = { labels: Int32Array.from(labels), score }
  }
  return { labels: base.members.map((small) => best.labels[small] as number), silhouettes }
}

/** Distinct places, or 100 clusters of them seeded evenly along the first direction: the small clusters and whose each is. */
function baseOf(points: readonly Point[]): { points: Weighted[]; members: Int32Array } {
  const places = new Map<string, Weighted>()
  for (const { x, y } of points) {
    const place = places.get(`${x} ${y}`)
    if (place) place.weight += 1
    else places.set(`${x} ${y}`, { x, y, weight: 1 })
  }
  const distinct = [...places.values()].sort((a, b) => a.x - b.x || a.y - b.y)
  const seeds = distinct.filter((_, at) => isSeed(at, distinct.length))
  const { labels, centres } = settledClusters(distinct, seeds)
  const used = [...new Set(labels)].sort((a, b) => a - b)
  const numbers = new Map(used.map((label, number) => [label, number]))
  const weighted = used.map((label) => ({ ...(centres[label] as Point), weight: 0 }))
  const ofPlace = new Map<string, number>()
  for (const [at, { x, y, weight }] of distinct.entries()) {
    const number = numbers.get(labels[at] as number) ?? 0
    ofPlace.set(`${x} ${y}`, number)
    const cluster = weighted[number]
    if (cluster) cluster.weight += weight
  }
  return { points: weighted, members: Int32Array.from(points, ({ x, y }) => ofPlace.get(`${x} ${y}`) ?? 0) }
}

function isSeed(at: number, all: number): boolean {
  if (all <= baseClusters) return true
  return Math.floor((at * baseClusters) / all) !== Math.floor(((at - 1) * baseClusters) / all)
}
