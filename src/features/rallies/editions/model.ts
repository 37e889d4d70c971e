import type { Locale } from '../../../platform/context.ts'
import type { Space } from '../../spaces/model.ts'
import type { Rules } from '../scoring/model.ts'

export type RulesVersion = {
  number: number
  rules: Rules
  /** Somebody's example, not what organisers decided: every page that shows the points says so. */
  isSample: boolean
  reason: string | null
  writtenAt: Date
}

export type Act = 'published' | 'cancelled' | 'frozen' | 'finalised'

/** An edition of the rally in a space, with the acts that moved it and its newest rules. */
export type Edition = {
  id: string
  space: Space
  slug: string
  name: string
  kind: 'rally' | 'explore-data' | 'from-home'
  level: 'national' | 'state' | 'municipal' | 'other'
  territoryKey: string | null
  language: Locale
  timeZone: string
  summary: string | null
  terms: string | null
  prizes: string | null
  hashtags: readonly string[]
  networks: readonly string[]
  visitModes: readonly ('on-site' | 'remote')[]
  teamMin: number
  teamMax: number
  callOn: Date | null
  registrationOpensAt: Date | null
  registrationClosesAt: Date | null
  webinarAt: Date | null
  webinarUrl: string | null
  opensAt: Date | null
  closesAt: Date | null
  appealsCloseAt: Date | null
  resultsAt: Date | null
  awardsAt: Date | null
  worksCutId: string | null
  worksFilter: WorksFilter
  consolidationTargetMinutes: number
  photoRetentionDays: number
  /** The edition whose file this one was started from. */
  replicaOf: { name: string; space: string; slug: string; sha256: string } | null
  acts: Partial<Record<Act, Date>>
  rules: RulesVersion
}

export type WorksFilter = { states?: string[]; municipalities?: string[]; kinds?: string[]; withOthers?: boolean }

export type EditionState =
  | 'draft'
  | 'called'
  | 'registration'
  | 'running'
  | 'consolidating'
  | 'preliminary'
  | 'closed'
  | 'cancelled'

/** Where an edition stands: its acts first, then the clock; never stored. */
export function stateOf(
  edition: Pick<Edition, 'acts' | 'opensAt' | 'closesAt' | 'registrationOpensAt'>,
  now: Date,
): EditionState {
  const { acts } = edition
  if (acts.cancelled) return 'cancelled'
  if (!acts.published) return 'draft'
  if (acts.finalised) return 'closed'
  if (acts.frozen) return 'preliminary'
  if (edition.closesAt && now >= edition.closesAt) return 'consolidating'
  if (edition.opensAt && now >= edition.opensAt) return 'running'
  if (edition.registrationOpensAt && now >= edition.registrationOpensAt) return 'registration'
  return 'called'
}

/** From the opening on rules change only as a new version with its reason, and the works not at all. */
export function isLocked(edition: Edition, now: Date): boolean {
  return edition.acts.published !== undefined && edition.opensAt !== null && now >= edition.opensAt
}
