import type { Speaker } from '../reports/policy.ts'

/** Whoever answers for the date: an institution's liaison, or who leads the commitment. */
export function askersAmong(speakers: readonly Speaker[]): Speaker[] {
  return speakers.filter(({ side, part }) => side === 'institution' || part === 'lead')
}
