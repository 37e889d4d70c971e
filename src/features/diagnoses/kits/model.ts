import { dayOf, workingDaysBetween } from '../../people/model/working-days.ts'

export const moments = ['before', 'during', 'after'] as const
export type Moment = (typeof moments)[number]
export type Way = 'mail' | 'printed' | 'read'

export type Kit = {
  id: string
  title: string
  rules: string
  agenda: string
  sources: string | null
  publishedAt: Date | null
  /** Grows with each change of its words. */
  version: number
  tables: KitTable[]
}

export type KitTable = {
  id: string
  slug: string
  title: string
  heldAt: Date
  endsAt: Date | null
  place: string | null
  /** Else only those who run it know of the table. */
  isPublic: boolean
}

/** Working days of notice that participants should have at the least. */
export const dueNotice = 5

/** Working days between the day of publication and that of the table, which counts. */
export function noticeOf(publishedAt: Date, heldAt: Date): number {
  return workingDaysBetween(dayOf(publishedAt), dayOf(heldAt))
}

/** tables whose participants had, or would have if it were published now, less than five working days to read. */
export function lateFor({ publishedAt, tables }: Pick<Kit, 'publishedAt' | 'tables'>, now: Date): KitTable[] {
  return tables.filter(({ heldAt }) => noticeOf(publishedAt ?? now, heldAt) < dueNotice)
}

const dayMs = 86_400_000

/** Which of the three minimum informations falls due at an instant: a table without an end is over a day after it began. */
export function momentOf({ heldAt, endsAt }: Pick<KitTable, 'heldAt' | 'endsAt'>, now: Date): Moment {
  if (now < heldAt) return 'before'
  return now < (endsAt ?? new Date(heldAt.getTime() + dayMs)) ? 'during' : 'after'
}
