import type { C } from '../../../../platform/http/env.ts'
import { ButtonLink } from '../../../../ui/Button.tsx'
import { EmptyState } from '../../../../ui/EmptyState.tsx'
import { Facts } from '../../../../ui/Facts.tsx'
import { formatNumber } from '../../../../ui/format.ts'
import { PageHeader } from '../../../../ui/Header.tsx'
import { Table } from '../../../../ui/Table.tsx'
import type { Edition } from '../../editions/model.ts'
import { EditionFrame } from '../../editions/pages/edition-frame.tsx'
import { rallyPaths } from '../../paths.ts'
import type { RegistrationRefusal } from '../model.ts'
import { teamPaths } from '../paths.ts'
import type { TeamRow } from '../queries.ts'

type ListProps = {
  c: C
  edition: Edition
  teams: readonly TeamRow[]
  refusal: RegistrationRefusal | null
  /** The team of whoever reads. */
  own: string | null
}

/** Who takes part: registered and active told apart (T-49). */
export function TeamListPage({ c, edition, teams, refusal, own }: ListProps) {
  const { t, context } = c.var
  const title = t('rally.edition.teams')
  const standing = teams.filter(({ isWithdrawn }) => !isWithdrawn)
  const figure = (count: number) => formatNumber(count, context.locale)
  return (
    <EditionFrame c={c} edition={edition} title={title} twins={['json', 'csv']}>
      <PageHeader
        title={title}
        lead={t('rally.teams.lead')}
        actions={
          own ? (
            <ButtonLink href={teamPaths.own(edition, own)}>{t('rally.teams.own')}</ButtonLink>
          ) : refusal === null ? (
            <ButtonLink href={teamPaths.register(edition)} kind="accent">
              {t('rally.edition.register')}
            </ButtonLink>
          ) : null
        }
      />
      <Facts
        label={t('rally.edition.figures')}
        items={[
          { label: t('rally.edition.registered'), value: figure(standing.length) },
          {
            label: t('rally.edition.active'),
            value: figure(standing.filter(({ isActive }) => isActive).length),
            note: t('rally.teams.active.note'),
          },
        ]}
      />
      {standing.length === 0 ? (
        <EmptyState title={t('rally.teams.none')} />
      ) : (
        <Table<TeamRow>
          id="teams"
          caption={title}
          captionHidden
          stacked
          rows={standing}
          columns={[
            {
              key: 'name',
              label: t('rally.team.name'),
              cell: ({ code, name }) => <a href={rallyPaths.team(edition, code)}>{name}</a>,
            },
            { key: 'kind', label: t('rally.team.kind'), cell: ({ kind }) => t(`rally.team.kind.${kind}`) },
            { key: 'state', label: t('rally.team.state'), cell: ({ state }) => state ?? '—' },
            { key: 'members', label: t('rally.team.members'), numeric: true, cell: ({ members }) => figure(members) },
            { key: 'works', label: t('rally.team.works'), numeric: true, cell: ({ works }) => figure(works) },
          ]}
        />
      )}
    </EditionFrame>
  )
}
