import type { C } from '../../../platform/http/env.ts'
import type { MessageKey } from '../../../platform/i18n.ts'
import { type Option, Select } from '../../../ui/Choices.tsx'
import { Field } from '../../../ui/Field.tsx'
import { Filters as FilterForm } from '../../../ui/Filters.tsx'
import { standings } from '../board/model.ts'
import type { Choice } from '../board/queries.ts'
import { isFiltered } from '../board/schema.ts'
import type { Board } from './board-view.ts'

/** Only what can be found is offered, each with how many commitments bear it. */
export function BoardFilters({ c, board }: { c: C; board: Board }) {
  const { t, context } = c.var
  const { filters, choices, matching, totals } = board
  const filtered = isFiltered(filters)
  const named = (choice: Choice) => ({
    value: choice.value,
    label: `${context.locale === 'en' ? choice.labelEn : choice.label} (${choice.count})`,
  })
  const kept: Record<string, string> = {
    ...(filters.plazo ? { plazo: filters.plazo } : {}),
    ...(filters.orden === 'plan' ? {} : { orden: filters.orden }),
    ...(filters.vista === 'lista' ? {} : { vista: filters.vista }),
  }
  const more = filters.osc || filters.area || filters.avance || filters.pais || filters.estado
  const choose = (
    name: 'institucion' | 'osc' | 'ods' | 'area' | 'estado' | 'pais' | 'avance',
    label: MessageKey,
    empty: 'board.any' | 'board.any.f',
    options: readonly Option[],
    size?: 'medium',
  ) =>
    options.length > 0 ? (
      <Select
        t={t}
        name={name}
        label={t(label)}
        empty={t(empty)}
        value={String(filters[name] ?? '')}
        options={options}
        size={size}
      />
    ) : null
  return (
    <FilterForm
      t={t}
      label={t('board.filters')}
      action={board.address}
      kept={kept}
      clearHref={filtered ? board.address : undefined}
      result={
        filtered
          ? t('board.result.of', { count: matching, total: totals.commitments })
          : t('board.result', { count: matching })
      }
      moreOpen={Boolean(more)}
      more={
        <>
          {choose('osc', 'board.partner', 'board.any.f', choices.partners.map(named))}
          {choose('area', 'board.area', 'board.any', choices.areas.map(named))}
          {choose(
            'estado',
            'board.state-of',
            'board.any.f',
            board.states.map((state) => ({ value: state.key, label: state.name })),
          )}
          {choices.countries.length > 1
            ? choose('pais', 'board.country', 'board.any', choices.countries.map(named))
            : null}
          {choose(
            'avance',
            'board.standing',
            'board.any',
            standings.map((standing) => ({ value: standing, label: t(`board.standing.${standing}`) })),
          )}
        </>
      }
    >
      <Field t={t} name="q" type="search" label={t('board.search')} value={filters.q} size="grow" maxlength={200} />
      {choose('institucion', 'board.institution', 'board.any.f', choices.institutions.map(named), 'medium')}
      {choose(
        'ods',
        'board.sdg',
        'board.any',
        choices.sdgs.map(({ value, count }) => ({
          value,
          label: `${value}. ${t(`sdg.${value}` as MessageKey)} (${count})`,
        })),
        'medium',
      )}
    </FilterForm>
  )
}
