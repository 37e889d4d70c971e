import { namesDirection } from '../../diagnoses/logframe/neutral-name.ts'
import { activitiesOf, type CommitmentDocument, localCriteria, partiesOf } from '../model.ts'
import { weightTolerance } from '../progress/model.ts'

/**
 * Something that a rule finds wanting. An error keeps a plan from being published; a warning is said and lets it pass.
 * `at` names the field or the part of the roadmap where it is mended.
 */
export type Fault = {
  rule: string
  code: FaultCode
  severity: 'error' | 'warning'
  at: Place
  values: Record<string, string | number>
}

export type Place =
  | { page: 'text'; field: string }
  | { page: 'roadmap'; field: string }
  | { page: 'key-action'; code: string; field: string }
  | { page: 'activity'; code: string; field: string }
  | { page: 'indicator'; code: string; field: string }

export const faultCodes = [
  ...(['text-missing', 'lens-empty', 'lens-technology-only', 'not-verifiable', 'element-missing'] as const),
  ...(['lead-not-government', 'co-responsible-not-civil-society', 'weights-not-100', 'weight-missing'] as const),
  ...(['action-without-activities', 'activity-outside-action', 'action-outside-commitment'] as const),
  ...(['commitment-outside-plan', 'sdg-missing', 'axis-missing', 'indicator-names-direction'] as const),
  'criterion-missing',
  ...(['indicator-without-target', 'target-lowered', 'activity-without-end'] as const),
] as const
export type FaultCode = (typeof faultCodes)[number]

export type Period = { startsOn: string | null; endsOn: string | null }

/** What the rules ask of the plan around a commitment. */
export type PlanFrame = Period & { kind: string }

/** What keeps a commitment from being published, and what it had better mend: rules. */
export function faultsOf(commitment: CommitmentDocument, plan: PlanFrame): Fault[] {
  return [
    ...textFaults(commitment),
    ...lensFaults(commitment),
    ...elementFaults(commitment),
    ...partyFaults(commitment),
    ...weightFaults(commitment),
    ...dateFaults(commitment, plan),
    ...alignmentFaults(commitment),
    ...criteriaFaults(commitment, plan),
    ...indicatorFaults(commitment),
  ]
}

export function isPublishable(faults: readonly Fault[]): boolean {
  return faults.every((fault) => fault.severity !== 'error')
}

/** the five answers of OGP's template. */
function textFaults(commitment: CommitmentDocument): Fault[] {
  const required = ['problem', 'causes', 'previousActions', 'solution', 'expectedResults'] as const
  return required
    .filter((field) => !commitment[field]?.trim())
    .map((field) => fault('R-20', 'text-missing', 'error', { page: 'text', field }, { field }))
}

/** at least one of transparency, accountability and participation; technology alone does not open government. */
function lensFaults(commitment: CommitmentDocument): Fault[] {
  const answers = [commitment.transparency, commitment.accountability, commitment.participation]
  if (answers.some((answer) => answer !== null && !isNotApplicable(answer))) return []
  const place: Place = { page: 'text', field: 'transparency' }
  const technology = commitment.values.length > 0 && commitment.values.every((value) => value === 'technology')
  return technology
    ? [fault('R-22', 'lens-technology-only', 'error', place)]
    : [fault('R-21', 'lens-empty', 'error', place)]
}

/** 'N/A', 'No aplica', 'NA.' and the like are no answer. */
export function isNotApplicable(answer: string): boolean {
  const bare = answer
    .normalize('NFD')
    .replace(/[^\p{L}]/gu, '')
    .toLowerCase()
  return ['', 'na', 'nd', 'noaplica', 'notapplicable', 'ninguno', 'ninguna', 'none'].includes(bare)
}

/** The roadmap's eight minimum elements, in the order of the 4PA's document (SEED S3). */
export const roadmapElements = [
  'responsibleOffice',
  'coResponsible',
  'activities',
  'finalResult',
  'expectedProducts',
  'indicators',
  'meansOfVerification',
  'dates',
] as const
export type RoadmapElement = (typeof roadmapElements)[number]

/** Which of the eight elements the roadmap has; products and means of verification may stand with the activities. */
export function elementsOf(commitment: CommitmentDocument): Record<RoadmapElement, boolean> {
  const activities = activitiesOf(commitment)
  return {
    responsibleOffice: Boolean(commitment.responsibleOffice?.trim()),
    coResponsible: partiesOf(commitment, 'co-responsible').length > 0,
    activities: activities.length > 0,
    finalResult: Boolean(commitment.finalResult?.trim()),
    expectedProducts: commitment.expectedProducts.length > 0 || activities.some((activity) => activity.product),
    indicators: commitment.indicators.length > 0,
    meansOfVerification:
      commitment.meansOfVerification.length > 0 || activities.some((activity) => activity.meansOfVerification),
    dates: commitment.startsOn !== null && commitment.endsOn !== null,
  }
}

/** R-24 all eight elements; R-23 at least one activity that can be checked: product, end date and who is responsible. */
function elementFaults(commitment: CommitmentDocument): Fault[] {
  const present = elementsOf(commitment)
  const missing = roadmapElements
    // A proactive commitment may go without a co-responsible organisation; partyFaults says so as a warning.
    .filter((element) => !present[element] && element !== 'coResponsible')
    .map((element) => fault('R-24', 'element-missing', 'error', { page: 'roadmap', field: element }, { element }))
  const responsible = commitment.responsibleOffice || partiesOf(commitment, 'lead').length > 0
  const checkable = activitiesOf(commitment).some(
    (activity) => activity.product && activity.endsOn && (activity.responsibleOffice || responsible),
  )
  if (checkable || !present.activities) return missing
  return [...missing, fault('R-23', 'not-verifiable', 'error', { page: 'roadmap', field: 'activities' })]
}

/** government leads, civil society is co-responsible; both are a must for co-created commitments. */
function partyFaults(commitment: CommitmentDocument): Fault[] {
  const severity = commitment.origin === 'proactive' ? 'warning' : 'error'
  const lead = partiesOf(commitment, 'lead')
  const partners = partiesOf(commitment, 'co-responsible')
  const faults: Fault[] = []
  if (!lead.some((party) => party.kind === 'public-institution' || party.kind === 'oversight-body')) {
    faults.push(fault('R-25', 'lead-not-government', severity, { page: 'text', field: 'lead' }))
  }
  if (!partners.some((party) => party.kind === 'civil-society' || party.kind === 'academia')) {
    faults.push(fault('R-25', 'co-responsible-not-civil-society', severity, { page: 'text', field: 'coResponsible' }))
  }
  return faults
}

/** R-26 weights add to 100 ± 0.01; R-27 no key action without activities, which would divide by zero. */
function weightFaults(commitment: CommitmentDocument): Fault[] {
  const faults = commitment.keyActions.flatMap((action): Fault[] => {
    const place = { page: 'key-action', code: action.code } as const
    const values = { action: action.title }
    return [
      ...(action.weight === null
        ? [fault('R-26', 'weight-missing', 'error', { ...place, field: 'weight' }, values)]
        : []),
      ...(action.activities.every((activity) => activity.state === 'cancelled')
        ? [fault('R-27', 'action-without-activities', 'error', { ...place, field: 'activities' }, values)]
        : []),
    ]
  })
  const sum = commitment.keyActions.reduce((total, action) => total + (action.weight ?? 0), 0)
  if (commitment.keyActions.length > 0 && Math.abs(sum - 100) > weightTolerance) {
    const values = { sum: Math.round(sum * 10_000) / 10_000 }
    faults.push(fault('R-26', 'weights-not-100', 'error', { page: 'roadmap', field: 'weights' }, values))
  }
  return faults
}

/** activity inside action inside commitment inside plan. Only the last may be exceeded with a warning. */
function dateFaults(commitment: CommitmentDocument, plan: Period): Fault[] {
  const faults: Fault[] = []
  if (!isInside(commitment, plan)) {
    faults.push(fault('R-28', 'commitment-outside-plan', 'warning', { page: 'roadmap', field: 'dates' }))
  }
  for (const action of commitment.keyActions) {
    if (!isInside(action, commitment)) {
      const place: Place = { page: 'key-action', code: action.code, field: 'endsOn' }
      faults.push(fault('R-28', 'action-outside-commitment', 'error', place, { action: action.title }))
    }
    for (const activity of action.activities) {
      const place: Place = { page: 'activity', code: activity.code, field: 'endsOn' }
      const values = { activity: activity.title }
      if (activity.endsOn === null) faults.push(fault('R-28', 'activity-without-end', 'error', place, values))
      const frame = { startsOn: action.startsOn ?? commitment.startsOn, endsOn: action.endsOn ?? commitment.endsOn }
      if (!isInside(activity, frame)) faults.push(fault('R-28', 'activity-outside-action', 'error', place, values))
    }
  }
  return faults
}

function isInside(inner: Period, outer: Period): boolean {
  if (inner.startsOn && outer.startsOn && inner.startsOn < outer.startsOn) return false
  if (inner.endsOn && outer.endsOn && inner.endsOn > outer.endsOn) return false
  if (inner.startsOn && outer.endsOn && inner.startsOn > outer.endsOn) return false
  return !(inner.endsOn && outer.startsOn && inner.endsOn < outer.startsOn)
}

/** the 4PA named at least one SDG and one axis of the national plan for each commitment. */
function alignmentFaults(commitment: CommitmentDocument): Fault[] {
  return [
    ...(commitment.sdgs.length === 0 ? [fault('R-32', 'sdg-missing', 'warning', { page: 'text', field: 'sdgs' })] : []),
    ...(commitment.nationalAxis
      ? []
      : [fault('R-32', 'axis-missing', 'warning', { page: 'text', field: 'nationalAxis' })]),
  ]
}

/** in a local plan each of INAI's eight criteria is answered with a text. */
function criteriaFaults(commitment: CommitmentDocument, plan: PlanFrame): Fault[] {
  if (plan.kind !== 'local') return []
  return localCriteria
    .filter((field) => !commitment[field]?.trim())
    .map((field) => fault('R-31', 'criterion-missing', 'warning', { page: 'text', field }, { criterion: field }))
}

/** the name says what is measured, never which way it should go; the direction has a field of its own. */
function indicatorFaults(commitment: CommitmentDocument): Fault[] {
  return commitment.indicators.flatMap((indicator): Fault[] => {
    const place = { page: 'indicator', code: indicator.code } as const
    const values = { indicator: indicator.name }
    return [
      ...(namesDirection(indicator.name)
        ? [fault('R-35', 'indicator-names-direction', 'warning', { ...place, field: 'name' }, values)]
        : []),
      ...(indicator.target === null
        ? [fault('R-24', 'indicator-without-target', 'warning', { ...place, field: 'target' }, values)]
        : []),
    ]
  })
}

/**
 * the indicators whose target was made easier to reach with no justification of at least ten characters. Easier is
 * lower for ascending indicators and higher for descending ones; without a direction any change of target counts.
 */
export function loweredTargets(before: CommitmentDocument, after: CommitmentDocument): Fault[] {
  const old = new Map(before.indicators.map((indicator) => [indicator.code, indicator]))
  return after.indicators.flatMap((indicator): Fault[] => {
    const earlier = old.get(indicator.code)
    if (!earlier || earlier.target === null || earlier.target === indicator.target) return []
    const step = indicator.target === null ? null : indicator.target - earlier.target
    const easier =
      step === null ||
      (earlier.direction === 'descending' ? step > 0 : earlier.direction === 'ascending' ? step < 0 : true)
    if (!easier || (indicator.justification?.trim().length ?? 0) >= 10) return []
    const place: Place = { page: 'indicator', code: indicator.code, field: 'justification' }
    return [fault('R-34', 'target-lowered', 'error', place, { indicator: indicator.name })]
  })
}

function fault(
  rule: string,
  code: FaultCode,
  severity: Fault['severity'],
  at: Place,
  values: Record<string, string | number> = {},
): Fault {
  return { rule, code, severity, at, values }
}
