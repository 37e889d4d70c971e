import type { Rejection } from '../../../platform/csv/faults.ts'
import type { C } from '../../../platform/http/env.ts'
import { Card } from '../../../ui/Card.tsx'
import { Facts } from '../../../ui/Facts.tsx'
import { formatNumber } from '../../../ui/format.ts'
import { Notice } from '../../../ui/Notice.tsx'
import { Table } from '../../../ui/Table.tsx'
import type { CutReport } from '../cuts/report.ts'

const shownRows = 100

type CutReportProps = { c: C; report: CutReport; hrefOf: (ending: 'json' | 'csv') => string }

/** What was read of a file, what was not and why; all of it can be downloaded. */
export function CutReportView({ c, report, hrefOf }: CutReportProps) {
  const { t, context } = c.var
  const figure = (count: number) => formatNumber(count, context.locale)
  const { coordinates: places, earlier, row_drop: drop } = report
  return (
    <Card title={t('works.report')}>
      <div class="stack">
        {drop !== null && earlier ? (
          <Notice t={t} kind="warning">
            <p>
              {t('works.report.row-drop', {
                percent: Math.round(drop * 100),
                number: earlier.number,
                rows: earlier.rows,
              })}
            </p>
          </Notice>
        ) : null}
        <Facts
          label={t('works.report')}
          items={[
            { label: t('works.report.read'), value: figure(report.rows_read) },
            { label: t('works.report.works'), value: figure(report.works) },
            { label: t('works.report.added'), value: figure(report.added) },
            { label: t('works.report.changed'), value: figure(report.changed) },
            { label: t('works.report.unchanged'), value: figure(report.unchanged) },
            {
              label: t('works.report.rejected'),
              value: figure(report.rejected),
              ...(report.rejected > 0 ? { tone: 'late' as const } : {}),
            },
          ]}
        />
        <p class="small">
          {t('works.report.coordinates', {
            valid: figure(places.valid),
            swapped: figure(places.swapped),
            zero: figure(places.zero),
            empty: figure(places.empty),
            outside: figure(places.out_of_range),
          })}{' '}
          {report.repeated_keys > 0
            ? t('works.report.repeated', { keys: report.repeated_keys, rows: report.repeated_rows })
            : null}{' '}
          {report.progress_fell > 0 ? t('works.report.fell', { count: report.progress_fell }) : null}{' '}
          {t('works.report.schema', { schema: report.schema, encoding: report.encoding ?? '—' })}
        </p>
        <Rows c={c} id="rejections" caption={t('works.report.rejections')} rows={report.rejections} />
        <Rows c={c} id="notes" caption={t('works.report.notes')} rows={report.notes} />
        <p>
          {t('works.report.download')}: <a href={hrefOf('csv')}>.csv</a> <a href={hrefOf('json')}>.json</a>
        </p>
      </div>
    </Card>
  )
}

function Rows({ c, id, caption, rows }: { c: C; id: string; caption: string; rows: readonly Rejection[] }) {
  const { t } = c.var
  if (rows.length === 0) return null
  return (
    <>
      {rows.length > shownRows ? (
        <p class="small">{t('works.report.shown', { shown: shownRows, count: rows.length })}</p>
      ) : null}
      <Table<Rejection>
        id={id}
        caption={caption}
        dense
        rows={rows.slice(0, shownRows)}
        columns={[
          { key: 'row', label: t('works.report.row'), numeric: true, cell: (row) => row.row },
          {
            key: 'where',
            label: t('works.report.where'),
            cell: (row) => (
              <>
                <strong>{row.column}</strong>
                {row.value ? ` «${row.value}»` : null}
              </>
            ),
          },
          { key: 'expected', label: t('works.report.expected'), cell: (row) => row.expected },
        ]}
      />
    </>
  )
}
