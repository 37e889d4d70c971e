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
      {told.length > 0 ? <Labels c={c} id="evaluacion-tabla" rows={told} /> : null}
      {untold.length > 0 ? (
        <Details summary={`${t('public.missing.empty')} (${untold.length})`} open={told.length === 0}>
          <Labels c={c} id="evaluacion-sin-dato" rows={untold} />
        </Details>
      ) : null}
    </Card>
  )
}

function Labels({ c, id, rows }: { c: C; id: string; rows: readonly Assessment[] }) {
  const { t } = c.var
  return (
    <Table
      id={id}
      caption={t('public.assessments')}
      captionHidden
      dense
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
