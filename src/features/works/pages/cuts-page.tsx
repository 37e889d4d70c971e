import type { C } from '../../../platform/http/env.ts'
import { Card } from '../../../ui/Card.tsx'
import { DescriptionList } from '../../../ui/DescriptionList.tsx'
import { EmptyState } from '../../../ui/EmptyState.tsx'
import { formatBytes, formatDate, formatNumber, formatShortDate } from '../../../ui/format.ts'
import { Table } from '../../../ui/Table.tsx'
import type { Space } from '../../spaces/model.ts'
import type { OwnCut } from '../cuts/queries.ts'
import type { Cut } from '../model.ts'
import { worksPaths } from '../paths.ts'
import { CutReportView } from './cut-report.tsx'
import { WorksFrame } from './works-frame.tsx'

/** Every cut that is kept, because its publisher writes each over the one before (T-43). */
export function CutsPage({ c, space, cuts }: { c: C; space: Space; cuts: readonly Cut[] }) {
  const { t, context } = c.var
  return (
    <WorksFrame c={c} space={space} title={t('works.cuts')} twins={['json']}>
      <h1>{t('works.cuts')}</h1>
      <p class="lead">{t('works.cuts.lead')}</p>
      {cuts.length === 0 ? (
        <EmptyState title={t('works.none')} />
      ) : (
        <Table<Cut>
          id="cuts"
          caption={t('works.cuts')}
          captionHidden
          rows={cuts}
          columns={[
            {
              key: 'date',
              label: t('works.import.datedOn'),
              cell: (cut) => (
                <a href={worksPaths.cut(space.slug, cut.id)}>{formatShortDate(cut.datedOn, context.locale)}</a>
              ),
            },
            { key: 'dataset', label: t('works.import.dataset'), cell: (cut) => cut.dataset.title },
            { key: 'product', label: t('works.import.product'), cell: (cut) => t(`works.product.${cut.product}`) },
            {
              key: 'works',
              label: t('works.report.works'),
              numeric: true,
              cell: (cut) => formatNumber(cut.works ?? 0, context.locale),
            },
            { key: 'licence', label: t('works.import.licence'), cell: (cut) => cut.licence },
          ]}
        />
      )}
    </WorksFrame>
  )
}

/** One cut: where it comes from, what its file was, what was read of it. */
export function CutPage({ c, space, own }: { c: C; space: Space; own: OwnCut }) {
  const { t, context } = c.var
  const { cut, report, hasPersonalData } = own
  const title = t('works.cut.of', { date: formatDate(cut.datedOn, context.locale) })
  const trail = [{ label: t('works.cuts'), href: worksPaths.cuts(space.slug) }]
  const sourceUrl = cut.sourceUrl ?? cut.dataset.sourceUrl
  return (
    <WorksFrame c={c} space={space} title={title} trail={trail}>
      <h1>{title}</h1>
      <Card title={cut.dataset.title}>
        <DescriptionList
          items={[
            { term: t('works.import.publisher'), value: cut.dataset.publisher },
            ...(sourceUrl ? [{ term: t('works.import.sourceUrl'), value: <a href={sourceUrl}>{sourceUrl}</a> }] : []),
            {
              term: t('works.import.licence'),
              value: cut.dataset.licenceUrl ? <a href={cut.dataset.licenceUrl}>{cut.licence}</a> : cut.licence,
            },
            { term: t('works.import.downloadedOn'), value: formatDate(cut.downloadedOn, context.locale) },
            { term: t('works.import.product'), value: t(`works.product.${cut.product}`) },
            { term: t('works.import.file'), value: `${cut.fileName} (${formatBytes(cut.bytes, context.locale)})` },
            { term: 'SHA-256', value: <code class="wrap-anywhere">{cut.sha256}</code> },
          ]}
        />
        <p>
          <a href={worksPaths.cutFile(space.slug, cut.id)}>
            {t(hasPersonalData ? 'works.cut.cleaned' : 'works.cut.original')}
          </a>
        </p>
        {hasPersonalData ? <p class="small muted">{t('works.cut.cleaned.why')}</p> : null}
        <p>
          <a href={`${worksPaths.list(space.slug)}?estado=&corte=${cut.id}`}>{t('works.cut.list')}</a>
        </p>
      </Card>
      {report ? (
        <CutReportView c={c} report={report} hrefOf={(ending) => worksPaths.cutReport(space.slug, cut.id, ending)} />
      ) : null}
    </WorksFrame>
  )
}
