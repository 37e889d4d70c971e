import type { CommitmentDocument } from '../../../commitments/model.ts'
import { type Criterion, criteria, textPassages } from '../../../tables/drafts/model.ts'
import type { PassageFields } from '../../../tables/drafts/schema.ts'

/** What a table discussed line by line before it became this commitment. */
export function passagesOf(document: CommitmentDocument): PassageFields[] {
  const texts = textPassages.flatMap((field) => {
    const wording = document[field]
    return wording === null ? [] : [{ field, wording }]
  })
  const lines = (field: PassageFields['field'], wordings: readonly string[]) =>
    wordings.map((wording) => ({ field, wording }))
  const activities = document.keyActions.flatMap((action) => action.activities.map(({ title }) => title))
  return [
    ...texts,
    ...lines('activity', activities),
    ...lines('product', document.expectedProducts),
    ...lines('verification', document.meansOfVerification),
    ...lines(
      'indicator',
      document.indicators.map(({ name }) => name),
    ),
  ]
}

const fields = {
  concrete: 'criterionConcrete',
  inclusive: 'criterionInclusive',
  strategic: 'criterionStrategic',
  transformative: 'criterionTransformative',
  measurable: 'criterionMeasurable',
  replicable: 'criterionReplicable',
  'national-agenda': 'criterionNationalAgenda',
  'follow-the-money': 'criterionFollowTheMoney',
} as const satisfies Record<Criterion, keyof CommitmentDocument>

/** The argument that the commitment gives for each criterion; one without an argument is rated by nobody. */
export function argumentsOf(document: CommitmentDocument): { criterion: Criterion; argument: string }[] {
  return criteria.flatMap((criterion) => {
    const argument = document[fields[criterion]]
    return argument === null ? [] : [{ criterion, argument }]
  })
}
