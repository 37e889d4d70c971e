import { randomInt } from 'node:crypto'
import type { Edition } from '../editions/model.ts'

export const teamKinds = ['individual', 'team', 'school', 'civil-society'] as const
export type TeamKind = (typeof teamKinds)[number]

export type Member = {
  id: string
  position: number
  /** What she is called here: never her name. */
  pseudonym: string
  personId: string | null
  isCaptain: boolean
  isMinor: boolean
  /** A minor's guardian: asked and not heard, or heard; null where nobody has to be asked. */
  consent: 'waiting' | 'given' | null
  joinedAt: Date
  leftAt: Date | null
}

export type TeamAccount = {
  id: string
  memberId: string
  network: string
  handle: string
  /** What a post or a profile has to show. */
  code: string
  profileUrl: string | null
  proof: { method: 'post' | 'profile' | 'staff' | 'own'; at: Date } | null
}

export type Team = {
  id: string
  code: string
  name: string
  kind: TeamKind
  state: { key: string; name: string } | null
  organization: { id: string; name: string } | null
  about: string | null
  registeredAt: Date
  withdrawal: { reason: string; at: Date } | null
  members: readonly Member[]
  accounts: readonly TeamAccount[]
  works: readonly { key: string; name: string; municipality: string | null }[]
}

/** A minor counts once her guardian has consented: until then she can neither score nor capture. */
export const counts = (member: Member) => !member.isMinor || member.consent === 'given'

export type RegistrationRefusal = 'not-called' | 'not-open' | 'closed' | 'over'

/** Why nobody can register a team now, if so. */
export function refusalToRegister(edition: Edition, now: Date): RegistrationRefusal | null {
  const { acts, registrationOpensAt, registrationClosesAt, closesAt } = edition
  if (!acts.published) return 'not-called'
  if (acts.cancelled || acts.frozen || acts.finalised || (closesAt && now >= closesAt)) return 'over'
  if (registrationOpensAt && now < registrationOpensAt) return 'not-open'
  return registrationClosesAt && now >= registrationClosesAt ? 'closed' : null
}

/** Places taken in a team. From the opening on whoever leaves keeps hers: what she did counts as one person of the team. */
export const hasRoom = (taken: number, edition: Pick<Edition, 'teamMax'>) => taken < edition.teamMax

/** As the contract compares handles: without a leading @, case-folded. */
export function foldedHandle(handle: string): string {
  return handle.trim().normalize('NFC').replace(/^@+/, '').toLowerCase().replaceAll('ß', 'ss')
}

// No letter that reads like another.
const codeAlphabet = 'abcdefghjkmnpqrstuvwxyz23456789'

/** 'tequio-7k2m9q': short enough to type into a profile. */
export function newAccountCode(): string {
  return `tequio-${Array.from({ length: 8 }, () => codeAlphabet[randomInt(codeAlphabet.length)]).join('')}`
}

/** The codes of accounts that a text shows, whatever stands around them. */
export function codeIn(text: string): string[] {
  return [...new Set([...text.toLowerCase().matchAll(/tequio-[a-z0-9]{8}(?![a-z0-9])/g)].map(([code]) => code))]
}
