import type { ActivityState } from '../model.ts'

/** Something that happened to a commitment, as its page tells it; newest first. */
export type Happened =
  | { kind: 'published' | 'recorded'; at: Date; approvedBy: string | null }
  | { kind: 'version'; at: Date; number: number; reason: string; approvedBy: string | null }
  | {
      kind: 'paused' | 'suspended' | 'withdrawn' | 'resumed'
      at: Date
      party: string
      reason: string
      wholePlan: boolean
    }
  | { kind: 'state'; at: Date; activity: string; state: ActivityState; reason: string | null }
