import { threeSectors } from '../../governance/model.ts'

/** What a passage of a draft is of: texts of the commitment, which it has once, and lists, which it has often. */
export const textPassages = [
  'problem',
  'causes',
  'solution',
  'expectedResults',
  'transparency',
  'accountability',
  'participation',
  'genderInclusion',
  'responsibleOffice',
  'supportingActors',
] as const
export const listPassages = ['activity', 'product', 'verification', 'indicator'] as const
export const passageFields = [...textPassages, ...listPassages] as const
export type PassageField = (typeof passageFields)[number]

/** The eight criteria of INAI's local exercises. */
export const criteria = [
  'concrete',
  'inclusive',
  'strategic',
  'transformative',
  'measurable',
  'replicable',
  'national-agenda',
  'follow-the-money',
] as const
export type Criterion = (typeof criteria)[number]

export type ApprovingSector = (typeof threeSectors)[number]

export type Remark = {
  id: string
  onVersion: number
  body: string | null
  suggested: string | null
  signature: string
  sector: string | null
  at: Date
  decision: 'accepted' | 'answered' | null
  answer: string | null
}

export type Passage = {
  id: string
  field: PassageField
  position: number
  wording: string
  version: number
  /** Earlier wordings, oldest first. */
  earlier: readonly { number: number; wording: string }[]
  remarks: readonly Remark[]
}

/** Arguments are public, whose they are is not. */
export type Rating = { criterion: Criterion; raterId: string; score: number; argument: string }

export type Approval = { sector: ApprovingSector; version: number; name: string; way: 'account' | 'room'; at: Date }

export type Draft = {
  id: string
  number: number
  title: string
  version: number
  alternative: { id: string; number: number; wording: string } | null
  passages: readonly Passage[]
  ratings: readonly Rating[]
  approvals: readonly Approval[]
  /** The commitment that it became; its address is told only to those who may see its plan. */
  commitment: { id: string; plan: string; key: string; isPublished: boolean } | null
  stopped: { reason: string; at: Date } | null
}

export type DraftState = 'discussed' | 'approved' | 'adopted' | 'stopped'

/** Approved is what all three sectors said yes to as it stands now: a changed passage asks them again. */
export function stateOfDraft(draft: Pick<Draft, 'commitment' | 'stopped' | 'approvals' | 'version'>): DraftState {
  if (draft.commitment) return 'adopted'
  if (draft.stopped) return 'stopped'
  return sectorsMissing(draft).length === 0 ? 'approved' : 'discussed'
}

/** Sectors that have not approved the version that stands. */
export function sectorsMissing({ approvals, version }: Pick<Draft, 'approvals' | 'version'>): ApprovingSector[] {
  return threeSectors.filter((sector) => !approvals.some((one) => one.sector === sector && one.version === version))
}

/** Criteria that nobody has argued yet: a warning, not a bar. */
export function criteriaMissing({ ratings }: Pick<Draft, 'ratings'>): Criterion[] {
  return criteria.filter((criterion) => !ratings.some((one) => one.criterion === criterion))
}

/** Mean of one criterion's scores, 0 to 3; null while nobody rated it. */
export function meanOf({ ratings }: Pick<Draft, 'ratings'>, criterion: Criterion): number | null {
  const scores = ratings.filter((one) => one.criterion === criterion).map(({ score }) => score)
  return scores.length === 0 ? null : scores.reduce((sum, score) => sum + score, 0) / scores.length
}

export function isText(field: PassageField): boolean {
  return (textPassages as readonly string[]).includes(field)
}

/** What was suggested for a wording that has changed since: both are shown before anybody decides. */
export function isStale(passage: Pick<Passage, 'version'>, remark: Pick<Remark, 'onVersion'>): boolean {
  return remark.onVersion < passage.version
}

export function openRemarks({ passages }: Pick<Draft, 'passages'>): number {
  return passages.flatMap(({ remarks }) => remarks).filter(({ decision }) => decision === null).length
}
