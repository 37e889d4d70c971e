import { sql } from 'kysely'
import type { Db } from '../../../../platform/context.ts'

export type EditionEvent = { seq: number; at: Date; type: string; name: string }

/** What happened to an edition, newest first: its own events of the record. */
export async function eventsOf(db: Db, editionId: string): Promise<EditionEvent[]> {
  const { rows } = await sql<EditionEvent>`
    select seq::int, at, type, coalesce(details ->> 'name', '') as name from events
    where subject_type = 'rally-edition' and subject_id = ${editionId} order by seq desc limit 50`.execute(db)
  return rows
}

/** How often the calendar was changed: the SEQUENCE of its events. */
export async function calendarChanges(db: Db, editionId: string): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int from events where subject_type = 'rally-edition' and subject_id = ${editionId}
      and type in ('rally.changed', 'rally.cancelled')
      and (type = 'rally.cancelled' or details ->> 'part' = 'calendario')`.execute(db)
  return rows[0]?.count ?? 0
}
