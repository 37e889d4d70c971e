import { tiesOf } from './communities.ts'
import { divided } from './division.ts'
import { labelsOf } from './labels.ts'
import { type Meaning, nearestByMeaning } from './meanings.ts'
import { type Neighbour, nearest } from './nearest.ts'
import { type Similar, similarOf } from './similar.ts'
import { type Contribution, type Units, unitsOf } from './units.ts'
import { bySigns, vectorsOf } from './vectors.ts'
import type { Language } from './words.ts'

export type { Contribution } from './units.ts'

/** `label` is null for the group of what says nothing, which is always the last. */
export type Group = { number: number; label: string | null; ids: string[] }

export type Suggestions = { groups: Group[]; similar: Similar[]; language: Language }

export type Options = {
  /** How many groups, that of the empty ones among them; null leaves it to the texts. */
  groups?: number | null
  /** Null: told by the small words of the texts. */
  language?: Language | null
  withSimilar?: boolean
  /** By contribution; groups follow these instead of words where every text that says something has one. */
  meanings?: ReadonlyMap<string, Meaning> | null
  onProgress?: (done: number, all: number) => void
}

/** How many nearest texts each is tied to; 5, 7, 10 and 15 were tried on texts coded by people (bench/grouping.bench.ts). */
const tied = 10
/** Texts that share most words with one; among them are those that read nearly the same. */
const compared = 20

/**
 * Groups that the words of the contributions suggest, the largest first, and the nearest others of each. The same whatever order
 * they come in and whatever they are called; ids must differ. Pure: no clock, no chance, nothing asked of anybody.
 */
export function groupContributions(contributions: readonly Contribution[], options: Options = {}): Suggestions {
  const read = unitsOf(contributions, options.language ?? null)
  const { units, empty } = read
  const { vectors, terms } = vectorsOf(units.map(({ words }) => words.map(({ root }) => root)))
  const neighbours = nearest(vectors, compared, (done) => options.onProgress?.(done, units.length))
  const wanted = options.groups ? Math.max(1, options.groups - (empty.length > 0 ? 1 : 0)) : null
  const ties = byMeaning(units, options.meanings ?? null) ?? neighbours.map((list) => list.slice(0, tied))
  const division = divided(tiesOf(ties), wanted)
  const labels = labelsOf(division, { units, vectors, terms })
  return {
    groups: numbered(division, labels, read),
    similar: options.withSimilar === false ? [] : similarOf(read, neighbours),
    language: read.language,
  }
}

/** A unit's meaning is that of the first who says it. */
function byMeaning(units: Units['units'], meanings: ReadonlyMap<string, Meaning> | null): Neighbour[][] | null {
  if (!meanings) return null
  const rows = units.flatMap(({ ids: [first = ''] }) => meanings.get(first) ?? [])
  return rows.length === units.length ? nearestByMeaning(rows, tied) : null
}

function numbered(division: Int32Array, labels: readonly string[], { units, empty }: Units): Group[] {
  const groups = labels.map((label, first) => ({ label, first, ids: [] as string[] }))
  for (const [unit, group] of division.entries()) groups[group]?.ids.push(...(units[unit]?.ids ?? []))
  groups.sort((a, b) => b.ids.length - a.ids.length || a.first - b.first)
  const all = groups.map(({ label, ids }) => ({ label: label as string | null, ids: ids.sort(bySigns) }))
  if (empty.length > 0) all.push({ label: null, ids: [...empty] })
  return all.map((group, at) => ({ number: at + 1, ...group }))
}
