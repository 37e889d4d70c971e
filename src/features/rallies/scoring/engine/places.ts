import { byCodePoint } from '../text/unicode.ts'

const radiusMeters = 6_371_008.8
const radians = Math.PI / 180

/** Great-circle distance in metres, on the mean radius of the Earth (IUGG). */
export function haversineMeters(a: { lat: number; lon: number }, b: { lat: number; lon: number }): number {
  const sinLat = Math.sin(((b.lat - a.lat) * radians) / 2)
  const sinLon = Math.sin(((b.lon - a.lon) * radians) / 2)
  const square = sinLat * sinLat + Math.cos(a.lat * radians) * Math.cos(b.lat * radians) * sinLon * sinLon
  return 2 * radiusMeters * Math.asin(Math.min(1, Math.sqrt(square)))
}

export type Place = { key: string; lat: number; lon: number }

/**
 * The nearest place within a distance, exactly. Places stand in the order of their latitude; the search goes north and south
 * from the point and stops where the difference of latitude alone is already further than the best, which a great circle never
 * undercuts. Equal distance: the smaller key.
 */
export function nearestOf(
  places: readonly Place[],
  maxMeters: number,
): (point: { lat: number; lon: number }) => number {
  const order = places.map((_, index) => index).sort((a, b) => latOf(places, a) - latOf(places, b))
  const lats = Float64Array.from(order, (index) => latOf(places, index))
  return (point) => {
    let best = -1
    let bestMeters = maxMeters
    const consider = (at: number): boolean => {
      const apart = Math.abs((lats[at] ?? 0) - point.lat) * radians * radiusMeters
      // The slack is far above what rounding does to either figure.
      if (apart > bestMeters * (1 + 1e-9) + 1e-6) return false
      const index = order[at] ?? 0
      const place = places[index]
      if (place === undefined) return false
      const meters = haversineMeters(point, place)
      if (meters > bestMeters) return true
      const isEqual = best >= 0 && meters === bestMeters
      if (isEqual && byCodePoint(place.key, places[best]?.key ?? '') >= 0) return true
      best = index
      bestMeters = meters
      return true
    }
    const start = lowerBound(lats, point.lat)
    let [north, south] = [start, start - 1]
    let [goesNorth, goesSouth] = [true, true]
    while (goesNorth || goesSouth) {
      if (goesNorth) goesNorth = north < lats.length && consider(north++)
      if (goesSouth) goesSouth = south >= 0 && consider(south--)
    }
    return best
  }
}

function latOf(places: readonly Place[], index: number): number {
  return places[index]?.lat ?? 0
}

/** The first index whose value is not below `value`. */
export function lowerBound(sorted: Float64Array, value: number): number {
  let [low, high] = [0, sorted.length]
  while (low < high) {
    const middle = (low + high) >>> 1
    if ((sorted[middle] ?? 0) < value) low = middle + 1
    else high = middle
  }
  return low
}
