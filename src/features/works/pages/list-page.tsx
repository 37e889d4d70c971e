import type { C } from '../../../platform/http/env.ts'
import { ButtonLink } from '../../../ui/Button.tsx'
import { Chips } from '../../../ui/Chips.tsx'
import { EmptyState } from '../../../ui/EmptyState.tsx'
import { formatNumber } from '../../../ui/format.ts'
import { Items } from '../../../ui/Items.tsx'
import { Pager } from '../../../ui/Pager.tsx'
import { Status } from '../../../ui/Status.tsx'
import type { Space } from '../../spaces/model.ts'
import type { ListedWork } from '../listing/queries.ts'
import { isFiltered, pageSize, queryOf } from '../listing/schema.ts'
import { worksPaths } from '../paths.ts'
import { ListFilters } from './list-filters.tsx'
import type { WorksList } from './list-view.ts'
import { Source } from './source.tsx'
import { distanceWords, kindWord, placeWords, progressWords, statusLook, statusWord } from './words.ts'
import { WorksFrame } from './works-frame.tsx'

/** The works of a space's newest cut, filtered by the address. */
export function ListPage({ c, list }: { c: C; list: WorksList }) {
  const { t, context } = c.var
  const { space, cut, filters, works, matching } = list
  const address = worksPaths.list(space.slug)
  const pages = Math.max(1, Math.ceil(matching / pageSize))
  return (
    <WorksFrame
      c={c}
      space={space}
      title={t('works.title')}
      trail={null}
      twins={cut ? ['json', 'csv', 'geojson'] : []}
      islands={['filter-form']}
      changedAt={cut?.finishedAt ?? undefined}
    >
      <h1>{t('works.title')}</h1>
      {cut ? <p class="lead">{t('works.lead')}</p> : null}
      <Links c={c} list={list} />
      {cut ? (
        <>
          <Source c={c} space={space} cut={cut} />
          <ListFilters c={c} list={list} />
          <Orders c={c} list={list} />
          {works.length > 0 ? (
            <Items
              label={t('works.title')}
              start={(filters.pagina - 1) * pageSize + 1}
              items={works.map((work, index) => itemOf(c, space, work, (filters.pagina - 1) * pageSize + index + 1))}
            />
          ) : (
            <EmptyState title={t('works.none-found')}>
              {isFiltered(filters) ? <p>{t('works.none-found.text')}</p> : null}
            </EmptyState>
          )}
          <Pager
            t={t}
            page={filters.pagina}
            pages={pages}
            hrefOf={(page) => `${address}${queryOf(filters, { pagina: page })}`}
          />
          <p class="small">
            <a href={`${address}.oc4ids.json${queryOf(filters)}`}>{t('works.oc4ids')}</a>{' '}
            <span class="muted">{t('works.count', { count: formatNumber(matching, context.locale) })}</span>
          </p>
        </>
      ) : (
        <EmptyState title={t('works.none')}>
          <p>{t('works.none.text')}</p>
        </EmptyState>
      )}
    </WorksFrame>
  )
}

function Links({ c, list: { space, cut, filters, mayKeep } }: { c: C; list: WorksList }) {
  const { t } = c.var
  if (!cut && !mayKeep) return null
  return (
    <div class="actions">
      {cut ? (
        <ButtonLink href={`${worksPaths.map(space.slug)}${queryOf(filters, { pagina: null })}`}>
          {t('works.map')}
        </ButtonLink>
      ) : null}
      {cut ? (
        <ButtonLink href={worksPaths.cuts(space.slug)} kind="quiet">
          {t('works.cuts')}
        </ButtonLink>
      ) : null}
      {mayKeep ? (
        <ButtonLink href={worksPaths.imports(space.slug)} kind="quiet">
          {t('works.imports')}
        </ButtonLink>
      ) : null}
      {mayKeep && cut ? (
        <ButtonLink href={worksPaths.correctionDesk(space.slug)} kind="quiet">
          {t('works.corrections')}
        </ButtonLink>
      ) : null}
    </div>
  )
}

function Orders({ c, list: { space, filters } }: { c: C; list: WorksList }) {
  const { t } = c.var
  const current = filters.orden ?? (filters.cerca ? 'distancia' : 'nombre')
  const orders = (['nombre', 'avance', 'distancia'] as const).filter((order) => order !== 'distancia' || filters.cerca)
  return (
    <Chips
      label={t('works.order')}
      labelled
      items={orders.map((order) => ({
        href: `${worksPaths.list(space.slug)}${queryOf(filters, { orden: order, pagina: null })}`,
        label: t(`works.order.${order}`),
        current: order === current,
      }))}
    />
  )
}

function itemOf(c: C, space: Space, work: ListedWork, number: number) {
  const { t, context } = c.var
  const far = work.metres === null ? [] : [distanceWords(t, work.metres)]
  return {
    number: String(number),
    title: work.name,
    href: worksPaths.work(space.slug, work.key),
    meta: (
      <>
        <code>{work.key}</code> · {[placeWords(t, work), kindWord(t, work.kind), ...far].join(' · ')}
      </>
    ),
    bars: (
      <span class="small">
        {t('works.progress')}: {progressWords(t, work, context.locale)}
      </span>
    ),
    state: (
      <Status
        kind={statusLook(work.status)}
        word={work.status ? statusWord(t, work.status) : (work.statusSource ?? statusWord(t, null))}
        why={work.isVisitable ? undefined : t('works.not-visitable')}
      />
    ),
  }
}
