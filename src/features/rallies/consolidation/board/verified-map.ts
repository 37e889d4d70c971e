import type { VerifiedWork } from './model.ts'

export type Dot = { key: string; name: string; x: number; y: number; visits: number }
export type DotMap = { width: number; height: number; dots: readonly Dot[] }

const width = 320
const margin = 14

/** Verified works of one state where they stand, north up, drawn to the shape that they fill; null where none has coordinates. */
export function dotMap(works: readonly VerifiedWork[]): DotMap | null {
  const placed = works.flatMap(({ latitude, longitude, ...work }) =>
    latitude === null || longitude === null ? [] : [{ ...work, lat: latitude, lon: longitude }],
  )
  if (placed.length === 0) return null
  const [south, north] = extent(placed.map(({ lat }) => lat))
  const [west, east] = extent(placed.map(({ lon }) => lon))
  const shrink = Math.cos((((south + north) / 2) * Math.PI) / 180)
  const [spanX, spanY] = [Math.max(0.01, (east - west) * shrink), Math.max(0.01, north - south)]
  const scale = Math.min((width - 2 * margin) / spanX, (260 - 2 * margin) / spanY)
  const height = Math.max(120, Math.round(spanY * scale + 2 * margin))
  const x = (lon: number) => width / 2 + (lon - (west + east) / 2) * shrink * scale
  const y = (lat: number) => height / 2 - (lat - (south + north) / 2) * scale
  const dots = placed.map(({ key, name, lat, lon, visits }) => ({
    ...{ key, name, visits },
    x: Math.round(x(lon) * 10) / 10,
    y: Math.round(y(lat) * 10) / 10,
  }))
  return { width, height, dots }
}

function extent(values: readonly number[]): [number, number] {
  return values.reduce(([min, max], value) => [Math.min(min, value), Math.max(max, value)], [
    Number.POSITIVE_INFINITY,
    Number.NEGATIVE_INFINITY,
  ] as [number, number])
}

/** How many works of each state, by the key of the state; works without one count nowhere. */
export function worksByState(works: readonly VerifiedWork[]): Map<string, number> {
  const counts = new Map<string, number>()
  for (const { stateKey } of works) if (stateKey) counts.set(stateKey, (counts.get(stateKey) ?? 0) + 1)
  return counts
}
