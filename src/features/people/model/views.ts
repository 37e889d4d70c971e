import type { Role } from '../../../platform/context.ts'
import type { HoldingId, Row } from './holdings.ts'

// What queries hand to pages.

export type PersonRow = { id: string; name: string; email: string; language: string; created_at: Date }

export type PasskeyRow = { id: string; name: string | null; created_at: Date | null }

/** A role of the reader herself, as her account page lists it. */
export type OwnRole = { slug: string; space: string; role: Role; organization: string | null }

export type SpaceHead = { id: string; slug: string; name: string; isFictional: boolean }

export type RoleHolder = {
  id: string
  personId: string
  name: string
  email: string
  role: Role
  organization: string | null
  grantedAt: Date
  revokedAt: Date | null
  reason: string | null
}

export type OpenInvitation = {
  id: string
  email: string
  role: Role
  organization: string | null
  invitedAt: Date
  expiresAt: Date
}

export type InvitationSeen = {
  email: string
  role: Role
  organization: string | null
  space: string
  state: 'open' | 'used' | 'withdrawn' | 'expired'
}

export type KeptMail = {
  id: string
  recipient: string
  subject: string
  purpose: string
  queuedAt: Date
  sentAt: Date | null
  lastError: string | null
}

/** Handed over and never answered for: nobody knows whether it arrived. */
export type DoubtfulMail = Pick<KeptMail, 'id' | 'recipient' | 'subject' | 'lastError'> & { handedAt: Date }

export type OpenMail = KeptMail & { text: string; hidesLink: boolean }

export type PrivacyRequestRow = {
  id: string
  folio: string
  kind: string
  name: string
  email: string
  details: string
  requestedAt: Date
  dueOn: string
  outcome: string | null
  answeredAt: Date | null
}

export type FolioAnswer =
  | { kind: 'erasure'; folio: string; at: Date; removed: Partial<Record<HoldingId, number>> }
  | { kind: 'request'; folio: string; at: Date; dueOn: string; outcome: string | null; answeredAt: Date | null }

export type Received = { folio: string; dueOn: string }

/** What is held about a person in one place. */
export type Held = { id: HoldingId; staysAfterErasure: boolean; rows: Row[] }
