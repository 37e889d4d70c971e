import type { C } from '../../../../platform/http/env.ts'
import { Button } from '../../../../ui/Button.tsx'
import { Card } from '../../../../ui/Card.tsx'
import { Facts } from '../../../../ui/Facts.tsx'
import { formatDateTime, formatNumber, formatPercent } from '../../../../ui/format.ts'
import { Table } from '../../../../ui/Table.tsx'
import type { Edition } from '../../editions/model.ts'
import { EditionFrame } from '../../editions/pages/edition-frame.tsx'
import type { Agreement } from '../agreement/model.ts'
import { reviewPaths } from '../paths.ts'
import type { ErrorRate } from '../second-look/model.ts'
import { salt } from '../second-look/model.ts'
import { criterionWords } from './words.ts'

export type ReviewFigures = {
  overall: Agreement
  byCriterion: readonly { criterion: string; agreement: Agreement }[]
  sample: { seed: string; drawnAt: Date; drawn: number; settled: number; rate: ErrorRate } | null
}

type AgreementPageProps = { c: C; edition: Edition; figures: ReviewFigures; canDraw: boolean }

/** How far two judges agree, and how often a second look ends otherwise: public, with its counts. */
export function AgreementPage({ c, edition, figures, canDraw }: AgreementPageProps) {
  const { t } = c.var
  const title = t('review.agreement.title')
  const rows = [
    ...figures.byCriterion.map(({ criterion, agreement }) => ({ name: criterionWords(t, criterion), agreement })),
    { name: t('review.agreement.all'), agreement: figures.overall },
  ]
  return (
    <EditionFrame c={c} edition={edition} title={title} twins={['json']}>
      <h1>{title}</h1>
      <p class="lead">{t('review.agreement.lead')}</p>
      <Table
        id="agreement"
        caption={t('review.agreement.table')}
        rows={rows}
        columns={[
          { key: 'criterion', label: t('review.agreement.criterion'), cell: ({ name }) => name },
          { key: 'items', label: t('review.agreement.items'), numeric: true, cell: ({ agreement }) => agreement.items },
          {
            key: 'both-yes',
            label: t('review.agreement.yes-yes'),
            numeric: true,
            cell: ({ agreement }) => agreement.table.yesYes,
          },
          {
            key: 'both-no',
            label: t('review.agreement.no-no'),
            numeric: true,
            cell: ({ agreement }) => agreement.table.noNo,
          },
          {
            key: 'split',
            label: t('review.agreement.split'),
            numeric: true,
            cell: ({ agreement }) => agreement.table.yesNo + agreement.table.noYes,
          },
          {
            key: 'kappa',
            label: t('review.agreement.kappa'),
            numeric: true,
            cell: ({ agreement }) => kappa(c, agreement),
          },
        ]}
      />
      <p>{t('review.agreement.how')}</p>
      <SampleCard c={c} edition={edition} sample={figures.sample} canDraw={canDraw} />
    </EditionFrame>
  )
}

function kappa(c: C, { kappa, undefinedBecause }: Agreement) {
  const { t, context } = c.var
  if (kappa !== null) return formatNumber(kappa, context.locale, 2)
  return <span class="small muted">{t(`review.agreement.${undefinedBecause ?? 'no-items'}`)}</span>
}

type SampleCardProps = Pick<AgreementPageProps, 'c' | 'edition' | 'canDraw'> & { sample: ReviewFigures['sample'] }

function SampleCard({ c, edition, sample, canDraw }: SampleCardProps) {
  const { t, context } = c.var
  const percent = (share: number | null) => (share === null ? '—' : formatPercent(share * 100, context.locale, 1))
  return (
    <Card title={t('review.second.title')} id="second-look">
      <p>{t('review.second.lead')}</p>
      {sample ? (
        <>
          <Facts
            items={[
              {
                label: t('review.second.drawn'),
                value: sample.drawn,
                note: t('review.second.of', { count: sample.settled }),
              },
              { label: t('review.second.looked'), value: sample.rate.looked },
              { label: t('review.second.differing'), value: sample.rate.differing },
              {
                label: t('review.second.rate'),
                value: percent(sample.rate.rate),
                note:
                  sample.rate.low === null
                    ? t('review.second.not-yet')
                    : t('review.second.interval', { low: percent(sample.rate.low), high: percent(sample.rate.high) }),
              },
            ]}
          />
          <p class="small">
            {t('review.second.repeat', { salt, at: formatDateTime(sample.drawnAt, context.locale, edition.timeZone) })}{' '}
            <code class="break">{sample.seed}</code>
          </p>
        </>
      ) : (
        <p class="muted">{t('review.second.none')}</p>
      )}
      {canDraw && !sample ? (
        <form method="post" action={reviewPaths.sample(edition)}>
          <Button>{t('review.second.draw')}</Button>
        </form>
      ) : null}
    </Card>
  )
}
