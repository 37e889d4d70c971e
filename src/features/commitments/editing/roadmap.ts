import type { Typed } from '../../../platform/http/form.ts'
import { type Activity, activitiesOf, type CommitmentDocument, type Indicator, type KeyAction } from '../model.ts'

/** What is stored, as the forms of the roadmap type it. */
export function typedRoadmap(document: CommitmentDocument): Typed {
  return {
    responsibleOffice: document.responsibleOffice ?? '',
    finalResult: document.finalResult ?? '',
    expectedProducts: document.expectedProducts.join('\n'),
    meansOfVerification: document.meansOfVerification.join('\n'),
    startsOn: document.startsOn ?? '',
    endsOn: document.endsOn ?? '',
  }
}

export function typedKeyAction(action: KeyAction): Typed {
  return {
    title: action.title,
    weight: action.weight === null ? '' : String(action.weight),
    startsOn: action.startsOn ?? '',
    endsOn: action.endsOn ?? '',
  }
}

export function typedActivity(activity: Activity, keyAction: string): Typed {
  const { title, product, meansOfVerification, responsibleOffice, startsOn, endsOn } = activity
  return {
    keyAction,
    title,
    product: product ?? '',
    meansOfVerification: meansOfVerification ?? '',
    responsibleOffice: responsibleOffice ?? '',
    startsOn: startsOn ?? '',
    endsOn: endsOn ?? '',
  }
}

export function typedIndicator({ code: _, ...indicator }: Indicator): Typed {
  return Object.fromEntries(
    Object.entries(indicator).map(([field, value]) => [field, value === null ? '' : String(value)]),
  )
}

/** The sum of the weights, to the ten-thousandth they are kept with. */
export function weightSum(document: Pick<CommitmentDocument, 'keyActions'>): number {
  return Math.round(document.keyActions.reduce((sum, action) => sum + (action.weight ?? 0), 0) * 10_000) / 10_000
}

export function findActivity(document: CommitmentDocument, code: string): Activity | null {
  return activitiesOf(document).find((activity) => activity.code === code) ?? null
}
