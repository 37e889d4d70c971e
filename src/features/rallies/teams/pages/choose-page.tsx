import type { C } from '../../../../platform/http/env.ts'
import { Actions, Button } from '../../../../ui/Button.tsx'
import { CheckboxGroup, Select } from '../../../../ui/Choices.tsx'
import { EmptyState } from '../../../../ui/EmptyState.tsx'
import { Field } from '../../../../ui/Field.tsx'
import { Filters } from '../../../../ui/Filters.tsx'
import { formatNumber } from '../../../../ui/format.ts'
import { Notice } from '../../../../ui/Notice.tsx'
import { Pager } from '../../../../ui/Pager.tsx'
import type { Edition } from '../../editions/model.ts'
import { EditionFrame } from '../../editions/pages/edition-frame.tsx'
import { Unscored, type WorksAsked, worksPerPage } from '../../editions/pages/works-page.tsx'
import type { WorksOf } from '../../editions/works/queries.ts'
import { rallyPaths } from '../../paths.ts'
import type { Team } from '../model.ts'
import { teamPaths } from '../paths.ts'

type ChooseProps = {
  c: C
  edition: Edition
  team: Team
  works: WorksOf
  states: readonly { key: string; name: string }[]
  asked: WorksAsked
  saved: boolean
}

/** Which works the team means to visit: what one page of the list shows is kept together. */
export function ChoosePage({ c, edition, team, works, states, asked, saved }: ChooseProps) {
  const { t, context } = c.var
  const title = t('rally.own.works.choose')
  const address = teamPaths.works(edition, team.code)
  const query = (page: number) => new URLSearchParams({ q: asked.q, estado: asked.state, pagina: String(page) })
  const chosen = new Set(team.works.map(({ key }) => key))
  const between = [{ label: team.name, href: teamPaths.own(edition, team.code) }]
  return (
    <EditionFrame
      c={c}
      edition={edition}
      title={title}
      between={between}
      islands={['filter-form']}
      width="narrow"
      noindex
    >
      <h1>{title}</h1>
      {saved ? (
        <Notice t={t} kind="success" live>
          <p>{t('rally.own.works.count', { count: team.works.length })}</p>
        </Notice>
      ) : null}
      <Unscored {...{ t, locale: context.locale, edition, works }} />
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
      {works.rows.length === 0 ? (
        <EmptyState title={t('rally.works.none-found')} />
      ) : (
        <form method="post" action={`${address}?${query(asked.page)}`} class="form">
          <input type="hidden" name="shown" value={works.rows.map(({ key }) => key).join('\n')} />
          <CheckboxGroup
            {...{ t, name: 'work', label: t('rally.own.works.which'), values: [...chosen] }}
            options={works.rows.map((work) => ({
              value: work.key,
              label: work.name,
              hint: [work.key, work.municipality, work.stateName].filter(Boolean).join(' · '),
            }))}
          />
          <Actions>
            <Button>{t('rally.own.works.save')}</Button>
          </Actions>
        </form>
      )}
      <Pager
        t={t}
        page={asked.page}
        pages={Math.ceil(works.total / worksPerPage)}
        hrefOf={(page) => `${address}?${query(page)}`}
      />
      <p>
        <a href={`${rallyPaths.edition(edition)}/obras`}>{t('rally.edition.works')}</a>
      </p>
    </EditionFrame>
  )
}
