import type { Child } from 'hono/jsx'
import type { C } from '../../../platform/http/env.ts'
import type { MessageKey } from '../../../platform/i18n.ts'
import { Card } from '../../../ui/Card.tsx'
import { DescriptionList } from '../../../ui/DescriptionList.tsx'
import { type CommitmentDocument, localCriteria, partiesOf } from '../model.ts'
import type { CommitmentView } from './commitment-view.ts'
import { Lines, Names } from './prose.tsx'
import { absence } from './words.ts'

/** What the promise is aligned with: goals, topics, values, places and the rest of the template. */
export function AlignmentCard({ c, view }: { c: C; view: CommitmentView }) {
  const { t, context } = c.var
  const commitment = view.stored.document
  const absent = (field: string) => <span class="muted">{absence(t, commitment, field)}</span>
  const items: { term: Child; value: Child }[] = [
    {
      term: t('public.sdgs'),
      value:
        commitment.sdgs.length > 0 ? (
          <Lines
            lines={commitment.sdgs.map(({ goal, target }) => {
              const name = `${goal}. ${t(`sdg.${goal}` as MessageKey)}`
              return target ? `${name} (${target})` : name
            })}
          />
        ) : (
          absent('sdgs')
        ),
    },
    {
      term: areasTerm(c, commitment),
      value:
        commitment.policyAreas.length > 0 ? (
          <Lines
            lines={commitment.policyAreas.map((area) => {
              const names = view.areaNames.get(`${area.scheme}/${area.version}/${area.code}`)
              return (context.locale === 'en' ? names?.nameEn : names?.name) ?? area.code
            })}
          />
        ) : (
          absent('policyAreas')
        ),
    },
    {
      term: t('public.values'),
      value:
        commitment.values.length > 0 ? (
          <Lines lines={commitment.values.map((value) => t(`public.value.${value}`))} />
        ) : (
          absent('values')
        ),
    },
    { term: t('public.nationalAxis'), value: axisOf(commitment) ?? absent('nationalAxis') },
    ...(commitment.territories.length > 0
      ? [
          {
            term: t('public.territories'),
            value: <Lines lines={commitment.territories.map((key) => view.territoryNames.get(key) ?? key)} />,
          },
        ]
      : []),
    ...(commitment.country
      ? [{ term: t('public.country'), value: view.territoryNames.get(commitment.country) ?? commitment.country }]
      : []),
    { term: t('public.origin'), value: commitment.origin ? t(`public.origin.${commitment.origin}`) : absent('origin') },
    ...(partiesOf(commitment, 'supporting').length > 0
      ? [{ term: t('public.supporting'), value: <Names commitment={commitment} part="supporting" /> }]
      : []),
    ...(['genderInclusion', 'budgetNote', 'supportingActors', 'assumptions'] as const).map((field) => ({
      term: t(`public.${field}`),
      value: commitment[field] ?? absent(field),
    })),
    ...localCriteria.flatMap((field) => {
      const answer = commitment[field]
      return answer ? [{ term: t(`commitment.field.${field}`), value: answer }] : []
    }),
    ...(commitment.externalId ? [{ term: t('public.externalId'), value: commitment.externalId }] : []),
  ]
  return (
    <Card title={t('public.alignment')}>
      <DescriptionList items={items} />
    </Card>
  )
}

function areasTerm(c: C, commitment: CommitmentDocument): string {
  const version = commitment.policyAreas[0]?.version
  return version ? c.var.t('public.policyAreas', { version }) : c.var.t('public.policyAreas.plain')
}

function axisOf({ nationalAxis, nationalAxisScheme }: CommitmentDocument): string | null {
  return nationalAxis && nationalAxisScheme ? `${nationalAxis} (${nationalAxisScheme})` : nationalAxis
}
