import type { C } from '../../../platform/http/env.ts'
import { Select } from '../../../ui/Choices.tsx'
import { Field } from '../../../ui/Field.tsx'
import { Filters as FilterForm } from '../../../ui/Filters.tsx'
import { formatNumber, formatShortDate } from '../../../ui/format.ts'
import type { Choice } from '../listing/queries.ts'
import { isFiltered } from '../listing/schema.ts'
import { worksPaths } from '../paths.ts'
import type { WorksList } from './list-view.ts'
import { kindWord, statusWord } from './words.ts'

/** Only what can be found is offered, each with how many works bear it. */
export function ListFilters({ c, list, action }: { c: C; list: Omit<WorksList, 'works'>; action?: string }) {
  const { t, context } = c.var
  const { space, cut, cuts, filters, choices, matching } = list
  const address = action ?? worksPaths.list(space.slug)
  const counted = (choice: Choice, label: string) => ({
    value: choice.value,
    label: `${label} (${formatNumber(choice.count, context.locale)})`,
  })
  const near = filters.cerca ? `${filters.cerca.latitude},${filters.cerca.longitude}` : ''
  return (
    <FilterForm
      t={t}
      label={t('works.filters')}
      action={address}
      {...(filters.orden ? { kept: { orden: filters.orden } } : {})}
      clearHref={isFiltered(filters) ? `${address}?estado=` : undefined}
      result={t('works.found', { count: matching })}
      moreOpen={Boolean(filters.tipo || filters.estatus || filters.visitable || filters.cerca || filters.corte)}
      more={
        <>
          <Select
            t={t}
            name="tipo"
            label={t('works.kind')}
            empty={t('works.any')}
            value={filters.tipo ?? ''}
            options={choices.kinds.map((choice) => counted(choice, kindWord(t, choice.value)))}
          />
          <Select
            t={t}
            name="estatus"
            label={t('works.status')}
            empty={t('works.any')}
            value={filters.estatus ?? ''}
            options={choices.statuses.map((choice) => counted(choice, statusWord(t, choice.value)))}
          />
          <Select
            t={t}
            name="visitable"
            label={t('works.visitable')}
            empty={t('works.visitable.any')}
            value={filters.visitable ?? ''}
            options={[
              { value: 'si', label: t('works.visitable.yes') },
              { value: 'no', label: t('works.visitable.no') },
            ]}
          />
          <Field t={t} name="cerca" label={t('works.near')} hint={t('works.near.hint')} value={near} size="medium" />
          {cuts.length > 1 ? (
            <Select
              t={t}
              name="corte"
              label={t('works.cut')}
              value={cut?.id ?? ''}
              options={cuts.map((one) => ({
                value: one.id,
                label: `${one.dataset.title}, ${formatShortDate(one.datedOn, context.locale)}`,
              }))}
            />
          ) : null}
        </>
      }
    >
      <Field
        t={t}
        name="q"
        type="search"
        label={t('works.search')}
        value={filters.q ?? ''}
        size="grow"
        maxlength={200}
      />
      <Select
        t={t}
        name="estado"
        label={t('works.state')}
        empty={t('works.any.f')}
        value={filters.estado ?? ''}
        options={choices.states.map((choice) => counted(choice, choice.label))}
        size="medium"
      />
      {choices.municipalities.length > 0 ? (
        <Select
          t={t}
          name="municipio"
          label={t('works.municipality')}
          empty={t('works.any')}
          value={filters.municipio ?? ''}
          options={choices.municipalities.map((choice) => counted(choice, choice.label))}
          size="medium"
        />
      ) : null}
    </FilterForm>
  )
}
