import type { C } from '../../../platform/http/env.ts'
import { Card } from '../../../ui/Card.tsx'
import { Details } from '../../../ui/Details.tsx'
import { Table } from '../../../ui/Table.tsx'
import type { Assessment, CommitmentDocument } from '../model.ts'

/** The labels that an outside assessor published, as published (T-16, T-17); what was not assessed is one press away. */
export function AssessmentsCard({ c, commitment }: { c: C; commitment: CommitmentDocument }) {
  const { t } = c.var
  if (commitment.assessments.length === 0) return null
  const told = commitment.assessments.filter((assessment) => assessment.label !== null)
  const untold = commitment.assessments.filter((assessment) => assessment.label === null)
  return (
    <Card id="evaluacion" title={t('public.assessments')}>
      <p class="small muted">{t('public.assessments.text')}</p>
      {told.length > 0 ? (
        <Labels c={c} id="evaluacion-tabla" caption={t('public.assessments.told')} rows={told} />
      ) : null}
      {untold.length > 0 ? (
        <Details summary={`${t('public.missing.empty')} (${untold.length})`} open={told.length === 0}>
          <Labels c={c} id="evaluacion-sin-dato" caption={t('public.assessments.untold')} rows={untold} />
        </Details>
      ) : null}
    </Card>
  )
}

type LabelsProps = { c: C; id: string; caption: string; rows: readonly Assessment[] }

function Labels({ c, id, caption, rows }: LabelsProps) {
  const { t } = c.var
  return (
    <Table
      id={id}
      caption={caption}
      captionHidden
      dense
      stacked
      rows={rows}
      columns={[
        {
          key: 'variable',
          label: t('public.assessment.variable'),
          cell: (row) => <span lang="en">{row.variable.replace(/-/g, ' ')}</span>,
        },
        {
          key: 'label',
          label: t('public.assessment.label'),
          cell: (row) =>
            row.label === null ? (
              <span class="muted">{t(`public.missing.${row.missing ?? 'empty'}`)}</span>
            ) : (
              <strong lang="en">{row.label}</strong>
            ),
        },
        {
          key: 'product',
          label: t('public.assessment.product'),
          cell: (row) => (
            <>
              {[row.product, row.year].filter(Boolean).join(', ')}{' '}
              {row.sourceUrl && /^https?:\/\//.test(row.sourceUrl) ? (
                <a href={row.sourceUrl} rel="noopener nofollow">
                  {t('public.assessment.source')}
                </a>
              ) : null}
            </>
          ),
        },
      ]}
    />
  )
}
