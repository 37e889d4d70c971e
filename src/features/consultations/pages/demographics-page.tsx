import type { C } from '../../../platform/http/env.ts'
import { Card } from '../../../ui/Card.tsx'
import { Notice } from '../../../ui/Notice.tsx'
import { Table } from '../../../ui/Table.tsx'
import type { ShownQuestion, ShownTally } from '../demographics/model.ts'
import type { Consultation } from '../model.ts'
import { ConsultationFrame } from './frame.tsx'
import { figure } from './words.ts'

type Props = { c: C; consultation: Consultation; shown: readonly ShownQuestion[] | null }

/** Who took part, in sums of at least ten. */
export function DemographicsPage({ c, consultation, shown }: Props) {
  const { t } = c.var
  const title = t('consultations.who')
  return (
    <ConsultationFrame
      c={c}
      space={consultation.space}
      consultation={consultation}
      title={title}
      twins={shown ? ['json', 'csv'] : []}
    >
      <h1>{title}</h1>
      <p class="lead">{t('consultations.who.lead')}</p>
      {shown === null ? (
        <Notice t={t}>
          <p>{t('consultations.who.after')}</p>
        </Notice>
      ) : (
        shown.map(({ question, total, rows }) => (
          <Card title={t(`consultations.demographics.${question}`)}>
            <div class="stack">
              <Table<ShownTally>
                id={`who-${question}`}
                caption={t(`consultations.demographics.${question}`)}
                captionHidden
                rows={rows}
                columns={[
                  {
                    key: 'answer',
                    label: t('consultations.who.answer'),
                    cell: ({ answer }) =>
                      t(`consultations.demographics.${question}.${answer}` as Parameters<typeof t>[0]),
                  },
                  {
                    key: 'people',
                    label: t('consultations.who.people'),
                    numeric: true,
                    cell: ({ people }) => (people === null ? t('consultations.who.withheld') : figure(c, people)),
                  },
                ]}
              />
              <p class="small muted">
                {total === null
                  ? t('consultations.who.few')
                  : t('consultations.who.total', { count: figure(c, total) })}
              </p>
            </div>
          </Card>
        ))
      )}
    </ConsultationFrame>
  )
}
