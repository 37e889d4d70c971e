import type { Actor, Context, Database, Person } from '../../../platform/context.ts'
import type { Storage } from '../../../platform/storage/storage.ts'
import type { Space } from '../../spaces/model.ts'
import { dayFrom, instantOf, type PlanFile } from '../demo/files.ts'
import type { CycleStory, StoryAgreement } from './story.ts'

export type CycleCast = {
  facilitator: Person
  coders: readonly [Person, Person]
  specialist: Person
  /** By the organisation for which they sign. */
  signatories: ReadonlyMap<string, Person>
}

/** Where the package of a count is kept, and under which secret the key of an election lies. */
export type Booth = { storage: Storage; secret: string; voters: number }

/** A whole cycle being told through the commands that people use, each at its day. */
export type CycleTelling = {
  db: Database
  /** The day from which the story's days are counted; nothing is told later than `now`. */
  zero: Date
  now: Date
  baseUrl: string
  space: Space
  cast: CycleCast
  story: CycleStory
  plan: PlanFile
  /** Made and not yet kept. */
  agreements: { folio: string; agreement: StoryAgreement }[]
  /** Where invented participants get their mail; null: nobody is written to, and what is handed over is on paper. */
  mailAt: string | null
  /** With it civil society elects its seats; null: they are named, as where a sector chose in its own assembly. */
  booth: Booth | null
  /** Runs a part of the story and says how it went. */
  step<Result>(name: string, work: () => Promise<Result>): Promise<Result>
}

/** Half past eleven in the morning of that day, or so many hours later; never later than now. */
export function timeOf({ zero, now }: Pick<CycleTelling, 'zero' | 'now'>, day: number, hours = 0): Date {
  const instant = new Date(instantOf(zero, day).getTime() + hours * 3_600_000)
  return instant < now ? instant : now
}

export function contextOf(telling: CycleTelling, day: number, actor: Actor = telling.cast.facilitator): Context {
  return { db: telling.db, actor, now: timeOf(telling, day), locale: 'es' }
}

export function dayOf({ zero }: Pick<CycleTelling, 'zero'>, day: number): string {
  return dayFrom(zero, day)
}
