import type { Child } from 'hono/jsx'
import type { C } from '../../../platform/http/env.ts'
import { Card } from '../../../ui/Card.tsx'
import { DescriptionList } from '../../../ui/DescriptionList.tsx'
import { elementsOf, roadmapElements } from '../completeness/model.ts'
import { activitiesOf, partiesOf } from '../model.ts'
import { commitmentPaths } from '../paths.ts'
import type { CommitmentView } from './commitment-view.ts'
import { Lines, Names } from './prose.tsx'
import { absence, periodOf } from './words.ts'

/** The roadmap's eight minimum elements, each with what is published of it. */
export function ElementsCard({ c, view: { plan, stored, history } }: { c: C; view: CommitmentView }) {
  const { t, context } = c.var
  const commitment = stored.document
  const present = elementsOf(commitment)
  const activities = activitiesOf(commitment)
  const unique = (lines: readonly (string | null)[]) => [...new Set(lines.filter((line) => line !== null))]
  const changes = history.filter((happened) => happened.kind === 'version').length
  const values: Record<(typeof roadmapElements)[number], () => Child> = {
    responsibleOffice: () => commitment.responsibleOffice,
    coResponsible: () => <Names commitment={commitment} part="co-responsible" />,
    activities: () => (
      <a href="#hoja-de-ruta">
        {t('public.activities.count', { count: activities.length, actions: commitment.keyActions.length })}
      </a>
    ),
    finalResult: () => commitment.finalResult,
    expectedProducts: () => (
      <Lines
        lines={
          commitment.expectedProducts.length > 0
            ? commitment.expectedProducts
            : unique(activities.map((one) => one.product))
        }
      />
    ),
    indicators: () => <Lines lines={commitment.indicators.map((indicator) => indicator.name)} />,
    meansOfVerification: () => (
      <Lines
        lines={
          commitment.meansOfVerification.length > 0
            ? commitment.meansOfVerification
            : unique(activities.map((one) => one.meansOfVerification))
        }
      />
    ),
    dates: () => (
      <>
        {periodOf(t, context.locale, commitment)}{' '}
        {changes > 0 ? (
          <a href={commitmentPaths.version(plan, commitment.key, stored.version)}>
            ({t('public.changed', { times: changes })})
          </a>
        ) : null}
      </>
    ),
  }
  const fields: Partial<Record<(typeof roadmapElements)[number], string>> = {
    coResponsible: 'organizations',
    dates: 'startsOn',
  }
  const dates = Object.values(commitment.asWritten)
  return (
    <Card id="ocho-elementos" title={t('public.elements')}>
      <DescriptionList
        items={[
          ...(partiesOf(commitment, 'lead').length > 0
            ? [{ term: t('public.lead'), value: <Names commitment={commitment} part="lead" /> }]
            : []),
          ...roadmapElements.map((element) => ({
            term: t(`public.element.${element}`),
            value: present[element] ? (
              values[element]()
            ) : (
              <span class="muted">
                {element === 'dates' && dates.length > 0
                  ? t('public.asWritten', { text: dates.join(' – ') })
                  : absence(t, commitment, fields[element] ?? element)}
              </span>
            ),
          })),
        ]}
      />
    </Card>
  )
}
