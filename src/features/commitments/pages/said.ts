import type { StatusProps } from '../../../ui/Status.tsx'
import type { Deadline } from '../lateness/model.ts'
import type { Progress } from '../progress/model.ts'

/** What is said of a commitment on the day of asking: its light, and the shares of its activities by state. */
export type Said = {
  status: StatusProps
  progress: Progress | null
  /** Light of each activity by its code. */
  deadlines: ReadonlyMap<string, Deadline>
  today: string
}
