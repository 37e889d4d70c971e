import type { Rejection } from '../../../platform/csv/faults.ts'
import type { C } from '../../../platform/http/env.ts'
import type { FieldErrors, Typed } from '../../../platform/http/form.ts'
import { Actions, Button, ButtonLink } from '../../../ui/Button.tsx'
import { Card } from '../../../ui/Card.tsx'
import { RadioGroup, Select } from '../../../ui/Choices.tsx'
import { DateField, FileField } from '../../../ui/DateField.tsx'
import { Facts } from '../../../ui/Facts.tsx'
import { Field } from '../../../ui/Field.tsx'
import { Fieldset } from '../../../ui/Fieldset.tsx'
import { formatDateTime } from '../../../ui/format.ts'
import { Notice } from '../../../ui/Notice.tsx'
import { Table } from '../../../ui/Table.tsx'
import type { Arrival } from '../contributions/model.ts'
import { importFields, type Mapping } from '../elsewhere/mapping.ts'
import type { Brought, Report } from '../elsewhere/queries.ts'
import type { Consultation } from '../model.ts'
import { paperChannels } from '../paper/schema.ts'
import { consultationPaths } from '../paths.ts'
import { ConsultationFrame } from './frame.tsx'
import { beginning, figure } from './words.ts'

type BringProps = { c: C; consultation: Consultation; earlier: readonly Brought[]; typed: Typed; errors: FieldErrors }

/** A spreadsheet of sheets, or the export of a consultation made elsewhere. */
export function BringPage({ c, consultation, earlier, typed, errors }: BringProps) {
  const { t, context } = c.var
  const title = t('consultations.import')
  return (
    <ConsultationFrame
      c={c}
      space={consultation.space}
      consultation={consultation}
      title={title}
      errors={errors}
      noindex
    >
      <h1>{title}</h1>
      <p class="lead">{t('consultations.import.lead')}</p>
      <form
        method="post"
        action={consultationPaths.imports(consultation)}
        enctype="multipart/form-data"
        class="form"
        novalidate
      >
        <RadioGroup
          t={t}
          name="kind"
          label={t('consultations.import.kind')}
          required
          options={(['paper', 'elsewhere'] as const).map((value) => ({
            value,
            label: t(`consultations.import.kind.${value}`),
            hint: t(`consultations.import.kind.${value}.hint`),
          }))}
          value={typed.kind ?? 'paper'}
          error={errors.kind}
        />
        <FileField
          t={t}
          name="file"
          label={t('consultations.import.file')}
          hint={t('consultations.import.file.hint')}
          required
          accept=".csv,.xlsx,.json"
          error={errors.file}
        />
        <Actions>
          <Button>{t('consultations.import.look')}</Button>
        </Actions>
      </form>
      <p>
        <a href={consultationPaths.importTemplate(consultation)}>{t('consultations.import.template')}</a>
      </p>
      {earlier.length > 0 ? (
        <Card title={t('consultations.import.earlier')}>
          <ul>
            {earlier.map(({ id, fileName, requestedAt, report }) => (
              <li>
                <a href={consultationPaths.import(consultation, id)}>{fileName}</a> ·{' '}
                {formatDateTime(requestedAt, context.locale)} ·{' '}
                {report ? t('consultations.import.added', { count: report.added }) : t('consultations.import.waiting')}
              </li>
            ))}
          </ul>
        </Card>
      ) : null}
    </ConsultationFrame>
  )
}

export type Preview = { header: readonly string[]; first: readonly Arrival[]; report: Report }

type BroughtProps = {
  c: C
  consultation: Consultation
  brought: Brought
  preview: Preview | null
  problem: string | null
}

/** One file: first which column is what and what would come of it, then what came. */
export function BroughtPage({ c, consultation, brought, preview, problem }: BroughtProps) {
  const { t } = c.var
  const title = brought.fileName
  const report = brought.report ?? preview?.report ?? null
  return (
    <ConsultationFrame
      c={c}
      space={consultation.space}
      consultation={consultation}
      title={title}
      trail={[{ label: t('consultations.import'), href: consultationPaths.imports(consultation) }]}
      noindex
    >
      <h1>{title}</h1>
      {problem ? (
        <Notice t={t} kind="error" live>
          <p>{problem}</p>
        </Notice>
      ) : null}
      {brought.report ? (
        <Notice t={t} kind="success" live>
          <p>{t('consultations.import.done')}</p>
        </Notice>
      ) : null}
      {report ? <ReportFacts c={c} report={report} isDone={brought.report !== null} /> : null}
      {preview && !brought.report ? (
        <MappingForm c={c} consultation={consultation} brought={brought} preview={preview} />
      ) : null}
      {report && report.rejections.length > 0 ? <Rejections c={c} rows={report.rejections} /> : null}
      {brought.report ? (
        <p>
          {t('consultations.import.report')}{' '}
          <a href={consultationPaths.importReport(consultation, brought.id, 'csv')}>.csv</a>{' '}
          <a href={consultationPaths.importReport(consultation, brought.id, 'json')}>.json</a>
        </p>
      ) : null}
      <Actions>
        <ButtonLink kind="quiet" href={consultationPaths.imports(consultation)}>
          {t('consultations.import.another')}
        </ButtonLink>
        <ButtonLink kind="quiet" href={consultationPaths.contributions(consultation)}>
          {t('consultations.contributions')}
        </ButtonLink>
      </Actions>
    </ConsultationFrame>
  )
}

function ReportFacts({ c, report, isDone }: { c: C; report: Report; isDone: boolean }) {
  const { t } = c.var
  return (
    <>
      <Facts
        label={t('consultations.import.balance')}
        items={[
          { label: t('consultations.import.read'), value: figure(c, report.rowsRead) },
          {
            label: isDone ? t('consultations.import.kept') : t('consultations.import.would'),
            value: figure(c, report.added),
          },
          ...(isDone ? [{ label: t('consultations.import.known'), value: figure(c, report.known) }] : []),
          {
            label: t('consultations.import.rejected'),
            value: figure(c, report.rejected),
            ...(report.rejected > 0 ? { tone: 'late' as const } : {}),
          },
          ...(isDone ? [{ label: t('consultations.import.held'), value: figure(c, report.held) }] : []),
        ]}
      />
      {report.unknownAxes.length > 0 ? (
        <Notice t={t}>
          <p>{t('consultations.import.unknown-axes', { list: report.unknownAxes.join(', ') })}</p>
        </Notice>
      ) : null}
    </>
  )
}

type FormProps = { c: C; consultation: Consultation; brought: Brought; preview: Preview }

function MappingForm({ c, consultation, brought, preview }: FormProps) {
  const { t } = c.var
  const { mapping, kind, id } = brought
  return (
    <form method="post" action={consultationPaths.importMapping(consultation, id)} class="form" novalidate>
      <Fieldset legend={t('consultations.import.columns')} hint={t('consultations.import.columns.hint')}>
        <div class="sheet-row">
          {importFields.map((field) => (
            <Select
              t={t}
              name={`column.${field}`}
              label={t(`consultations.import.field.${field}`)}
              empty={t('consultations.import.none')}
              options={preview.header.filter(Boolean).map((name) => ({ value: name, label: name }))}
              value={mapping.columns[field]}
            />
          ))}
        </div>
      </Fieldset>
      <Whole c={c} mapping={mapping} kind={kind} />
      <Table<Arrival>
        id="preview"
        caption={t('consultations.import.preview')}
        rows={preview.first}
        dense
        columns={[
          {
            key: 'body',
            label: t('consultations.import.field.body'),
            wide: true,
            cell: ({ body }) => beginning(body, 160),
          },
          { key: 'title', label: t('consultations.import.field.title'), wide: true, cell: ({ title }) => title ?? '' },
          { key: 'place', label: t('consultations.place'), cell: ({ place }) => place ?? '' },
          { key: 'saidOn', label: t('consultations.said-on'), cell: ({ saidOn }) => saidOn },
          { key: 'sheet', label: t('consultations.sheet'), cell: ({ sheet }) => sheet ?? '' },
        ]}
      />
      <Actions>
        <Button name="how" value="save">
          {t('consultations.import.save', { count: preview.report.added })}
        </Button>
        <Button kind="quiet" name="how" value="try">
          {t('consultations.import.try')}
        </Button>
      </Actions>
    </form>
  )
}

function Whole({ c, mapping, kind }: { c: C; mapping: Mapping; kind: Brought['kind'] }) {
  const { t } = c.var
  const offered = kind === 'paper' ? paperChannels : (['import'] as const)
  return (
    <Fieldset legend={t('consultations.import.whole')} hint={t('consultations.import.whole.hint')}>
      <div class="sheet-row">
        <Select
          t={t}
          name="channel"
          label={t('consultations.channel')}
          options={offered.map((value) => ({ value, label: t(`consultations.channel.${value}`) }))}
          value={mapping.channel}
        />
        <Field t={t} name="place" label={t('consultations.place')} maxlength={200} value={mapping.place ?? ''} />
        <DateField t={t} name="saidOn" label={t('consultations.said-on')} value={mapping.saidOn ?? ''} />
      </div>
    </Fieldset>
  )
}

const mostShown = 200

function Rejections({ c, rows }: { c: C; rows: readonly Rejection[] }) {
  const { t } = c.var
  return (
    <Card title={t('consultations.import.rejections')}>
      <Table<Rejection>
        id="rejections"
        caption={t('consultations.import.rejections')}
        captionHidden
        dense
        rows={rows.slice(0, mostShown)}
        columns={[
          { key: 'row', label: t('consultations.import.row'), numeric: true, cell: ({ row }) => row },
          {
            key: 'where',
            label: t('consultations.import.where'),
            cell: ({ column, value }) => (
              <>
                <strong>{column}</strong>
                {value ? ` «${value}»` : null}
              </>
            ),
          },
          { key: 'expected', label: t('consultations.import.expected'), wide: true, cell: ({ expected }) => expected },
        ]}
      />
    </Card>
  )
}
