import { type Sector, sectors } from '../exercises/actors/model.ts'

export { type Sector, sectors }

export const modalities = ['in-person', 'remote', 'mixed'] as const
export type Modality = (typeof modalities)[number]

/** Places by sector; 'any' are for whoever comes first, of any sector. Empty: no limit. */
export type Capacity = Partial<Record<Sector | 'any', number>>

/** A figure that somebody else counted, as one source gives it; never added to another (R-17, T-13). */
export type ReportedFigure = { what: string; figure: string; source: string; url: string | null }

export type WorkingTable = {
  id: string
  slug: string
  space: { id: string; slug: string; name: string; isFictional: boolean }
  exercise: { id: string; slug: string; title: string } | null
  topic: { id: string; name: string } | null
  tree: { id: string; slug: string; title: string } | null
  kit: { id: string; publishedAt: Date | null } | null
  title: string
  purpose: string
  call: string | null
  heldAt: Date
  endsAt: Date | null
  timeZone: string
  modality: Modality
  place: string | null
  link: string | null
  recordingUrl: string | null
  capacity: Capacity
  reported: readonly ReportedFigure[]
  cancelledReason: string | null
  publishedAt: Date | null
}

export type Phase = 'draft' | 'cancelled' | 'registering' | 'running' | 'over'

const usualHours = 4

/** Registration runs until the table begins; where no end was given a table runs four hours. */
export function phaseOf(
  {
    publishedAt,
    cancelledReason,
    heldAt,
    endsAt,
  }: Omit<Pick<WorkingTable, 'publishedAt' | 'cancelledReason' | 'heldAt' | 'endsAt'>, never>,
  now: Date,
): Phase {
  if (publishedAt === null) return 'draft'
  if (cancelledReason !== null) return 'cancelled'
  if (now < heldAt) return 'registering'
  return now < (endsAt ?? new Date(heldAt.getTime() + usualHours * 3_600_000)) ? 'running' : 'over'
}
