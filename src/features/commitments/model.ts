/**
 * A commitment as one document: what a person writes, what a file carries, what a version keeps. Dates are 'YYYY-MM-DD',
 * weights percent of the commitment, null means unknown (why it is unknown stands in `missing`). Parts of the roadmap are
 * named by `code`, unique inside the commitment, which stays when the title changes.
 */
export type CommitmentDocument = CommitmentTexts & {
  /** Its part of the address, unique in the plan. */
  key: string
  /** As the plan prints it; text, because "3.1" occurs (T-15). */
  number: string
  externalId: string | null
  country: string | null
  origin: Origin | null
  title: string
  language: string
  expectedProducts: string[]
  meansOfVerification: string[]
  startsOn: string | null
  endsOn: string | null
  organizations: Party[]
  sdgs: Sdg[]
  policyAreas: PolicyArea[]
  values: OgpValue[]
  /** ISO 3166-1, INEGI or ISO 3166-2 keys, zero-padded text. */
  territories: string[]
  keyActions: KeyAction[]
  indicators: Indicator[]
  assessments: Assessment[]
  sources: Source[]
  /** Why a field is empty; the kinds never merge (T-18). Keys are field names of this type. */
  missing: Record<string, Missing>
  /** What stood in a date field that names no single day. */
  asWritten: Record<string, string>
}

export const textFields = [
  'shortTitle',
  'summary',
  'fullText',
  'problem',
  'causes',
  'previousActions',
  'solution',
  'expectedResults',
  'transparency',
  'accountability',
  'participation',
  'responsibleOffice',
  'finalResult',
  'genderInclusion',
  'assumptions',
  'budgetNote',
  'supportingActors',
  'nationalAxis',
  'nationalAxisScheme',
  'criterionConcrete',
  'criterionInclusive',
  'criterionStrategic',
  'criterionTransformative',
  'criterionMeasurable',
  'criterionReplicable',
  'criterionNationalAgenda',
  'criterionFollowTheMoney',
] as const
export type TextField = (typeof textFields)[number]
/** The eight criteria of INAI's local exercises, each answered with a text. */
export const localCriteria = [
  'criterionConcrete',
  'criterionInclusive',
  'criterionStrategic',
  'criterionTransformative',
  'criterionMeasurable',
  'criterionReplicable',
  'criterionNationalAgenda',
  'criterionFollowTheMoney',
] as const satisfies readonly TextField[]
export type CommitmentTexts = Record<TextField, string | null>

export const origins = ['co-created', 'proactive', 'carried-forward'] as const
export type Origin = (typeof origins)[number]

/** nd no data · nr not reviewed · na not applicable · np not published (looked for and not found). */
export const missingKinds = ['nd', 'nr', 'na', 'np'] as const
export type Missing = (typeof missingKinds)[number]

export const parts = ['lead', 'co-responsible', 'supporting'] as const
export type Part = (typeof parts)[number]
export type Party = { part: Part; name: string; kind: string; acronym: string | null }

export type Sdg = { goal: number; target: string | null }
export type PolicyArea = { scheme: string; version: string; code: string }

export const ogpValues = ['transparency', 'participation', 'accountability', 'technology'] as const
export type OgpValue = (typeof ogpValues)[number]

export type KeyAction = {
  code: string
  title: string
  weight: number | null
  startsOn: string | null
  endsOn: string | null
  activities: Activity[]
}

export type Activity = {
  code: string
  title: string
  product: string | null
  meansOfVerification: string | null
  responsibleOffice: string | null
  startsOn: string | null
  endsOn: string | null
  dueAsWritten: string | null
  /** What was last said of it; not part of the promise, so never part of a version's difference. */
  state: ActivityState
}

/** 'complete' is done and awaiting verification (T-21); only 'verified' is done. Cancelled leaves the denominator. */
export const activityStates = ['not-started', 'in-progress', 'complete', 'verified', 'cancelled'] as const
export type ActivityState = (typeof activityStates)[number]

export const directions = ['ascending', 'descending', 'range'] as const
export type Direction = (typeof directions)[number]

export type Indicator = {
  code: string
  name: string
  unit: string | null
  direction: Direction | null
  baseline: number | null
  baselineOn: string | null
  target: number | null
  targetOn: string | null
  frequency: string | null
  meansOfVerification: string | null
  /** Why the target was lowered. */
  justification: string | null
}

/** A published judgement of somebody outside: the label decides, never a number (T-16). label xor missing. */
export type Assessment = {
  assessor: string
  variable: string
  label: string | null
  missing: 'nd' | 'nr' | 'na' | 'empty' | null
  product: string | null
  year: number | null
  sourceUrl: string | null
}

export type Source = { title: string; url: string | null; note: string | null }

/** A document with nothing in it but its name; importers, forms and tests start from it. */
export function emptyDocument(key: string, number: string, title: string): CommitmentDocument {
  const texts = Object.fromEntries(textFields.map((field) => [field, null])) as CommitmentTexts
  return {
    ...texts,
    key,
    number,
    title,
    externalId: null,
    country: null,
    origin: null,
    language: 'es',
    expectedProducts: [],
    meansOfVerification: [],
    startsOn: null,
    endsOn: null,
    organizations: [],
    sdgs: [],
    policyAreas: [],
    values: [],
    territories: [],
    keyActions: [],
    indicators: [],
    assessments: [],
    sources: [],
    missing: {},
    asWritten: {},
  }
}

export function activitiesOf(commitment: Pick<CommitmentDocument, 'keyActions'>): Activity[] {
  return commitment.keyActions.flatMap((action) => action.activities)
}

export function partiesOf(commitment: Pick<CommitmentDocument, 'organizations'>, part: Part): Party[] {
  return commitment.organizations.filter((party) => party.part === part)
}
