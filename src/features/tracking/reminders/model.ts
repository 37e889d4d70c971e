import { daysBetween } from '../../../platform/civil-day.ts'

export type Occasion = '30' | '7' | '0' | 'late'

/**
 * Which reminder an activity deserves on a day of its plan's zone. Ranges and not single days, so that a worker that slept
 * through the thirtieth day before still tells; null while the date is farther away.
 */
export function occasionOf(today: string, dueOn: string): Occasion | null {
  const days = daysBetween(today, dueOn)
  if (days < 0) return 'late'
  if (days === 0) return '0'
  if (days <= 7) return '7'
  return days <= 30 ? '30' : null
}
