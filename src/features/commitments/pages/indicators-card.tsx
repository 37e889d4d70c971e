import type { C } from '../../../platform/http/env.ts'
import { Card } from '../../../ui/Card.tsx'
import { formatNumber } from '../../../ui/format.ts'
import { Table } from '../../../ui/Table.tsx'
import type { CommitmentDocument } from '../model.ts'

/** Baseline and target beside each other with their dates; what is unknown is said, never drawn as 0 (T-07). */
export function IndicatorsCard({ c, commitment }: { c: C; commitment: CommitmentDocument }) {
  const { t, context } = c.var
  if (commitment.indicators.length === 0) return null
  const unknown = <span class="muted">{t('public.missing.empty')}</span>
  const value = (number: number | null, on: string | null) =>
    number === null ? unknown : `${formatNumber(number, context.locale)}${on ? ` (${on})` : ''}`
  return (
    <Card id="indicadores" title={t('public.indicators')}>
      <Table
        id="tabla-indicadores"
        caption={t('public.indicators.table')}
        captionHidden
        dense
        stacked
        rows={commitment.indicators}
        columns={[
          {
            key: 'name',
            label: t('public.indicator.name'),
            cell: (indicator) => (
              <>
                {indicator.name}
                {indicator.meansOfVerification ? (
                  <span class="why">
                    {t('public.means')}: {indicator.meansOfVerification}
                  </span>
                ) : null}
              </>
            ),
          },
          { key: 'unit', label: t('public.indicator.unit'), cell: (indicator) => indicator.unit ?? unknown },
          {
            key: 'direction',
            label: t('public.indicator.direction'),
            cell: (indicator) => (indicator.direction ? t(`public.direction.${indicator.direction}`) : unknown),
          },
          {
            key: 'baseline',
            label: t('public.indicator.baseline'),
            numeric: true,
            cell: (indicator) => value(indicator.baseline, indicator.baselineOn),
          },
          {
            key: 'target',
            label: t('public.indicator.target'),
            numeric: true,
            cell: (indicator) => value(indicator.target, indicator.targetOn),
          },
          {
            key: 'frequency',
            label: t('public.indicator.frequency'),
            cell: (indicator) => indicator.frequency ?? unknown,
          },
        ]}
      />
    </Card>
  )
}
