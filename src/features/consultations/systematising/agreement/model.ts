/** The codes that the first two coders of a contribution gave it, whoever spoke first standing first. */
export type CodePair = readonly [string, string]

export type CodersAgreement = {
  items: number
  agreed: number
  /** Share on which both said the same; null without items. */
  observed: number | null
  /** Cohen's kappa; null where it says nothing: nobody was coded twice, or all was given the same one code. */
  kappa: number | null
}

/**
 * Cohen (1960), "A coefficient of agreement for nominal scales", for any number of codes: κ = (po − pe) / (1 − pe). The two coders of a
 * contribution are not always the same two, so the roles are those of time, as in a rally's review.
 */
export function codersAgreement(pairs: readonly CodePair[]): CodersAgreement {
  const items = pairs.length
  const agreed = pairs.filter(([first, second]) => first === second).length
  if (items === 0) return { items, agreed, observed: null, kappa: null }
  const [firsts, seconds] = [countsOf(pairs.map(([first]) => first)), countsOf(pairs.map(([, second]) => second))]
  // Whole numbers until the last division, so that the same codes give the same figure in every program.
  let chance = 0
  for (const [code, count] of firsts) chance += count * (seconds.get(code) ?? 0)
  const all = items * items
  const kappa = chance === all ? null : (agreed * items - chance) / (all - chance)
  return { items, agreed, observed: agreed / items, kappa }
}

function countsOf(codes: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>()
  for (const code of codes) counts.set(code, (counts.get(code) ?? 0) + 1)
  return counts
}
