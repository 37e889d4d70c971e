import type { Land } from '../land/outlines.ts'

type PointMapProps = {
  label: string
  land: Land
  points: readonly { latitude: number; longitude: number; radius?: number; title?: string; href?: string }[]
}

const mercator = (latitude: number) => (Math.log(Math.tan(Math.PI / 4 + (latitude * Math.PI) / 360)) * 180) / Math.PI

/** Tenths of a unit are finer than a pixel. */
const short = (value: number) => Math.round(value * 10) / 10

const place = (longitude: number, latitude: number): [number, number] => [
  short((longitude + 119) * 25),
  short((mercator(33) - mercator(latitude)) * 25),
]

type Feature = { properties: { name: string }; geometry: { coordinates: [number, number][][][] } }

/** Points over the outlines of the states, drawn on the server: where in the country they lie, not in which street. */
export function PointMap({ label, land, points }: PointMapProps) {
  return (
    <figure class="map works-points">
      <svg viewBox="0 0 830 540" role={points.some(({ href }) => href) ? 'group' : 'img'} aria-label={label}>
        {(land.features as Feature[]).map(({ geometry }) => (
          <path d={geometry.coordinates.map(([ring = []]) => pathOf(ring)).join('')} />
        ))}
        {points.map(({ latitude, longitude, radius = 9, title, href }) => {
          const [cx, cy] = place(longitude, latitude)
          const mark = (
            <circle class="point" cx={cx} cy={cy} r={radius}>
              {title ? <title>{title}</title> : null}
            </circle>
          )
          return href ? (
            <a href={href} aria-label={title ?? ''}>
              {mark}
            </a>
          ) : (
            mark
          )
        })}
      </svg>
      <figcaption class="small muted">{land.source}</figcaption>
    </figure>
  )
}

/** Outlines thin enough for a page: points closer than a unit to the last one drawn are left out. */
function pathOf(ring: readonly [number, number][]): string {
  let [lastX, lastY] = [Number.NaN, Number.NaN]
  const kept: string[] = []
  for (const [longitude, latitude] of ring) {
    const [x, y] = place(longitude, latitude)
    if (Math.abs(x - lastX) + Math.abs(y - lastY) < 2.5) continue
    kept.push(`${Math.round(x)} ${Math.round(y)}`)
    ;[lastX, lastY] = [x, y]
  }
  return kept.length > 2 ? `M${kept.join('L')}Z` : ''
}
