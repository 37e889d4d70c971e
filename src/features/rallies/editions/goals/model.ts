/** What a figure is counted from, one row each: anybody can count again. */
export type Evidence = { what: string; href: string | null; note: string | null }

export type Goal = {
  id: 'countries' | 'forums' | 'local-governments' | 'minutes'
  /** At least so many; for the minutes, at most. */
  target: number
  /** Null: nothing to measure yet. */
  value: number | null
  isMet: boolean
  evidence: readonly Evidence[]
}

export type RemovedForum = { name: string; reason: string; at: Date }

/** The mechanism's own text: replicated in 3 countries, presented in 5 forums, 5 local governments, results within 3 hours. */
export const targets = { countries: 3, forums: 5, 'local-governments': 5, minutes: 180 } as const

export type Told = {
  countries: readonly (Evidence & { country: string })[]
  forums: readonly Evidence[]
  governments: readonly (Evidence & { government: string })[]
  closings: readonly (Evidence & { minutes: number })[]
}

/** Countries and governments count once, however often they appear; of the minutes the worst counts, since each edition has to keep them. */
export function goalsOf({ countries, forums, governments, closings }: Told): Goal[] {
  const distinct = (names: readonly string[]) => new Set(names.map((name) => name.trim().toLowerCase())).size
  const atLeast = (
    id: 'countries' | 'forums' | 'local-governments',
    value: number,
    evidence: readonly Evidence[],
  ): Goal => ({
    ...{ id, value, evidence, target: targets[id] },
    isMet: value >= targets[id],
  })
  const slowest = closings.length > 0 ? Math.max(...closings.map(({ minutes }) => minutes)) : null
  return [
    atLeast('countries', distinct(countries.map(({ country }) => country)), countries),
    atLeast('forums', forums.length, forums),
    atLeast('local-governments', distinct(governments.map(({ government }) => government)), governments),
    {
      ...{ id: 'minutes', target: targets.minutes, value: slowest, evidence: closings },
      isMet: slowest !== null && slowest <= targets.minutes,
    },
  ]
}
