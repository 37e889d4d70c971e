import type { C } from '../../../../platform/http/env.ts'
import { Select } from '../../../../ui/Choices.tsx'
import { EmptyState } from '../../../../ui/EmptyState.tsx'
import { Field } from '../../../../ui/Field.tsx'
import { Filters } from '../../../../ui/Filters.tsx'
import { formatNumber } from '../../../../ui/format.ts'
import { Pager } from '../../../../ui/Pager.tsx'
import { rallyPaths } from '../../paths.ts'
import type { Edition } from '../model.ts'
import type { WorksOf } from '../works/queries.ts'
import { EditionFrame } from './edition-frame.tsx'
import { WorksTable } from './works-fields.tsx'

export type WorksAsked = { q: string; state: string; page: number }
export const worksPerPage = 50

type WorksPageProps = {
  c: C
  edition: Edition
  works: WorksOf
  states: readonly { key: string; name: string }[]
  asked: WorksAsked
}

/** The works of the edition, frozen from its cut. */
export function WorksPage({ c, edition, works, states, asked }: WorksPageProps) {
  const { t, context } = c.var
  const title = t('rally.edition.works')
  const address = `${rallyPaths.edition(edition)}/obras`
  const query = (page: number) => new URLSearchParams({ q: asked.q, estado: asked.state, pagina: String(page) })
  return (
    <EditionFrame c={c} edition={edition} title={title} islands={['filter-form']} twins={['csv']}>
      <h1>{title}</h1>
      <p class="lead">{t('rally.works.lead')}</p>
      <Filters
        t={t}
        label={title}
        action={address}
        clearHref={asked.q || asked.state ? address : undefined}
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
      {works.rows.length > 0 ? (
        <WorksTable t={t} works={works.rows} />
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
