import { Actions, Button } from '../../../ui/Button.tsx'
import { Card } from '../../../ui/Card.tsx'
import { RadioGroup, Select } from '../../../ui/Choices.tsx'
import { Details } from '../../../ui/Details.tsx'
import { TextArea } from '../../../ui/Field.tsx'
import { fieldsOf } from '../../../ui/form-back.tsx'
import { formatNumber } from '../../../ui/format.ts'
import { Notice } from '../../../ui/Notice.tsx'
import { Table } from '../../../ui/Table.tsx'
import { criteria, criteriaMissing, meanOf } from '../drafts/model.ts'
import { tablePaths } from '../paths.ts'
import { type DraftView, isOpen } from './view.ts'

/** The eight criteria with their scores and arguments; those without one are named. */
export function RatingsCard(view: DraftView) {
  const { c, draft, rates } = view
  const { t, context } = c.var
  const missing = criteriaMissing(draft)
  return (
    <Card title={t('tables.ratings')} id="criterios">
      {missing.length > 0 && isOpen(view) ? (
        <Notice t={t} kind="warning">
          <p>{t('tables.ratings.missing', { count: missing.length })}</p>
        </Notice>
      ) : null}
      <Table
        id="criterios-tabla"
        caption={t('tables.ratings.caption')}
        captionHidden
        stacked
        columns={[
          { key: 'criterion', label: t('tables.ratings.criterion'), cell: (one) => t(`tables.criterion.${one}`) },
          {
            key: 'mean',
            label: t('tables.ratings.score'),
            numeric: true,
            cell: (one) => {
              const mean = meanOf(draft, one)
              return mean === null ? t('tables.ratings.none') : formatNumber(mean, context.locale, 1)
            },
          },
          {
            key: 'arguments',
            label: t('tables.ratings.arguments'),
            wide: true,
            cell: (one) =>
              draft.ratings
                .filter((rating) => rating.criterion === one)
                .map((rating) => <p>{`${rating.score}: ${rating.argument}`}</p>),
          },
        ]}
        rows={criteria}
      />
      {rates && isOpen(view) ? <RateForm {...view} /> : null}
    </Card>
  )
}

function RateForm({ c, table, draft, wrong }: DraftView) {
  const { t } = c.var
  const field = fieldsOf({ c, wrong }, 'calificacion')
  return (
    <Details summary={t('tables.ratings.rate')} open={wrong?.form === 'calificacion'}>
      <form method="post" action={tablePaths.rate(table, draft.number)} class="form" novalidate>
        <Select
          {...field('criterion')}
          label={t('tables.ratings.criterion')}
          required
          options={criteria.map((value) => ({ value, label: t(`tables.criterion.${value}`) }))}
        />
        <RadioGroup
          {...field('score')}
          label={t('tables.ratings.score')}
          required
          inline
          options={([0, 1, 2, 3] as const).map((value) => ({
            value: String(value),
            label: t(`tables.score.${value}`),
          }))}
        />
        <TextArea {...field('argument')} label={t('tables.ratings.why')} rows={3} required />
        <Actions>
          <Button>{t('tables.ratings.save')}</Button>
        </Actions>
      </form>
    </Details>
  )
}
