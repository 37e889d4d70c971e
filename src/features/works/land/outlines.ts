import mexico from '@svg-maps/mexico'
import type { OutlineMap } from '../../spaces/outlines/model.ts'
import { unitsPerDegree } from '../../spaces/outlines/projection.ts'

export type Land = { type: 'FeatureCollection'; source: string; features: object[] }
type Point = [number, number]

/** The package's own types speak of another module system than its file. */
const svgMaps = mexico as unknown as { locations: { name: string; path: string }[] }

const latitudeOf = (mercator: number) =>
  ((2 * Math.atan(Math.exp((mercator * Math.PI) / 180)) - Math.PI / 2) * 180) / Math.PI

const rounded = (degrees: number) => Math.round(degrees * 1000) / 1000

/**
 * The package draws Mexico on Mercator's sheet in units of its own. Its scale and corner were found by laying the extremes of
 * its states over those of INEGI's: they agree to some five kilometres, enough to know where one is and for nothing else.
 */
const packagedPlace = ([x, y]: Point): Point => [
  rounded(-118.3757 + 0.039936 * x),
  rounded(latitudeOf(34.69682 - 0.0402466 * y)),
]

/** Outlines that an operator loaded were projected by us. */
const ownPlace = ([x, y]: Point): Point => [
  rounded(x / unitsPerDegree.state),
  rounded(latitudeOf(-y / unitsPerDegree.state)),
]

/** Mexico's states as every installation has them. */
export function packagedLand(): Land {
  const features = svgMaps.locations.map(({ name, path }) => featureOf(name, path, packagedPlace))
  return { type: 'FeatureCollection', source: 'svg-maps, CC BY 4.0', features }
}

export function landOf(map: OutlineMap): Land {
  const features = map.regions.map(({ name, path }) => featureOf(name, path, ownPlace))
  return { type: 'FeatureCollection', source: map.sources.join(', '), features }
}

function featureOf(name: string, path: string, place: (point: Point) => Point): object {
  const polygons = ringsOf(path).map((ring) => [[...ring, ring[0] ?? [0, 0]].map((point) => place(point as Point))])
  return { type: 'Feature', properties: { name }, geometry: { type: 'MultiPolygon', coordinates: polygons } }
}

/** The rings of an SVG path made of straight lines: M, L, H, V, Z in both cases. */
export function ringsOf(path: string): Point[][] {
  const rings: Point[][] = []
  let [x, y, startX, startY] = [0, 0, 0, 0]
  let ring: Point[] = []
  for (const [, letter = '', numbers = ''] of path.matchAll(/([MLHVZ])([^MLHVZ]*)/gi)) {
    const values = (numbers.match(/-?(?:\d+\.?\d*|\.\d+)(?:e-?\d+)?/gi) ?? []).map(Number)
    const isRelative = letter === letter.toLowerCase()
    const kind = letter.toUpperCase()
    if (kind === 'Z') {
      if (ring.length > 2) rings.push(ring)
      ring = []
      ;[x, y] = [startX, startY]
      continue
    }
    const step = kind === 'H' || kind === 'V' ? 1 : 2
    for (let at = 0; at + step <= values.length; at += step) {
      const [a = 0, b = 0] = [values[at], values[at + 1]]
      if (kind !== 'V') x = isRelative ? x + a : a
      if (kind === 'V') y = isRelative ? y + a : a
      else if (kind !== 'H') y = isRelative ? y + b : b
      if (kind === 'M' && at === 0) {
        ring = []
        ;[startX, startY] = [x, y]
      }
      ring.push([x, y])
    }
  }
  if (ring.length > 2) rings.push(ring)
  return rings
}
