import type { T } from '../platform/i18n.ts'
import { Details } from './Details.tsx'
import { Table } from './Table.tsx'

export type MapLevel = 0 | 1 | 2 | 3

export interface Region {
  id: string
  name: string
  /** SVG path data in the units of viewBox. */
  path: string
  /** How strong it is drawn: none, little, more, most. */
  level: MapLevel
  /** What the level stands for, in words: '3 compromisos'. */
  value: string
  href?: string | undefined
}

interface StaticMapProps {
  t: T
  /** Unique on the page. */
  id: string
  label: string
  viewBox: string
  regions: readonly Region[]
  legend: readonly { level: MapLevel; label: string }[]
}

/** Regions as links that say their name and value; the table below says the same. */
export function StaticMap({ t, id, label, viewBox, regions, legend }: StaticMapProps) {
  return (
    <figure class={regions.length > 100 ? 'map map-dense' : 'map'}>
      {/* biome-ignore lint/a11y/useSemanticElements: SVG has no fieldset; a group keeps the links inside reachable. */}
      <svg viewBox={viewBox} role="group" aria-label={label}>
        {regions.map((region) => (
          <Shape region={region} />
        ))}
      </svg>
      <ul class="map-legend">
        {legend.map((entry) => (
          <li>
            <svg viewBox="0 0 10 10" aria-hidden="true" focusable="false">
              <path class={`level-${entry.level}`} d="M0 0h10v10H0z" />
            </svg>
            {entry.label}
          </li>
        ))}
      </ul>
      <Details summary={t('ui.map.table')}>
        <Table
          id={`${id}-table`}
          caption={label}
          captionHidden
          dense
          rows={regions}
          columns={[
            {
              key: 'place',
              label: t('ui.map.place'),
              cell: (region) => (region.href ? <a href={region.href}>{region.name}</a> : region.name),
            },
            { key: 'value', label: t('ui.map.value'), cell: (region) => region.value },
          ]}
        />
      </Details>
    </figure>
  )
}

function Shape({ region }: { region: Region }) {
  const words = `${region.name}: ${region.value}`
  const shape = (
    <path class={`level-${region.level}`} d={region.path}>
      <title>{words}</title>
    </path>
  )
  return region.href ? (
    <a href={region.href} aria-label={words}>
      {shape}
    </a>
  ) : (
    shape
  )
}
