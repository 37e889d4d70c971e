import type { Child } from 'hono/jsx'
import type { C } from '../../../platform/http/env.ts'
import type { StatusProps } from '../../../ui/Status.tsx'
import type { StoredCommitment } from '../document/model.ts'
import type { Happened, Told } from '../history/model.ts'
import type { Deadline } from '../lateness/model.ts'
import type { Plan } from '../plan/model.ts'
import type { Progress, Validated } from '../progress/model.ts'

/** What the page of a commitment is made from. */
export type CommitmentView = {
  plan: Plan
  stored: StoredCommitment
  said: Said
  history: readonly Happened[]
  areaNames: ReadonlyMap<string, { name: string; nameEn: string }>
  territoryNames: ReadonlyMap<string, string>
  canEdit: boolean
  panels: readonly Panel[]
}

/** What another feature tells of a commitment: beside the roadmap, beside the history, and under its name in the JSON. */
export type Panel = {
  main?: Child
  aside?: Child
  json?: Readonly<Record<string, unknown>>
  /** For the one history of the commitment. */
  told?: readonly Told[]
}

/** The page shows a part of what is much, and asks for no more; data is always whole. */
export type Shown = 'page' | 'data'

/** Reads and renders one panel; the page shows panels in the order in which they were handed in. */
export type CommitmentPanel = (c: C, plan: Plan, stored: StoredCommitment, shown: Shown) => Promise<Panel>

/** What is said of a commitment on the day of asking: its light, and the shares of its activities by state. */
export type Said = {
  status: StatusProps
  progress: Progress | null
  /** What civil society confirms, its own voice (T-20); null where progress is, 'nobody-asked' where nobody shares the responsibility. */
  validated: Validated
  /** Light of each activity by its code. */
  deadlines: ReadonlyMap<string, Deadline>
  today: string
}
