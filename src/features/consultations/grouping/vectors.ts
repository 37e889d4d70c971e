/** A text as weights of its words: `terms` rise, `weights` has length 1 (or is empty). */
export type Vector = { terms: Int32Array; weights: Float64Array }

/**
 * TF-IDF with sub-linear term frequency (1 + ln tf) and smoothed inverse document frequency (ln((1 + n) / (1 + df)) + 1), brought
 * to length 1: Manning, Raghavan, Schütze, Introduction to Information Retrieval, 6.2-6.4. Terms are numbered in the order of
 * their signs, so that nothing hangs on which text came first.
 */
export function vectorsOf(texts: readonly (readonly string[])[]): { vectors: Vector[]; terms: string[] } {
  const counts = texts.map(countsOf)
  const documents = new Map<string, number>()
  for (const count of counts) for (const term of count.keys()) documents.set(term, (documents.get(term) ?? 0) + 1)
  const terms = [...documents.keys()].sort(bySigns)
  const numbers = new Map(terms.map((term, number) => [term, number]))
  const rarity = Float64Array.from(terms, (term) => Math.log((1 + texts.length) / (1 + (documents.get(term) ?? 0))) + 1)
  const vectors = counts.map((count) => {
    const numbered = [...count].map(([term, times]) => ({ term: numbers.get(term) ?? 0, times }))
    numbered.sort((a, b) => a.term - b.term)
    const weights = Float64Array.from(numbered, ({ term, times }) => (1 + Math.log(times)) * (rarity[term] ?? 0))
    return { terms: Int32Array.from(numbered, ({ term }) => term), weights: unit(weights) }
  })
  return { vectors, terms }
}

function countsOf(words: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>()
  for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1)
  return counts
}

/** By UTF-16 code units: the same on every machine, whatever its locale. */
export function bySigns(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}

export function unit(weights: Float64Array): Float64Array {
  let squares = 0
  for (const weight of weights) squares += weight * weight
  return squares > 0 ? weights.map((weight) => weight / Math.sqrt(squares)) : weights
}
