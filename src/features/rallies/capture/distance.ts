export type Point = { latitude: number; longitude: number }

/** Mean radius of the Earth (IUGG), as in the contract. */
const earthMeters = 6_371_008.8

/** Haversine. */
export function metersBetween(a: Point, b: Point): number {
  const radians = (degrees: number) => (degrees * Math.PI) / 180
  const [latitudeA, latitudeB] = [radians(a.latitude), radians(b.latitude)]
  const halfLatitude = Math.sin((latitudeB - latitudeA) / 2) ** 2
  const halfLongitude = Math.sin(radians(b.longitude - a.longitude) / 2) ** 2
  const h = halfLatitude + Math.cos(latitudeA) * Math.cos(latitudeB) * halfLongitude
  return 2 * earthMeters * Math.asin(Math.min(1, Math.sqrt(h)))
}

export type Nearness = 'near' | 'far' | 'not-compared'

/**
 * Whether a visit was where its work is said to be, soft: only a work whose place is a point is compared. The one point of a
 * road of 200 km, the middle of a municipality and missing coordinates say nothing of where people stood (T-40). The phone's own
 * accuracy counts in its favour.
 */
export function nearnessOf(
  meters: number | null,
  {
    precision,
    radiusMeters,
    accuracyMeters,
  }: { precision: string; radiusMeters: number; accuracyMeters: number | null },
): Nearness {
  if (meters === null || precision !== 'point') return 'not-compared'
  return meters - Math.min(accuracyMeters ?? 0, 500) <= radiusMeters ? 'near' : 'far'
}
