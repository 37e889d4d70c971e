/** A date or figure of a process of public record, as one source gives it. */
export type ToldFact = {
  stage: string | null
  label: string
  value: string
  sourceTitle: string
  sourceUrl: string | null
  note: string | null
}

/** One thing and all that sources say of it. */
export type Told = { label: string; stage: string | null; values: readonly ToldFact[]; isDisputed: boolean }

/** Groups facts by what they are about. Sources that differ stand side by side and are never averaged or summed (T-12, T-13). */
export function toldTogether(facts: readonly ToldFact[]): Told[] {
  const groups = Map.groupBy(facts, ({ stage, label }) => `${stage ?? ''}\n${label}`)
  return [...groups.values()].flatMap((values) => {
    const [first] = values
    if (!first) return []
    const isDisputed = new Set(values.map(({ value }) => value)).size > 1
    return [{ label: first.label, stage: first.stage, values, isDisputed }]
  })
}
