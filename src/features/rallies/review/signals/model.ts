/** Where and when a photograph or a phone says that it was: signals, never proofs (T-50). */
export type Point = { lat: number; lon: number }

const earthRadiusMeters = 6_371_008.8
const radians = (degrees: number) => (degrees * Math.PI) / 180

/** Along a sphere of the mean radius, as the contract measures. */
export function metersBetween(a: Point, b: Point): number {
  const lat = Math.sin(radians(b.lat - a.lat) / 2) ** 2
  const lon = Math.sin(radians(b.lon - a.lon) / 2) ** 2
  const h = lat + Math.cos(radians(a.lat)) * Math.cos(radians(b.lat)) * lon
  return 2 * earthRadiusMeters * Math.asin(Math.min(1, Math.sqrt(h)))
}

/** How far a position may lie from a work before it is worth a word; null where the work has no point to measure from (T-40). */
export function radiusOf(precision: string, maxDistanceMeters: number): number | null {
  return precision === 'point' ? maxDistanceMeters : null
}

export type Mark = { of: 'work' | 'device' | 'exif' | 'post'; at: Point }

export type Distance = { of: Exclude<Mark['of'], 'work'>; meters: number; isFar: boolean }

/** Each position against the work. R-65: far away is a word to the judge, never a verdict. */
export function distancesOf(marks: readonly Mark[], precision: string, maxDistanceMeters: number): Distance[] {
  const work = marks.find(({ of }) => of === 'work')
  if (!work) return []
  const radius = radiusOf(precision, maxDistanceMeters)
  return marks.flatMap(({ of, at }) => {
    if (of === 'work') return []
    const meters = metersBetween(work.at, at)
    return [{ of, meters, isFar: radius !== null && meters > radius }]
  })
}

export type Drawn = { of: Mark['of']; x: number; y: number }

/** Marks on a square of `size` units with north up, the farthest near the border; `metersAcross`: what its side stands for, at least `leastMeters`. */
export function drawn(
  marks: readonly Mark[],
  size: number,
  leastMeters: number,
): { marks: Drawn[]; metersAcross: number } {
  const lats = marks.map(({ at }) => at.lat)
  const lons = marks.map(({ at }) => at.lon)
  const middle = { lat: (Math.min(...lats) + Math.max(...lats)) / 2, lon: (Math.min(...lons) + Math.max(...lons)) / 2 }
  const metersALatitude = radians(1) * earthRadiusMeters
  const metersALongitude = metersALatitude * Math.cos(radians(middle.lat))
  const away = marks.map(({ of, at }) => ({
    of,
    east: (at.lon - middle.lon) * metersALongitude,
    north: (at.lat - middle.lat) * metersALatitude,
  }))
  const widest = Math.max(...away.map(({ east, north }) => Math.max(Math.abs(east), Math.abs(north))))
  const metersAcross = Math.max(leastMeters, widest * 2.6)
  const at = (meters: number) => Math.round((size / 2 + (meters / metersAcross) * size) * 10) / 10
  return { marks: away.map(({ of, east, north }) => ({ of, x: at(east), y: at(-north) })), metersAcross }
}

export type Times = { device: Date | null; exif: Date | null; published: Date; received: Date }

/** Minutes from each clock to the moment that the server took it in; positive: earlier. */
export function lagsOf(times: Times): { of: 'device' | 'exif' | 'published'; minutes: number }[] {
  return (['device', 'exif', 'published'] as const).flatMap((of) => {
    const at = times[of]
    return at === null ? [] : [{ of, minutes: Math.round((times.received.getTime() - at.getTime()) / 60_000) }]
  })
}
