import type { AttachmentType } from '../../../platform/attachments/sniff.ts'

export const evidenceKinds = [
  'document',
  'dataset',
  'link',
  'photograph',
  'video',
  'minutes',
  'published-norm',
  'system',
] as const
export type EvidenceKind = (typeof evidenceKinds)[number]

export const evidencePurpose = 'evidence'

type Kept = { sha256: string; bytes: number }

/** A file whose bytes already lie in the storage: rows that point at it come after (what was acknowledged survives a kill). */
export type KeptFile = Kept & {
  mediaType: AttachmentType
  fileName: string
  /** Of a photograph: the copy without metadata that is shown, and a small one. */
  copy: Kept | null
  thumbnail: Kept | null
  /** The upload it came in; claimed by the command, so that it is used once. */
  uploadId: string | null
}

export type Source = { file: KeptFile } | { url: string }

export type EvidenceWarning = 'dated-before' | 'dated-in-future'

/** dated inside or after the activity's period and not in the future; days as 'YYYY-MM-DD'. */
export function warningsOf(
  datedOn: string | null,
  activity: { startsOn: string | null },
  today: string,
): EvidenceWarning[] {
  if (datedOn === null) return []
  if (datedOn > today) return ['dated-in-future']
  return activity.startsOn !== null && datedOn < activity.startsOn ? ['dated-before'] : []
}

/**
 * whether it may carry an activity to "complete": it stands (was not withdrawn), there is something to look at, and its
 * document does not come from the future. The day before the period is a warning only.
 */
export function isValidMeans(evidence: {
  isWithdrawn: boolean
  hasSource: boolean
  warnings: readonly string[]
}): boolean {
  return !evidence.isWithdrawn && evidence.hasSource && !evidence.warnings.includes('dated-in-future')
}

/** What kind of evidence a file most likely is; its owner may say more in its title. */
export function kindOfFile(mediaType: string): EvidenceKind {
  if (mediaType.startsWith('image/')) return 'photograph'
  if (mediaType.startsWith('video/')) return 'video'
  return /csv|spreadsheet/.test(mediaType) ? 'dataset' : 'document'
}

export type EvidenceVersion = {
  number: number
  sha256: string | null
  shownSha256: string | null
  thumbnailSha256: string | null
  mediaType: string | null
  bytes: number | null
  fileName: string | null
  url: string | null
  datedOn: string | null
  warnings: readonly EvidenceWarning[]
  reason: string | null
  addedAt: Date
}

export type Withdrawal = { reason: string; isHidden: boolean; at: Date }

export type Evidence = {
  id: string
  kind: EvidenceKind
  title: string
  organization: { id: string; name: string }
  reportId: string | null
  answerId: string | null
  activity: { id: string; code: string; title: string; startsOn: string | null }
  commitment: { id: string; key: string; title: string }
  addedBy: string | null
  addedAt: Date
  /** Oldest first; the last one holds. */
  versions: readonly EvidenceVersion[]
  withdrawal: Withdrawal | null
}

export function newest(evidence: Evidence): EvidenceVersion {
  const last = evidence.versions.at(-1)
  if (!last) throw new Error(`evidence ${evidence.id} has no version`)
  return last
}

export function isMeansOfVerification(evidence: Evidence): boolean {
  const { sha256, url, warnings } = newest(evidence)
  return isValidMeans({ isWithdrawn: evidence.withdrawal !== null, hasSource: (sha256 ?? url) !== null, warnings })
}
