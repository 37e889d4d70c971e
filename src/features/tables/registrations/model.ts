import type { Capacity, Sector } from '../model.ts'

export const genders = ['woman', 'man', 'other', 'not-said'] as const
export type Gender = (typeof genders)[number]

/** In the order in which they registered. */
export type Waiting = { id: string; sector: Sector }

/** Whether one more of this sector has a place: of its own sector's, or one of those for anybody. */
export function hasPlace(
  seated: Readonly<Partial<Record<Sector, number>>>,
  capacity: Capacity,
  sector: Sector,
): boolean {
  if (Object.keys(capacity).length === 0) return true
  if ((seated[sector] ?? 0) < (capacity[sector] ?? 0)) return true
  return takenOfAny(seated, capacity) < (capacity.any ?? 0)
}

/** How many sit on places for anybody because their own sector's are taken. */
function takenOfAny(seated: Readonly<Partial<Record<Sector, number>>>, capacity: Capacity): number {
  return Object.entries(seated).reduce(
    (sum, [sector, count]) => sum + Math.max(0, count - (capacity[sector as Sector] ?? 0)),
    0,
  )
}

/** Who of those that wait moves up, first come first served among those who have a place. */
export function nextUp(
  seated: Readonly<Partial<Record<Sector, number>>>,
  waiting: readonly Waiting[],
  capacity: Capacity,
): string[] {
  const count: Partial<Record<Sector, number>> = { ...seated }
  return waiting.flatMap(({ id, sector }) => {
    if (!hasPlace(count, capacity, sector)) return []
    count[sector] = (count[sector] ?? 0) + 1
    return [id]
  })
}

/** Places in all; null without a limit. */
export function placesIn(capacity: Capacity): number | null {
  const counts = Object.values(capacity)
  return counts.length === 0 ? null : counts.reduce((sum, count) => sum + count, 0)
}

export type Registration = {
  id: string
  folio: string
  name: string
  sector: Sector
  organization: string | null
  territory: { key: string; name: string } | null
  isWaiting: boolean
  registeredAt: Date
  leftAt: Date | null
  arrival: { at: Date; way: 'code' | 'list' } | null
}
