import type { C } from '../../../platform/http/env.ts'
import { EmptyState } from '../../../ui/EmptyState.tsx'
import { formatDateTime } from '../../../ui/format.ts'
import { Table } from '../../../ui/Table.tsx'
import type { HeldRow } from '../contributions/queries.ts'
import type { Consultation } from '../model.ts'
import { consultationPaths } from '../paths.ts'
import { ConsultationFrame } from './frame.tsx'

/** What waits for a person's eyes: contributions and comments held back because they may hold personal data, oldest first. */
export function ReviewPage({ c, consultation, rows }: { c: C; consultation: Consultation; rows: readonly HeldRow[] }) {
  const { t, context } = c.var
  const title = t('consultations.review')
  return (
    <ConsultationFrame c={c} space={consultation.space} consultation={consultation} title={title} noindex>
      <h1>{title}</h1>
      <p class="lead">{t('consultations.review.lead')}</p>
      {rows.length === 0 ? (
        <EmptyState title={t('consultations.review.none')} />
      ) : (
        <Table<HeldRow>
          id="held"
          caption={title}
          captionHidden
          rows={rows}
          columns={[
            {
              key: 'folio',
              label: t('ui.folio'),
              cell: (row) => <a href={consultationPaths.contribution(consultation, row.folio)}>{row.folio}</a>,
            },
            { key: 'what', label: t('consultations.review.what'), wide: true, cell: (row) => row.body },
            {
              key: 'when',
              label: t('consultations.review.when'),
              cell: (row) => formatDateTime(row.at, context.locale),
            },
          ]}
        />
      )}
    </ConsultationFrame>
  )
}
