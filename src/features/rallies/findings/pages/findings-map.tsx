import type { T } from '../../../../platform/i18n.ts'
import type { Edition } from '../../editions/model.ts'
import { findingPaths } from '../paths.ts'
import type { FindingRow } from '../queries.ts'

const size = 600
/** More would hide each other; the list below has all of them. */
const most = 500

type MapProps = { t: T; edition: Edition; rows: readonly FindingRow[] }

/** Works with findings where the data say that they are; each point leads to its finding, as the list below does. */
export function FindingsMap({ t, edition, rows }: MapProps) {
  const placed = rows.filter((row) => row.latitude !== null && row.longitude !== null).slice(0, most)
  if (placed.length === 0) return null
  const points = projected(placed)
  return (
    <figure class="finding-map">
      {/* biome-ignore lint/a11y/useSemanticElements: SVG has no fieldset; a group keeps the links inside reachable. */}
      <svg viewBox={`0 0 ${size} ${size * 0.6}`} role="group" aria-label={t('finding.map.label')}>
        <path class="grid" d={grid} />
        {points.map(({ row, x, y }) => (
          <a
            href={findingPaths.finding(edition, row.number)}
            aria-label={`${row.number}. ${row.work.name}: ${t(`finding.code.${row.code}`)}`}
          >
            <circle class={row.state === 'unanswered' ? 'waiting' : 'answered'} cx={x} cy={y} r={9} />
          </a>
        ))}
      </svg>
      <figcaption class="small muted">{t('finding.map.note', { count: placed.length })}</figcaption>
    </figure>
  )
}

/** Lines that let the eye measure; they name no place. */
const grid = [
  ...Array.from({ length: 9 }, (_, index) => `M${(index + 1) * 60} 0v${size * 0.6}`),
  ...Array.from({ length: 5 }, (_, index) => `M0 ${(index + 1) * 60}h${size}`),
].join('')

/** Plate carrée about the middle latitude, north up: enough for a municipality or a country side by side with its list. */
function projected(rows: readonly FindingRow[]) {
  const places = rows.map((row) => ({ row, lat: row.latitude ?? 0, lon: row.longitude ?? 0 }))
  const [south, north] = [Math.min(...places.map((p) => p.lat)), Math.max(...places.map((p) => p.lat))]
  const [west, east] = [Math.min(...places.map((p) => p.lon)), Math.max(...places.map((p) => p.lon))]
  const squeeze = Math.cos((((south + north) / 2) * Math.PI) / 180)
  const [wide, high] = [(east - west) * squeeze, north - south]
  const scale = Math.min((size - 60) / Math.max(wide, 0.01), (size * 0.6 - 60) / Math.max(high, 0.01))
  const round = (value: number) => Math.round(value * 10) / 10
  return places.map(({ row, lat, lon }) => ({
    row,
    x: round(size / 2 + (lon - (west + east) / 2) * squeeze * scale),
    y: round((size * 0.6) / 2 - (lat - (south + north) / 2) * scale),
  }))
}
