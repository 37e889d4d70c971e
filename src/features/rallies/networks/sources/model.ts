import type { Edition } from '../../editions/model.ts'
import type { ConnectorNetwork, Cursor, SourceSettings } from '../connectors/model.ts'

export type Source = {
  id: string
  editionId: string
  network: ConnectorNetwork
  settings: SourceSettings
  cursor: Cursor
  isOn: boolean
  nextAt: Date | null
  lastAt: Date | null
  lastError: string | null
  failures: number
}

/** A source as the desk lists it, with what came through it. */
export type SourceSeen = Source & { posts: number; rejects: number; newestAt: Date | null }

const dayMs = 86_400_000

/** How long before the opening posts are of interest: accounts are proved with a post. */
const beforeMs = 30 * dayMs
/** Time for the last posts to be found, and for their reactions to be counted once more. */
const afterMs = dayMs

export function earliest(edition: Pick<Edition, 'opensAt'>, now: Date): Date {
  return new Date((edition.opensAt ?? now).getTime() - beforeMs)
}

/** Networks are asked while posts may still count: from a month before the opening until scores are frozen, a day at most. */
export function isListening(edition: Pick<Edition, 'acts' | 'opensAt' | 'closesAt'>, now: Date): boolean {
  const { acts, opensAt, closesAt } = edition
  if (!acts.published || acts.cancelled || acts.frozen || acts.finalised || !opensAt || !closesAt) return false
  return now.getTime() >= opensAt.getTime() - beforeMs && now.getTime() <= closesAt.getTime() + afterMs
}

/** Minutes after the close until everything is read once more. */
const settlingMs = 5 * 60_000

/**
 * After the close everything is read once more from the beginning: reactions are counted as they then stand, edits are seen, and so is
 * what a network had not yet found. Null: go on as before.
 */
export function lastReading(edition: Pick<Edition, 'closesAt'>, cursor: Cursor, now: Date): Cursor | null {
  if (!edition.closesAt || cursor.isLast === true) return null
  return now.getTime() >= edition.closesAt.getTime() + settlingMs ? { isLast: true } : null
}
