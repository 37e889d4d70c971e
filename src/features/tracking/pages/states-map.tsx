import type { T } from '../../../platform/i18n.ts'
import { type MapLevel, StaticMap } from '../../../ui/StaticMap.tsx'
import { outlines } from '../board/outlines.ts'
import { queryOf } from '../board/schema.ts'
import { inegiKeys } from '../board/states.ts'
import type { Board } from './board-view.ts'

/** Mexico's states by how many commitments concern them; a press shows just those. */
export function StatesMap({ t, board, id }: { t: T; board: Board; id: string }) {
  const most = Math.max(0, ...board.byState.values())
  const middle = Math.max(1, Math.ceil(most / 3))
  const levelOf = (count: number): MapLevel => (count === 0 ? 0 : count <= middle ? 1 : count < most ? 2 : 3)
  const nameOf = new Map(board.states.map((state) => [state.key, state.name]))
  const regions = outlines.locations.map((location) => {
    const key = inegiKeys[location.id] ?? ''
    const count = board.byState.get(key) ?? 0
    return {
      id: location.id,
      name: nameOf.get(key) ?? location.name,
      path: location.path,
      level: levelOf(count),
      value: t('board.map.value', { count }),
      href: count > 0 ? `${board.address}${queryOf(board.filters, { estado: key, vista: 'lista' })}` : undefined,
    }
  })
  return (
    <>
      <StaticMap
        t={t}
        id={id}
        label={t('board.map')}
        viewBox={outlines.viewBox}
        regions={regions.sort((a, b) => a.name.localeCompare(b.name, 'es'))}
        legend={[
          { level: 0, label: t('board.map.none') },
          ...(most > 0 ? [{ level: 1 as MapLevel, label: t('board.map.some', { max: Math.min(most, middle) }) }] : []),
          ...(most > middle
            ? [{ level: 3 as MapLevel, label: t('board.map.more', { min: middle + 1, max: most }) }]
            : []),
        ]}
      />
      <p class="small muted">{t('board.map.national')}</p>
    </>
  )
}
