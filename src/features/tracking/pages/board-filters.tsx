import type { C } from '../../../platform/http/env.ts'
import type { MessageKey } from '../../../platform/i18n.ts'
import { Select } from '../../../ui/Choices.tsx'
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
          {choices.partners.length > 0 ? (
            <Select
              t={t}
              name="osc"
              label={t('board.partner')}
              empty={t('board.any.f')}
              value={filters.osc}
              options={choices.partners.map(named)}
            />
          ) : null}
          {choices.areas.length > 0 ? (
            <Select
              t={t}
              name="area"
              label={t('board.area')}
              empty={t('board.any')}
              value={filters.area}
              options={choices.areas.map(named)}
            />
          ) : null}
          {board.states.length > 0 ? (
            <Select
              t={t}
              name="estado"
              label={t('board.state-of')}
              empty={t('board.any.f')}
              value={filters.estado}
              options={board.states.map((state) => ({ value: state.key, label: state.name }))}
            />
          ) : null}
          {choices.countries.length > 1 ? (
            <Select
              t={t}
              name="pais"
              label={t('board.country')}
              empty={t('board.any')}
              value={filters.pais}
              options={choices.countries.map(named)}
            />
          ) : null}
          <Select
            t={t}
            name="avance"
            label={t('board.standing')}
            empty={t('board.any')}
            value={filters.avance ?? ''}
            options={standings.map((standing) => ({ value: standing, label: t(`board.standing.${standing}`) }))}
          />
        </>
      }
    >
      <Field t={t} name="q" type="search" label={t('board.search')} value={filters.q} size="grow" maxlength={200} />
      {choices.institutions.length > 0 ? (
        <Select
          t={t}
          name="institucion"
          label={t('board.institution')}
          empty={t('board.any.f')}
          value={filters.institucion}
          options={choices.institutions.map(named)}
          size="medium"
        />
      ) : null}
      {choices.sdgs.length > 0 ? (
        <Select
          t={t}
          name="ods"
          label={t('board.sdg')}
          empty={t('board.any')}
          value={filters.ods === null ? '' : String(filters.ods)}
          options={choices.sdgs.map(({ value, count }) => ({
            value,
            label: `${value}. ${t(`sdg.${value}` as MessageKey)} (${count})`,
          }))}
          size="medium"
        />
      ) : null}
    </FilterForm>
  )
}
