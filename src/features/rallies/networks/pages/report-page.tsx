import type { C } from '../../../../platform/http/env.ts'
import { Actions, ButtonLink } from '../../../../ui/Button.tsx'
import { Card } from '../../../../ui/Card.tsx'
import { Facts } from '../../../../ui/Facts.tsx'
import { formatNumber } from '../../../../ui/format.ts'
import { Notice } from '../../../../ui/Notice.tsx'
import { Table } from '../../../../ui/Table.tsx'
import type { Edition } from '../../editions/model.ts'
import type { Batch, StoredReject } from '../files/queries.ts'
import { sourcePaths } from '../paths.ts'
import { SourcesFrame } from './sources-frame.tsx'
import { rejectWords } from './words.ts'

type ReportPageProps = { c: C; edition: Edition; batch: Batch; rejects: readonly StoredReject[] }

export const shownRejects = 200

/** What came of a file: how much was kept, and each row that was not with its reason. */
export function ReportPage({ c, edition, batch, rejects }: ReportPageProps) {
  const { t, context } = c.var
  const title = t('networks.report.title', { file: batch.fileName ?? '' })
  const { report, outcome } = batch
  const figure = (count: number) => formatNumber(count, context.locale)
  const words = report && report.rejected > 0 ? 'networks.report.done-rejected' : 'networks.report.done'
  return (
    <SourcesFrame {...{ c, edition, title }}>
      <Notice t={t} kind={outcome === 'failed' ? 'error' : outcome === 'kept' ? 'success' : 'info'} live>
        <p>
          {t(outcome === 'failed' ? 'networks.report.failed' : outcome === 'kept' ? words : 'networks.report.waiting')}
        </p>
      </Notice>
      {report ? (
        <Facts
          label={title}
          items={(['kept', 'known', 'rejected'] as const).map((key) => ({
            label: t(`networks.report.${key}`),
            value: figure(report[key]),
          }))}
        />
      ) : null}
      {rejects.length > 0 ? <Rejects c={c} edition={edition} batch={batch} rejects={rejects} /> : null}
      <Actions>
        <ButtonLink href={sourcePaths.all(edition)} kind="quiet">
          {t('networks.report.back')}
        </ButtonLink>
      </Actions>
    </SourcesFrame>
  )
}

function Rejects({ c, edition, batch, rejects }: ReportPageProps) {
  const { t } = c.var
  const title = t('networks.report.rejects')
  return (
    <Card title={title}>
      {(batch.report?.rejected ?? 0) > rejects.length ? (
        <p>{t('networks.report.rejects.shown', { shown: rejects.length })}</p>
      ) : null}
      <Table<StoredReject>
        id="rejects"
        caption={title}
        captionHidden
        dense
        rows={rejects}
        columns={[
          { key: 'line', label: t('networks.map.preview.line'), numeric: true, cell: ({ line }) => line ?? '' },
          { key: 'why', label: t('networks.map.preview.problem'), cell: (reject) => rejectWords(t, reject) },
        ]}
      />
      <p>
        <a href={sourcePaths.rejects(edition, batch.id)}>{t('networks.report.download')}</a>
      </p>
    </Card>
  )
}
