import type { C } from '../../../platform/http/env.ts'
import type { FieldErrors, Typed } from '../../../platform/http/form.ts'
import { Actions, Button } from '../../../ui/Button.tsx'
import { Card } from '../../../ui/Card.tsx'
import { Select } from '../../../ui/Choices.tsx'
import { DateField, FileField } from '../../../ui/DateField.tsx'
import { Details } from '../../../ui/Details.tsx'
import { ErrorSummary } from '../../../ui/ErrorSummary.tsx'
import { Field } from '../../../ui/Field.tsx'
import { fieldsWith } from '../../../ui/form-back.tsx'
import { formatShortDate } from '../../../ui/format.ts'
import { Status } from '../../../ui/Status.tsx'
import { Table } from '../../../ui/Table.tsx'
import type { Space } from '../../spaces/model.ts'
import { type Cut, cutFormats, products } from '../model.ts'
import { worksPaths } from '../paths.ts'
import { WorksFrame } from './works-frame.tsx'

type ImportsPageProps = {
  c: C
  space: Space
  datasets: readonly { id: string; title: string }[]
  cuts: readonly Cut[]
  typed: Typed
  errors: FieldErrors
}

/** Bringing a file of works: which data set it is a cut of, of what day, from where. */
export function ImportsPage({ c, space, datasets, cuts, typed, errors }: ImportsPageProps) {
  const { t } = c.var
  const field = fieldsWith(t, { typed, errors })
  const hasErrors = Object.keys(errors).length > 0
  return (
    <WorksFrame c={c} space={space} title={t('works.imports')} noindex>
      <h1>{t('works.imports')}</h1>
      <p class="lead">{t('works.imports.lead')}</p>
      <ErrorSummary t={t} errors={Object.entries(errors).map(([field, message]) => ({ field, message }))} />
      <form method="post" action={worksPaths.imports(space.slug)} enctype="multipart/form-data" class="form" novalidate>
        <FileField
          t={t}
          name="file"
          label={t('works.import.file')}
          hint={
            hasErrors ? `${t('works.import.file.hint')} ${t('works.import.file.again')}` : t('works.import.file.hint')
          }
          required
          accept=".csv,.txt,.xlsx,.json"
          error={errors.file}
        />
        {datasets.length > 0 ? (
          <Select
            {...field('dataset', datasets[0]?.id)}
            label={t('works.import.dataset')}
            hint={t('works.import.dataset.hint')}
            empty={t('works.import.dataset.new')}
            options={datasets.map(({ id, title }) => ({ value: id, label: title }))}
          />
        ) : null}
        <NewDataset c={c} typed={typed} errors={errors} isOpen={datasets.length === 0 || hasErrors} />
        <DateField
          {...field('datedOn')}
          label={t('works.import.datedOn')}
          hint={t('works.import.datedOn.hint')}
          required
        />
        <DateField {...field('downloadedOn')} label={t('works.import.downloadedOn')} required />
        <Select
          {...field('product', 'tracking')}
          label={t('works.import.product')}
          options={products.map((value) => ({ value, label: t(`works.product.${value}`) }))}
          size="medium"
        />
        <Select
          {...field('quarter')}
          label={t('works.import.quarter')}
          empty={t('works.import.quarter.none')}
          options={['1', '2', '3', '4'].map((value) => ({ value, label: value }))}
          size="short"
        />
        <Field {...field('sourceUrl')} type="url" label={t('works.import.sourceUrl')} />
        <Select
          {...field('format')}
          label={t('works.import.format')}
          empty={t('works.import.format.auto')}
          options={cutFormats.map((value) => ({ value, label: t(`works.format.${value}`) }))}
          size="medium"
        />
        <Actions>
          <Button>{t('works.import.send')}</Button>
        </Actions>
      </form>
      {cuts.length > 0 ? <Brought c={c} space={space} cuts={cuts} /> : null}
    </WorksFrame>
  )
}

type NewDatasetProps = { c: C; typed: Typed; errors: FieldErrors; isOpen: boolean }

function NewDataset({ c, typed, errors, isOpen }: NewDatasetProps) {
  const { t } = c.var
  const field = fieldsWith(t, { typed, errors })
  return (
    <Details summary={t('works.import.dataset.new')} open={isOpen}>
      <div class="stack">
        {(['title', 'publisher', 'licence'] as const).map((name) => (
          <Field
            t={t}
            name={name}
            label={t(`works.import.${name}`)}
            hint={t(`works.import.${name}.hint`)}
            maxlength={300}
            value={typed[name]}
            error={errors[name]}
          />
        ))}
        <Field {...field('licenceUrl')} type="url" label={t('works.import.licenceUrl')} />
      </div>
    </Details>
  )
}

/** How a file that was brought stands, in a word. */
export function CutStanding({ c, cut, isMapped }: { c: C; cut: Cut; isMapped: boolean }) {
  const { t } = c.var
  if (cut.outcome === 'kept') return <Status kind="done" word={t('works.import.kept')} />
  if (cut.outcome !== null) return <Status kind="late" word={t(`works.import.${cut.outcome}.word`)} />
  return <Status kind="at-risk" word={t(isMapped ? 'works.import.running' : 'works.import.unmapped')} />
}

function Brought({ c, space, cuts }: { c: C; space: Space; cuts: readonly Cut[] }) {
  const { t, context } = c.var
  return (
    <Card title={t('works.import.earlier')}>
      <Table<Cut>
        id="brought"
        caption={t('works.import.earlier')}
        captionHidden
        rows={cuts}
        columns={[
          {
            key: 'file',
            label: t('works.import.file'),
            cell: (cut) => <a href={worksPaths.import(space.slug, cut.id)}>{cut.fileName}</a>,
          },
          { key: 'dataset', label: t('works.import.dataset'), cell: (cut) => cut.dataset.title },
          {
            key: 'date',
            label: t('works.import.datedOn'),
            cell: (cut) => formatShortDate(cut.datedOn, context.locale),
          },
          {
            key: 'state',
            label: t('works.status'),
            cell: (cut) => <CutStanding c={c} cut={cut} isMapped={cut.format !== 'table'} />,
          },
        ]}
      />
    </Card>
  )
}
