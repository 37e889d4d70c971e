import type { PreparedPhoto } from '../photos/model.ts'

export const outcomes = ['adopted', 'already-listed', 'sent-to-publisher', 'dismissed'] as const
export type Outcome = (typeof outcomes)[number]

/** A work that somebody saw and the official list does not have (T-42). */
export type MissingWork = {
  id: string
  folio: string
  name: string
  description: string
  municipality: string | null
  reportedAt: Date
  /** Shown once somebody looked for faces and plates. */
  photo: { sha256: string; alt: string | null } | null
  isPhotoWaiting: boolean
  answer: { outcome: Outcome; reason: string; workKey: string | null; answeredAt: Date } | null
}

export type MissingReport = {
  clientId: string
  name: string
  description: string
  municipality: string | null
  position: { latitude: number; longitude: number } | null
  photo: PreparedPhoto | null
}
