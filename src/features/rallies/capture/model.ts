import type { Finding } from '../scoring/model.ts'

/** What a photograph of the street is sent as, piece by piece. */
export const photoPurpose = 'rally-photo'

export const mostPhotos = 6

export const findings = ['matches', 'partly', 'differs', 'not_found', 'no_access'] as const satisfies readonly Finding[]

/** Field by field: how what stands there compares with what was published; of a sign and of use, whether there is any. */
export const comparisonFields = {
  existence: ['matches', 'partly', 'differs', 'unknown'],
  place: ['matches', 'partly', 'differs', 'unknown'],
  kind: ['matches', 'partly', 'differs', 'unknown'],
  sign: ['yes', 'no', 'unknown'],
  use: ['yes', 'no', 'unknown'],
} as const

export type ComparisonField = keyof typeof comparisonFields
export type Comparisons = Partial<Record<ComparisonField, string>>

/** Physical progress as an eye can tell it, in percent. */
export const progressRanges = ['0', '1_25', '26_50', '51_75', '76_99', '100', 'unknown'] as const
export type ProgressRange = (typeof progressRanges)[number]

/** Whether the progress that was declared falls outside the range that was seen; null where one of them is not known. */
export function isProgressOutside(declared: number | null, observed: ProgressRange | null): boolean | null {
  if (declared === null || observed === null || observed === 'unknown') return null
  const [low = 0, high = low] = observed.split('_').map(Number)
  // Ranges join at whole percents: 25.4 belongs to 1–25 and 26–50 alike.
  return declared <= low - 1 || declared >= high + 1
}

export type Position = { latitude: number; longitude: number; accuracyMeters: number | null }

export type Visited = {
  mode: 'on-site' | 'remote'
  finding: Finding
  comparisons: Comparisons
  observedProgress: ProgressRange | null
  note: string | null
  publicUrl: string | null
  position: Position | null
}

/** What is sent of an announcement (visit null) or of a visit to the one work it names. */
export type NewCapture = {
  clientId: string
  workKeys: readonly string[]
  visit: Visited | null
  clocks: { deviceAt: Date | null; sentAt: Date | null }
}

/** Who captures: a member, by her team. */
export type Membership = { memberId: string; teamId: string; code: string; team: string; mayPublish: boolean }

export type CapturedWork = {
  key: string
  name: string
  place: string | null
  latitude: number | null
  longitude: number | null
  precision: string
  progress: number | null
}

/** What the receipt warns of; never a reason to refuse. */
export type Warning = 'far' | 'no-photo' | 'not-found-without-photo' | 'clock' | 'progress'

export type Receipt = {
  id: string
  folio: string
  kind: 'announcement' | 'visit'
  works: readonly { key: string; name: string }[]
  finding: Finding | null
  teamId: string
  publishedAt: Date
  receivedAt: Date
  distanceMeters: number | null
  photos: number
  warnings: readonly Warning[]
}

/** What people copy down: the end of the capture's id, which is random. */
export function folioOf(id: string): string {
  const end = id.replaceAll('-', '').slice(-8).toUpperCase()
  return `CALLE-${end.slice(0, 4)}-${end.slice(4)}`
}
