import type { C } from '../../../../platform/http/env.ts'
import { Details } from '../../../../ui/Details.tsx'
import { type MapLevel, StaticMap } from '../../../../ui/StaticMap.tsx'
import { Table } from '../../../../ui/Table.tsx'
import { packagedStates } from '../../../tracking/board/outlines.ts'
import type { Board, VerifiedWork } from '../board/model.ts'
import { type DotMap, dotMap, worksByState } from '../board/verified-map.ts'

/** Where works were verified: by state in a national rally, else each where it stands. */
export function VerifiedMap({ c, board }: { c: C; board: Board }) {
  const counts = worksByState(board.verified)
  if (counts.size > 1) return <StateMap c={c} counts={counts} works={board.verified} />
  const map = dotMap(board.verified)
  return (
    <>
      {map ? <Dots c={c} map={map} /> : null}
      <Details summary={c.var.t('ui.map.table')}>
        <Municipalities c={c} works={board.verified} />
      </Details>
    </>
  )
}

function StateMap({ c, counts, works }: { c: C; counts: Map<string, number>; works: readonly VerifiedWork[] }) {
  const { t } = c.var
  const names = new Map(works.map((work) => [work.stateKey, work.state]))
  const map = packagedStates([...counts.keys()].map((key) => ({ key, name: names.get(key) ?? key })))
  const most = Math.max(...counts.values())
  const middle = Math.max(1, Math.ceil(most / 3))
  const levelOf = (count: number): MapLevel => (count === 0 ? 0 : count <= middle ? 1 : count < most ? 2 : 3)
  return (
    <StaticMap
      t={t}
      id="verificadas"
      label={t('rally.board.map.states')}
      viewBox={map.viewBox}
      regions={map.regions.map(({ key, name, path }) => {
        const count = counts.get(key) ?? 0
        return { id: key, name, path, level: levelOf(count), value: t('rally.board.map.value', { count }) }
      })}
      legend={[
        { level: 0, label: t('rally.board.map.none') },
        { level: 1, label: t('rally.board.map.some', { max: middle }) },
        ...(most > middle ? [{ level: 3 as MapLevel, label: t('rally.board.map.many', { min: middle + 1 }) }] : []),
      ]}
    />
  )
}

function Dots({ c, map }: { c: C; map: DotMap }) {
  const { t } = c.var
  return (
    <>
      <svg
        class="dots"
        viewBox={`0 0 ${map.width} ${map.height}`}
        role="img"
        aria-label={t('rally.board.map.dots', { count: map.dots.length })}
      >
        <path class="grid" d={gridOf(map)} />
        {map.dots.map((dot) => (
          <circle cx={dot.x} cy={dot.y} r={Math.min(9, 4 + dot.visits)}>
            <title>{dot.name}</title>
          </circle>
        ))}
      </svg>
      <p class="small muted">{t('rally.board.map.note')}</p>
    </>
  )
}

/** Lines that let the eye measure; they name no place. */
function gridOf({ width, height }: DotMap): string {
  const across = Array.from({ length: Math.floor(width / 40) }, (_, index) => `M${(index + 1) * 40} 0v${height}`)
  const down = Array.from({ length: Math.floor(height / 40) }, (_, index) => `M0 ${(index + 1) * 40}h${width}`)
  return [...across, ...down].join('')
}

function Municipalities({ c, works }: { c: C; works: readonly VerifiedWork[] }) {
  const { t } = c.var
  const groups = Map.groupBy(works, (work) => work.municipality ?? work.state ?? '')
  const rows = [...groups].map(([name, group]) => ({ name, works: group.length }))
  return (
    <Table
      id="verificadas-tabla"
      caption={t('rally.board.map.municipal')}
      captionHidden
      dense
      rows={rows.toSorted((a, b) => b.works - a.works || a.name.localeCompare(b.name, 'es'))}
      columns={[
        { key: 'place', label: t('ui.map.place'), cell: (row) => row.name || t('rally.board.map.unknown') },
        { key: 'works', label: t('rally.board.works'), numeric: true, cell: (row) => row.works },
      ]}
    />
  )
}
