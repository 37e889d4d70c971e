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
  | Told

/** What another feature tells of a commitment, in its own words. */
export type Told = {
  kind: 'told'
  type: string
  at: Date
  title: string
  /** The organisation in whose name it happened. */
  by: string | null
  reason: string | null
  href: string | null
}

/**
 * All of it in one order, newest first. A state that came with a report or a verdict is told by that: two rows of one instant
 * would say the same twice.
 */
export function inOneOrder(own: readonly Happened[], told: readonly Told[]): Happened[] {
  const movers = new Set(told.filter(({ type }) => movesState.has(type)).map(({ at }) => at.getTime()))
  const others = own.filter((one) => one.kind !== 'state' || !movers.has(one.at.getTime()))
  return [...others, ...told].sort((a, b) => b.at.getTime() - a.at.getTime())
}

const movesState = new Set(['report', 'verification'])
