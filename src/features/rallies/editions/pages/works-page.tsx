import type { C } from '../../../../platform/http/env.ts'
import type { T } from '../../../../platform/i18n.ts'
import { Select } from '../../../../ui/Choices.tsx'
import { EmptyState } from '../../../../ui/EmptyState.tsx'
import { Field } from '../../../../ui/Field.tsx'
import { Filters } from '../../../../ui/Filters.tsx'
import { formatNumber } from '../../../../ui/format.ts'
import { Notice } from '../../../../ui/Notice.tsx'
import { Pager } from '../../../../ui/Pager.tsx'
import { WorksMapBox } from '../../../works/pages/works-map.tsx'
import { rallyPaths } from '../../paths.ts'
import type { Edition } from '../model.ts'
import { editionPaths } from '../paths.ts'
import type { WorksOf } from '../works/queries.ts'
import { EditionFrame } from './edition-frame.tsx'
import { WorksTable } from './works-fields.tsx'

/** `unscored`: only those that the scoring cannot read. */
export type WorksAsked = { q: string; state: string; unscored?: boolean; page: number }
export const worksPerPage = 50

type WorksPageProps = {
  c: C
  edition: Edition
  works: WorksOf
  states: readonly { key: string; name: string }[]
  asked: WorksAsked
  base: string | null
}

/** The works of the edition, frozen from its cut. */
export function WorksPage({ c, edition, works, states, asked, base }: WorksPageProps) {
  const { t, context } = c.var
  const title = t('rally.edition.works')
  const address = `${rallyPaths.edition(edition)}/obras`
  const query = (page: number) =>
    new URLSearchParams({
      ...{ q: asked.q, estado: asked.state },
      ...(asked.unscored ? { 'sin-puntos': '1' } : {}),
      pagina: String(page),
    })
  return (
    <EditionFrame c={c} edition={edition} title={title} islands={['filter-form', 'works-map']} twins={['csv']}>
      <h1>{title}</h1>
      <p class="lead">{t('rally.works.lead')}</p>
      <Unscored {...{ t, locale: context.locale, edition, works, isListed: asked.unscored === true }} />
      <Filters
        t={t}
        label={title}
        action={address}
        clearHref={asked.q || asked.state || asked.unscored ? address : undefined}
        result={t('rally.works.found', { count: works.total, figure: formatNumber(works.total, context.locale) })}
      >
        <Field {...{ t, name: 'q', type: 'search', label: t('rally.works.search'), value: asked.q, size: 'grow' }} />
        <Select
          {...{
            t,
            name: 'estado',
            label: t('rally.works.state'),
            value: asked.state,
            empty: t('rally.works.every-state'),
          }}
          options={states.map(({ key, name }) => ({ value: key, label: name }))}
        />
      </Filters>
      {works.located > 0 ? (
        <div id="mapa">
          <WorksMapBox c={c} space={edition.space.slug} points={`${address}/puntos.json?${query(1)}`} base={base} />
        </div>
      ) : null}
      {works.rows.length > 0 ? (
        <WorksTable t={t} works={works.rows} space={edition.space.slug} />
      ) : (
        <EmptyState title={t('rally.works.none-found')} />
      )}
      <Pager
        t={t}
        page={asked.page}
        pages={Math.ceil(works.total / worksPerPage)}
        hrefOf={(page) => `${address}?${query(page)}`}
      />
    </EditionFrame>
  )
}

type UnscoredProps = { t: T; locale: string; edition: Edition; works: WorksOf; isListed?: boolean }

/** A key that the scoring cannot read gives nobody points; whoever walks there must know it before. */
export function Unscored({ t, locale, edition, works: { unscored: count }, isListed }: UnscoredProps) {
  if (count === 0) return null
  return (
    <Notice t={t} kind="warning">
      <p id="unscored">
        {t('rally.works.unscored', { count, figure: formatNumber(count, locale) })}{' '}
        {isListed ? null : <a href={editionPaths.unscoredWorks(edition)}>{t('rally.works.unscored.list')}</a>}
      </p>
    </Notice>
  )
}
