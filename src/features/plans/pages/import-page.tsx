import type { Rejection } from '../../../platform/csv/faults.ts'
import type { C } from '../../../platform/http/env.ts'
import { Actions, ButtonLink } from '../../../ui/Button.tsx'
import { Card } from '../../../ui/Card.tsx'
import { Facts } from '../../../ui/Facts.tsx'
import { formatNumber } from '../../../ui/format.ts'
import { Notice } from '../../../ui/Notice.tsx'
import { Progress } from '../../../ui/Progress.tsx'
import { Table } from '../../../ui/Table.tsx'
import { planPaths } from '../../commitments/paths.ts'
import type { Plan } from '../../commitments/plan/model.ts'
import { type Report as ImportReport, type Sent, shownRejections } from '../imports/model.ts'
import { deskPaths } from '../paths.ts'
import { PlanFrame } from './plan-frame.tsx'

type ImportPageProps = { c: C; plan: Plan; sent: Sent }

/** One file: how far it is, and then what came of it, row by row. */
export function ImportPage({ c, plan, sent }: ImportPageProps) {
  const { t } = c.var
  const title = t('plan.import.report', { file: sent.fileName })
  return (
    <PlanFrame c={c} plan={plan} title={title}>
      <h1>{title}</h1>
      {sent.outcome === null ? <Running c={c} sent={sent} /> : null}
      {sent.outcome?.kind === 'failed' ? (
        <Notice t={t} kind="error">
          <p>{t('plan.import.failed')}</p>
        </Notice>
      ) : null}
      {sent.outcome?.kind === 'refused' ? (
        <Notice t={t} kind="error">
          <p>{t('plan.import.refused', { reason: sent.outcome.reason })}</p>
        </Notice>
      ) : null}
      {sent.outcome?.kind === 'report' ? <Report c={c} plan={plan} sent={sent} report={sent.outcome.report} /> : null}
      <Actions>
        <ButtonLink href={planPaths.imports(plan)} kind="quiet">
          {t('plan.import.again')}
        </ButtonLink>
        <ButtonLink href={planPaths.plan(plan)} kind="quiet">
          {plan.title}
        </ButtonLink>
      </Actions>
    </PlanFrame>
  )
}

function Running({ c, sent }: { c: C; sent: Sent }) {
  const { t } = c.var
  const { rowsDone: done, rowsTotal: total } = sent
  return (
    <>
      <Progress
        id="import-progress"
        label={t('plan.import.running')}
        value={total === null ? 0 : done}
        max={Math.max(1, total ?? 1)}
        text={total === null ? t('plan.import.waiting') : t('plan.import.progress', { done, total })}
      />
      <p>{t('plan.import.running-text')}</p>
    </>
  )
}

function Report({ c, plan, sent, report }: ImportPageProps & { report: ImportReport }) {
  const { t, context } = c.var
  const figure = (count: number) => formatNumber(count, context.locale)
  return (
    <>
      <Verdict c={c} report={report} />
      <Facts
        label={t('plan.import.rows.read')}
        items={[
          { label: t('plan.import.rows.read'), value: figure(report.rows_read) },
          { label: t('plan.import.rows.added'), value: figure(report.added) },
          { label: t('plan.import.rows.changed'), value: figure(report.changed) },
          { label: t('plan.import.rows.unchanged'), value: figure(report.unchanged) },
          {
            label: t('plan.import.rows.rejected'),
            value: figure(report.rejected),
            ...(report.rejected > 0 ? { tone: 'late' as const } : {}),
          },
        ]}
      />
      {report.rejections.length > 0 ? (
        <Card title={t('plan.import.rejections')}>
          <div class="stack">
            {report.rejections.length > shownRejections ? (
              <p>{t('plan.import.rejections.shown', { shown: shownRejections, count: report.rejections.length })}</p>
            ) : null}
            <RejectionTable c={c} id="rejections" caption={t('plan.import.rejections')} rows={report.rejections} />
          </div>
        </Card>
      ) : null}
      {report.notes.length > 0 ? (
        <Card title={t('plan.import.notes')}>
          <RejectionTable c={c} id="notes" caption={t('plan.import.notes')} rows={report.notes} />
        </Card>
      ) : null}
      <p>
        {t('plan.import.download')}: <a href={deskPaths.importReport(plan, sent.id, 'csv')}>.csv</a>{' '}
        <a href={deskPaths.importReport(plan, sent.id, 'json')}>.json</a>
      </p>
    </>
  )
}

function Verdict({ c, report }: { c: C; report: ImportReport }) {
  const { t } = c.var
  const kind = report.unreadable ? 'error' : report.dry_run ? 'info' : report.rejected > 0 ? 'warning' : 'success'
  const saved = report.rejected > 0 ? 'plan.import.done-rejected' : 'plan.import.done'
  const key = report.unreadable ? 'plan.import.unreadable' : report.dry_run ? 'plan.import.dry-run' : saved
  return (
    <Notice t={t} kind={kind} live>
      <p>{t(key)}</p>
    </Notice>
  )
}

type RejectionTableProps = { c: C; id: string; caption: string; rows: readonly Rejection[] }

function RejectionTable({ c, id, caption, rows }: RejectionTableProps) {
  const { t } = c.var
  return (
    <Table<Rejection>
      id={id}
      caption={caption}
      captionHidden
      dense
      rows={rows.slice(0, shownRejections)}
      columns={[
        { key: 'row', label: t('plan.import.column.row'), numeric: true, cell: (row) => row.row },
        {
          key: 'where',
          label: t('plan.import.column.where'),
          cell: (row) => (
            <>
              <strong>{row.column}</strong>
              {row.value ? ` «${row.value}»` : null}
            </>
          ),
        },
        { key: 'expected', label: t('plan.import.column.expected'), cell: (row) => row.expected },
      ]}
    />
  )
}
