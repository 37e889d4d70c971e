import type { Challenge, PointName, Rules, TieBreak } from '../../scoring/model.ts'

export const pointNames = [
  'announcement',
  'visit',
  'comparison',
  'not_found',
  'other_data',
  'interview',
  'visualization',
] as const satisfies readonly PointName[]

export const tieBreaks = [
  'works_verified',
  'panel',
  'distinct_municipalities',
  'earliest_last_scoring_post',
] as const satisfies readonly TieBreak[]

export type Difference = { rule: string; before: string | null; after: string | null }

/** What one version of the rules changed in another, number by number; challenges as a whole, by their id. */
export function differencesOf(before: Rules, after: Rules): Difference[] {
  const [old, now] = [flat(before), flat(after)]
  const rules = [...new Set([...Object.keys(old), ...Object.keys(now)])]
  return rules
    .filter((rule) => old[rule] !== now[rule])
    .map((rule) => ({ rule, before: old[rule] ?? null, after: now[rule] ?? null }))
}

function flat(rules: Rules): Record<string, string> {
  const entries: [string, string][] = [
    ...pointNames.map((name): [string, string] => [`points.${name}`, String(rules.points[name])]),
    ['unannounced_visit_factor', String(rules.unannounced_visit_factor)],
    ['works_cap_per_team', String(rules.works_cap_per_team)],
    ['max_distance_m', String(rules.max_distance_m)],
    ['photo_hash_max_distance', String(rules.photo_hash_max_distance)],
    ['text_similarity_min', String(rules.text_similarity_min)],
    ...(rules.announce_by ? [['announce_by', rules.announce_by] as [string, string]] : []),
    ...(rules.challenges ?? []).map((one): [string, string] => [`challenge.${one.id}`, challengeWords(one)]),
    ['tie_break', rules.tie_break.join(' > ')],
  ]
  return Object.fromEntries(entries)
}

/** Field by field, since the database keeps no order of keys. */
function challengeWords(one: Challenge): string {
  if (one.kind === 'interactions') return [one.kind, one.posts, one.top, one.points].join(' · ')
  if (one.kind === 'judged') return [one.kind, one.criterion, one.points].join(' · ')
  return [one.kind, one.max_points, one.max_teams].join(' · ')
}
