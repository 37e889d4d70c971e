import type { Unit } from './units.ts'
import { bySigns, type Vector } from './vectors.ts'

const wordsOfLabel = 4

export type Read = { units: readonly Unit[]; vectors: readonly Vector[]; terms: readonly string[] }

/**
 * A few words for each group: those with the most weight in it, times the root of the share of their texts that are in it. Each
 * word is written as most people wrote it.
 */
export function labelsOf(division: Int32Array, { units, vectors, terms }: Read): string[] {
  const documents = new Int32Array(terms.length)
  for (const vector of vectors) for (const term of vector.terms) documents[term] = (documents[term] as number) + 1
  const shown = shownForms(units)
  const members: Vector[][] = []
  for (const [unit, group] of division.entries()) {
    const list = members[group] ?? []
    members[group] = list
    list.push(vectors[unit] as Vector)
  }
  return members.map((list) => {
    const words = tellingTerms(list, documents).map((term) => terms[term] ?? '')
    return words.map((root) => shown.get(root) ?? root).join(', ')
  })
}

function tellingTerms(members: readonly Vector[], documents: Int32Array): number[] {
  const found = new Map<number, { weight: number; count: number }>()
  for (const { terms, weights } of members) {
    for (let at = 0; at < terms.length; at += 1) {
      const term = terms[at] as number
      const sum = found.get(term) ?? { weight: 0, count: 0 }
      sum.weight += weights[at] as number
      sum.count += 1
      found.set(term, sum)
    }
  }
  const ranked = [...found].map(([term, { weight, count }]) => {
    return { term, score: weight * Math.sqrt(count / (documents[term] as number)) }
  })
  ranked.sort((a, b) => b.score - a.score || a.term - b.term)
  return ranked.slice(0, wordsOfLabel).map(({ term }) => term)
}

/** For each root the form that stands most often, the first by its signs where two stand as often. */
function shownForms(units: readonly Unit[]): Map<string, string> {
  const counts = new Map<string, Map<string, number>>()
  for (const { words } of units) {
    for (const { root, shown } of words) {
      const forms = counts.get(root) ?? new Map<string, number>()
      counts.set(root, forms.set(shown, (forms.get(shown) ?? 0) + 1))
    }
  }
  const best = new Map<string, string>()
  for (const [root, forms] of counts) {
    const [first] = [...forms].sort(([a, m], [b, n]) => n - m || bySigns(a, b))
    if (first) best.set(root, first[0])
  }
  return best
}
