import type { T } from '../../../../platform/i18n.ts'
import { Checkbox, CheckboxGroup, Select } from '../../../../ui/Choices.tsx'
import { TextArea } from '../../../../ui/Field.tsx'
import { formatDate, formatNumber } from '../../../../ui/format.ts'
import { Notice } from '../../../../ui/Notice.tsx'
import { Table } from '../../../../ui/Table.tsx'
import { type Cut, workKinds } from '../../../works/model.ts'
import { worksPaths } from '../../../works/paths.ts'
import type { RallyWork, WorksOf } from '../works/queries.ts'
import type { Fields } from './part-fields.tsx'

type WorksFieldsProps = Fields & {
  locale: string
  cuts: readonly Cut[]
  states: readonly { key: string; name: string }[]
}

/** A cut and what of it; what cannot be seen on a street stays out unless somebody asks for it (T-41). */
export function WorksFields({ t, typed, errors, locale, cuts, states }: WorksFieldsProps) {
  const chosen = (name: string) => (typed[name] ?? '').split('\n')
  if (cuts.length === 0) {
    return (
      <Notice t={t} kind="warning">
        <p>{t('rally.works.no-cuts')}</p>
      </Notice>
    )
  }
  return (
    <>
      <Select
        {...{ t, name: 'cut', label: t('rally.field.cut'), hint: t('rally.hint.cut'), required: true }}
        {...{ empty: t('rally.field.cut.none'), value: typed.cut, error: errors.cut }}
        options={cuts.map((cut) => ({
          value: cut.id,
          label: t('rally.works.cut', {
            title: cut.dataset.title,
            date: formatDate(cut.datedOn, locale),
            works: formatNumber(cut.works ?? 0, locale),
          }),
        }))}
      />
      <CheckboxGroup
        {...{ t, name: 'states', label: t('rally.field.states'), hint: t('rally.hint.filter'), inline: true }}
        {...{ values: chosen('states'), error: errors.states }}
        options={states.map(({ key, name }) => ({ value: key, label: name }))}
      />
      <TextArea
        {...{ t, name: 'municipalities', label: t('rally.field.municipalities'), hint: t('rally.hint.municipalities') }}
        {...{ rows: 3, value: typed.municipalities, error: errors.municipalities }}
      />
      <CheckboxGroup
        {...{ t, name: 'kinds', label: t('rally.field.kinds'), hint: t('rally.hint.filter') }}
        {...{ values: chosen('kinds'), error: errors.kinds }}
        options={workKinds.map((value) => ({ value, label: t(`rally.work-kind.${value}`) }))}
      />
      <Checkbox
        {...{ t, name: 'withOthers', label: t('rally.field.withOthers'), hint: t('rally.hint.withOthers') }}
        checked={Boolean(typed.withOthers)}
      />
    </>
  )
}

/** What the edition has taken over: how many, and the first of them. */
export function WorksPreview({ t, locale, works, space }: { t: T; locale: string; works: WorksOf; space: string }) {
  if (works.total === 0) return <p>{t('rally.works.none-yet')}</p>
  const figure = (count: number) => formatNumber(count, locale)
  return (
    <section class="stack" aria-labelledby="works-now">
      <h2 id="works-now">{t('rally.works.now', { count: works.total, figure: figure(works.total) })}</h2>
      <p>{t('rally.works.located', { count: works.located, figure: figure(works.located) })}</p>
      <WorksTable t={t} works={works.rows} space={space} />
    </section>
  )
}

/** `space`: where each work has its page. */
export function WorksTable({ t, works, space }: { t: T; works: readonly RallyWork[]; space: string }) {
  return (
    <Table<RallyWork>
      id="works"
      caption={t('rally.works.title')}
      dense
      stacked
      rows={works}
      columns={[
        {
          key: 'name',
          label: t('rally.work.name'),
          cell: ({ name, key, hasPage }) => (hasPage ? <a href={worksPaths.work(space, key)}>{name}</a> : name),
        },
        { key: 'key', label: t('rally.work.key'), cell: ({ key }) => <code>{key}</code> },
        {
          key: 'place',
          label: t('rally.work.place'),
          cell: ({ municipality, stateName }) => [municipality, stateName].filter(Boolean).join(', ') || '—',
        },
      ]}
    />
  )
}
