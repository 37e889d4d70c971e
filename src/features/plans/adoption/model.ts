import type { CommitmentDocument, TextField } from '../../commitments/model.ts'
import { type Criterion, criteria, type Draft, type PassageField, textPassages } from '../../tables/drafts/model.ts'

const criterionFields: Record<Criterion, TextField> = {
  concrete: 'criterionConcrete',
  inclusive: 'criterionInclusive',
  strategic: 'criterionStrategic',
  transformative: 'criterionTransformative',
  measurable: 'criterionMeasurable',
  replicable: 'criterionReplicable',
  'national-agenda': 'criterionNationalAgenda',
  'follow-the-money': 'criterionFollowTheMoney',
}

/** What a draft knows of the commitment: its passages, its activities as the start of a roadmap, the arguments of the criteria. */
export function filledFrom(draft: Draft, source: { title: string; url: string }) {
  const wordings = (field: PassageField) =>
    draft.passages.filter((passage) => passage.field === field).map(({ wording }) => wording)
  const activities = wordings('activity')
  const indicators = wordings('indicator')
  return (document: CommitmentDocument): CommitmentDocument => ({
    ...document,
    ...Object.fromEntries(textPassages.map((field) => [field, wordings(field)[0] ?? null])),
    ...Object.fromEntries(criteria.map((criterion) => [criterionFields[criterion], argumentsOf(draft, criterion)])),
    expectedProducts: wordings('product'),
    meansOfVerification: wordings('verification'),
    keyActions: activities.length === 0 ? [] : [actionOf(draft.title, activities)],
    indicators: indicators.map((name, index) => indicatorOf(name, String(index + 1))),
    sources: [{ title: source.title, url: source.url, note: null }],
  })
}

function argumentsOf({ ratings }: Draft, criterion: Criterion): string | null {
  const all = ratings.filter((one) => one.criterion === criterion).map(({ argument }) => argument)
  return all.length === 0 ? null : all.join('\n\n')
}

function actionOf(title: string, activities: readonly string[]): CommitmentDocument['keyActions'][number] {
  return {
    ...{ code: '1', title, weight: null, startsOn: null, endsOn: null },
    activities: activities.map((wording, index) => ({
      ...{ code: `1.${index + 1}`, title: wording, product: null, meansOfVerification: null, responsibleOffice: null },
      ...{ startsOn: null, endsOn: null, dueAsWritten: null, state: 'not-started' as const },
    })),
  }
}

function indicatorOf(name: string, code: string): CommitmentDocument['indicators'][number] {
  return {
    ...{ code, name, unit: null, direction: null, baseline: null, baselineOn: null, target: null, targetOn: null },
    ...{ frequency: null, meansOfVerification: null, justification: null },
  }
}
