import { type Box, boxAround, type Outline, type Point, type Polygon } from './model.ts'
import { boxOf, pathOf, tidied, turnOf } from './rings.ts'

/** A territory whose points are in units of the map. */
export type Drawing = { key: string; polygons: readonly Polygon[] }

const growth = 1.4
const coarsest = 5000

/**
 * The territories of one map, simplified together until their paths are at most `maxBytes` long (or nothing more can go). All points that
 * lie in one cell of a grid become one of them, the same for every territory: neighbours keep one border. The cells grow until
 * it fits.
 */
export function simplified(drawings: readonly Drawing[], maxBytes: number): Outline[] {
  let current = drawings.toSorted((a, b) => (a.key < b.key ? -1 : 1))
  for (let cell = 1; ; cell *= growth) {
    current = clustered(current, cell)
    const outlines = current.map((drawing) => outlineOf(drawing, cell))
    const bytes = outlines.reduce((sum, { path }) => sum + path.length, 0)
    if (bytes <= maxBytes || cell > coarsest) return outlines
  }
}

function clustered(drawings: readonly Drawing[], cell: number): Drawing[] {
  const chosen = new Map<string, Point>()
  const representative = ([x, y]: Point): Point => {
    const place = `${Math.floor(x / cell)} ${Math.floor(y / cell)}`
    const known = chosen.get(place)
    if (known) return known
    const point: Point = [Math.round(x), Math.round(y)]
    chosen.set(place, point)
    return point
  }
  return drawings.map(({ key, polygons }) => ({ key, polygons: withoutTiny(polygons, representative, cell) }))
}

/** Rings that still enclose more than a cell; the largest of a territory always stays, so that none vanishes. */
function withoutTiny(polygons: readonly Polygon[], move: (point: Point) => Point, cell: number): Polygon[] {
  const moved = polygons.map((rings) => rings.map((ring) => shapeOf(ring.map(move))))
  const areas = moved.map(([land]) => Math.abs(turnOf(land ?? [])))
  const most = Math.max(...areas)
  const least = Math.min(most, 2 * cell * cell)
  return moved.flatMap(([land, ...holes], index) =>
    land && (areas[index] ?? 0) >= least
      ? [[land, ...holes.filter((hole) => Math.abs(turnOf(hole)) > 2 * cell * cell)]]
      : [],
  )
}

/** What is left of a ring; its first point alone when nothing is left inside. */
function shapeOf(ring: readonly Point[]): readonly Point[] {
  const shape = tidied(ring)
  return shape.length >= 3 ? shape : ring.slice(0, 1)
}

function outlineOf({ key, polygons }: Drawing, cell: number): Outline {
  const drawn = polygons.map(([land = [], ...holes]) => [visible(land, cell), ...holes])
  const path = drawn.flatMap((rings) => rings.map((ring, index) => pathOf(turned(ring, index === 0)))).join('')
  return { key, path, box: landBox(drawn.map(([land = []]) => land)) }
}

/** Holes turn against the land around them: SVG's own rule for what is inside then leaves them empty. */
function turned(ring: readonly Point[], clockwise: boolean): readonly Point[] {
  return turnOf(ring) > 0 === clockwise ? ring : ring.toReversed()
}

/** A territory smaller than a cell is shown as one. */
function visible(ring: readonly Point[], cell: number): readonly Point[] {
  if (ring.length >= 3) return ring
  const [[x, y] = [0, 0]] = ring
  const side = Math.max(1, Math.round(cell))
  return [
    [x, y],
    [x + side, y],
    [x + side, y + side],
    [x, y + side],
  ]
}

/**
 * What a map must show: the largest piece, others nearly as large, and what lies close to them; not islands 500 km out at sea,
 * as Colima's are, which would leave the land a corner of its own map.
 */
function landBox(lands: readonly (readonly Point[])[]): Box {
  const pieces = lands.map((land) => ({ box: boxOf(land), area: Math.abs(turnOf(land)) }))
  const most = Math.max(...pieces.map(({ area }) => area))
  const main = boxAround(pieces.filter(({ area }) => area * 4 >= most).map(({ box }) => box))
  const reach = Math.max(main.maxX - main.minX, main.maxY - main.minY) / 4
  const isNear = (box: Box) =>
    box.minX >= main.minX - reach &&
    box.maxX <= main.maxX + reach &&
    box.minY >= main.minY - reach &&
    box.maxY <= main.maxY + reach
  return boxAround([main, ...pieces.map(({ box }) => box).filter(isNear)])
}
