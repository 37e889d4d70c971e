import type { T } from '../../../platform/i18n.ts'
import { type MapLevel, StaticMap } from '../../../ui/StaticMap.tsx'
import type { BoardMap } from '../board/outlines.ts'
import { queryOf } from '../board/schema.ts'
import type { Board } from './board-view.ts'

export function mapTitle(t: T, map: BoardMap): string {
  return t(map.of === 'states' ? 'board.map' : 'board.map.municipal')
}

/**
 * Mexico's states, or a state's municipalities, by how many commitments concern them. A press on a state shows just those;
 * by municipality nothing can be chosen, so there nothing is a link.
 */
export function TerritoryMap({ t, board, id }: { t: T; board: Board; id: string }) {
  const { map } = board
  const most = Math.max(0, ...map.regions.map((region) => region.count))
  const middle = Math.max(1, Math.ceil(most / 3))
  const levelOf = (count: number): MapLevel => (count === 0 ? 0 : count <= middle ? 1 : count < most ? 2 : 3)
  const hrefOf = (key: string) => `${board.address}${queryOf(board.filters, { estado: key, vista: 'lista' })}`
  return (
    <>
      <StaticMap
        t={t}
        id={id}
        label={mapTitle(t, map)}
        viewBox={map.viewBox}
        regions={inOrder(map).map(({ key, name, path, count }) => ({
          ...{ id: key, name, path, level: levelOf(count), value: t('board.map.value', { count }) },
          href: map.of === 'states' && count > 0 ? hrefOf(key) : undefined,
        }))}
        legend={[
          { level: 0, label: t('board.map.none') },
          ...(most > 0 ? [{ level: 1 as MapLevel, label: rangeOf(t, 1, Math.min(most, middle)) }] : []),
          ...(most > middle ? [{ level: 3 as MapLevel, label: rangeOf(t, middle + 1, most) }] : []),
        ]}
      />
      <p class="small muted">
        {t(map.of === 'states' ? 'board.map.national' : 'board.map.statewide')}{' '}
        {t('board.map.source', { source: map.sources.join(', ') })}
      </p>
    </>
  )
}

function rangeOf(t: T, min: number, max: number): string {
  return min === max ? t('board.map.value', { count: max }) : t('board.map.more', { min, max })
}

/** By name; among hundreds of municipalities those with something to say come first in the table. */
function inOrder({ of, regions }: BoardMap) {
  const first = (count: number) => (of === 'municipalities' && count === 0 ? 1 : 0)
  return regions.toSorted((a, b) => first(a.count) - first(b.count) || a.name.localeCompare(b.name, 'es'))
}
