import type { T } from '../../../../platform/i18n.ts'
import { type MapLevel, StaticMap } from '../../../../ui/StaticMap.tsx'
import type { OutlineMap } from '../../../spaces/outlines/model.ts'
import type { Edition } from '../../editions/model.ts'
import { findingPaths } from '../paths.ts'
import type { FindingRow } from '../queries.ts'
import { type Filters, queryOf } from '../schema.ts'

type StatesMapProps = { t: T; edition: Edition; all: readonly FindingRow[]; filters: Filters; states: OutlineMap }

/** How many findings each state has; a press shows just those. */
export function StatesMap({ t, edition, all, filters, states }: StatesMapProps) {
  const counts = new Map<string, number>()
  for (const { work } of all) if (work.stateKey) counts.set(work.stateKey, (counts.get(work.stateKey) ?? 0) + 1)
  const most = Math.max(...counts.values())
  const levelOf = (count: number): MapLevel => (count === 0 ? 0 : count <= most / 3 ? 1 : count < most ? 2 : 3)
  return (
    <StaticMap
      t={t}
      id="states"
      label={t('finding.map.states')}
      viewBox={states.viewBox}
      regions={states.regions.map(({ key, name, path }) => {
        const count = counts.get(key) ?? 0
        const href = `${findingPaths.list(edition)}${queryOf(filters, { estado: key, pagina: 1 })}`
        return {
          ...{ id: key, name, path, level: levelOf(count), value: t('finding.filter.result', { count }) },
          href: count > 0 ? href : undefined,
        }
      })}
      legend={[
        { level: 0, label: t('finding.filter.result', { count: 0 }) },
        { level: 3, label: t('finding.filter.result', { count: most }) },
      ]}
    />
  )
}
