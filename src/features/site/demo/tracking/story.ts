import { readFileSync } from 'node:fs'
import type { EvidenceKind } from '../../../tracking/evidence/model.ts'
import type { Claim, Stance, Verdict } from '../../../tracking/reports/model.ts'
import type { SceneKind } from '../pictures/scene.ts'

export type StoryEvidence = { kind: EvidenceKind; title: string; file: string; text?: string; scene?: SceneKind }

export type StoryReport = {
  day: number
  commitment: string
  code: string
  state: Claim
  body: string
  share: number | null
  products: string | null
  reason: string | null
  evidence: StoryEvidence[]
  answer: { day: number; stance: Stance; reason: string | null } | null
  /** Civil society's own report on the same activity. */
  ownReport: { day: number; state: Claim; body: string; share: number | null } | null
  verdict: { day: number; verdict: Verdict; comment: string } | null
}

export type StoryContestation = {
  day: number
  commitment: string
  code: string
  signature: string | null
  reason: string
  decision: { day: number; decision: 'shown' | 'withheld'; reason: string }
  answer: { day: number; outcome: 'corrected' | 'explained' | 'rejected'; answer: string } | null
}

/** `wanted` and `until` in days from the day of loading. */
export type StoryExtension = {
  day: number
  commitment: string
  code: string
  wanted: number
  reason: string
  decision: { day: number; reason: string; approvedBy: string } & (
    | { decision: 'granted'; until: number }
    | { decision: 'refused'; until: null }
  )
}

export type TrackingStory = {
  space: string
  plan: string
  reports: StoryReport[]
  contestations: StoryContestation[]
  extensions: StoryExtension[]
  /** Somebody of the reporting institution tries to verify, and is refused in public. */
  refusedVerification: { day: number; commitment: string; code: string }
  /** One commitment stands still on the day of loading. */
  pause: { day: number; commitment: string; party: string; reason: string }
  /** Dates on which the board is frozen; the last ones are still to come. */
  cuts: { announced: number; day: number; title: string }[]
}

export function readTrackingStory(): TrackingStory {
  return JSON.parse(readFileSync(new URL('../../../../../db/demo/tracking-san-jacinto.json', import.meta.url), 'utf8'))
}
