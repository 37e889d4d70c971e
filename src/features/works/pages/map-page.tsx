import type { C } from '../../../platform/http/env.ts'
import { formatNumber } from '../../../ui/format.ts'
import { Items } from '../../../ui/Items.tsx'
import { Pager } from '../../../ui/Pager.tsx'
import { stateCapitals } from '../../tracking/board/states.ts'
import type { Land } from '../land/outlines.ts'
import { pageSize, queryOf } from '../listing/schema.ts'
import type { Cut } from '../model.ts'
import { worksPaths } from '../paths.ts'
import { ListFilters } from './list-filters.tsx'
import type { WorksList } from './list-view.ts'
import { PointMap } from './point-map.tsx'
import { Source } from './source.tsx'
import { distanceWords, kindWord, placeWords } from './words.ts'
import { WorksFrame } from './works-frame.tsx'
import { WorksMapBox } from './works-map.tsx'

export type WorksMap = WorksList & { cut: Cut; land: Land; base: string | null }

/** Works on a map, and where in the country they lie on a drawn one, which is all there is without script; the list says the same. */
export function MapPage({ c, map }: { c: C; map: WorksMap }) {
  const { t, context } = c.var
  const { space, cut, filters, works, matching } = map
  const address = worksPaths.map(space.slug)
  const query = queryOf(filters, { pagina: null })
  const pages = Math.max(1, Math.ceil(matching / pageSize))
  return (
    <WorksFrame c={c} space={space} title={t('works.map')} islands={['filter-form', 'works-map']} width="wide">
      <h1>{t('works.map')}</h1>
      <Source c={c} space={space} cut={cut} />
      <ListFilters c={c} list={map} action={address} />
      <WorksMapBox c={c} space={space.slug} points={`${address}.json${query}`} base={map.base} />
      <StatesMap c={c} map={map} />
      <p class="small muted">{t('works.map.note')}</p>
      <h2>{t('works.map.list')}</h2>
      <Items
        label={t('works.map.list')}
        start={(filters.pagina - 1) * pageSize + 1}
        items={works.map((work, index) => ({
          number: String((filters.pagina - 1) * pageSize + index + 1),
          title: work.name,
          href: worksPaths.work(space.slug, work.key),
          meta: [
            placeWords(t, work),
            kindWord(t, work.kind),
            ...(work.metres === null ? [] : [distanceWords(t, work.metres)]),
          ].join(' · '),
        }))}
      />
      <Pager
        t={t}
        page={filters.pagina}
        pages={pages}
        hrefOf={(page) => `${address}${queryOf(filters, { pagina: page })}`}
      />
      <p class="small muted">{t('works.count', { count: formatNumber(matching, context.locale) })}</p>
    </WorksFrame>
  )
}

/** One circle a state, as big as the number of its works, and a link to them. */
function StatesMap({ c, map }: { c: C; map: WorksMap }) {
  const { t } = c.var
  const most = Math.max(1, ...map.choices.states.map(({ count }) => count))
  const points = map.choices.states.flatMap(({ value, label, count }) => {
    const capital = stateCapitals[value]
    if (!capital) return []
    const [longitude, latitude] = capital
    return [
      {
        longitude,
        latitude,
        radius: 5 + 17 * Math.sqrt(count / most),
        title: `${label}: ${t('works.found', { count })}`,
        href: `${worksPaths.map(map.space.slug)}${queryOf(map.filters, { estado: value, pagina: null })}`,
      },
    ]
  })
  return <PointMap label={t('works.map.states')} land={map.land} points={points} />
}
