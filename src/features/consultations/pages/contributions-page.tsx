import type { C } from '../../../platform/http/env.ts'
import { ButtonLink } from '../../../ui/Button.tsx'
import { Chips } from '../../../ui/Chips.tsx'
import { Select } from '../../../ui/Choices.tsx'
import { EmptyState } from '../../../ui/EmptyState.tsx'
import { Field } from '../../../ui/Field.tsx'
import { Filters } from '../../../ui/Filters.tsx'
import { Pager } from '../../../ui/Pager.tsx'
import { type Contribution, contributionsPageSize, orders } from '../contributions/model.ts'
import { type ContributionFilters, isFiltered, queryOf } from '../contributions/schema.ts'
import { type Consultation, channels, phaseOf } from '../model.ts'
import { consultationPaths } from '../paths.ts'
import { ContributionItems } from './contribution-items.tsx'
import { ConsultationFrame } from './frame.tsx'

export type ContributionList = {
  consultation: Consultation
  filters: ContributionFilters
  contributions: readonly Contribution[]
  matching: number
  territories: readonly { key: string; name: string }[]
}

/** All that was said, paged, searched and filtered by the address. */
export function ContributionsPage({ c, list }: { c: C; list: ContributionList }) {
  const { t, context } = c.var
  const { consultation, filters, contributions, matching } = list
  const address = consultationPaths.contributions(consultation)
  const mayContribute = phaseOf(consultation, context.now) === 'open' && consultation.channels.includes('online')
  return (
    <ConsultationFrame
      c={c}
      space={consultation.space}
      consultation={consultation}
      title={t('consultations.contributions')}
      twins={['json', 'csv', 'atom']}
      islands={['filter-form']}
    >
      <h1>{t('consultations.contributions')}</h1>
      {mayContribute ? (
        <p>
          <ButtonLink href={consultationPaths.contribute(consultation)}>{t('consultations.contribute')}</ButtonLink>
        </p>
      ) : null}
      <ListFilters c={c} list={list} />
      <Chips
        label={t('consultations.order')}
        labelled
        items={orders.map((order) => ({
          href: `${address}${queryOf(filters, { orden: order, pagina: 1 })}`,
          label: t(`consultations.order.${order}`),
          current: filters.orden === order,
        }))}
      />
      {contributions.length > 0 ? (
        <ContributionItems
          c={c}
          consultation={consultation}
          contributions={contributions}
          start={(filters.pagina - 1) * contributionsPageSize + 1}
        />
      ) : (
        <EmptyState title={isFiltered(filters) ? t('consultations.none-found') : t('consultations.none-yet')} />
      )}
      <Pager
        t={t}
        page={filters.pagina}
        pages={Math.max(1, Math.ceil(matching / contributionsPageSize))}
        hrefOf={(page) => `${address}${queryOf(filters, { pagina: page })}`}
      />
    </ConsultationFrame>
  )
}

function ListFilters({ c, list }: { c: C; list: ContributionList }) {
  const { t } = c.var
  const { consultation, filters, matching, territories } = list
  const address = consultationPaths.contributions(consultation)
  return (
    <Filters
      t={t}
      label={t('consultations.filter')}
      action={address}
      kept={filters.orden === 'nuevas' ? {} : { orden: filters.orden }}
      clearHref={isFiltered(filters) ? address : undefined}
      result={t('consultations.found', { count: matching })}
    >
      <Field t={t} name="q" type="search" label={t('consultations.search')} value={filters.q ?? ''} size="grow" />
      {consultation.axes.length > 0 ? (
        <Select
          t={t}
          name="eje"
          label={t('consultations.axis')}
          empty={t('consultations.filter.all')}
          options={consultation.axes.map(({ id, name }) => ({ value: id, label: name }))}
          value={filters.eje ?? ''}
        />
      ) : null}
      <Select
        t={t}
        name="canal"
        label={t('consultations.channel')}
        empty={t('consultations.filter.all')}
        options={channels.map((value) => ({ value, label: t(`consultations.channel.${value}`) }))}
        value={filters.canal ?? ''}
      />
      {territories.length > 0 ? (
        <Select
          t={t}
          name="territorio"
          label={t('consultations.territory')}
          empty={t('consultations.filter.all')}
          options={territories.map(({ key, name }) => ({ value: key, label: name }))}
          value={filters.territorio ?? ''}
        />
      ) : null}
    </Filters>
  )
}
