import { sql } from 'kysely'
import type { Db } from '../../../platform/context.ts'
import { type Attender, type Presence, presenceOf } from './model.ts'

/** Presence at one table, counted from its attendance. */
export async function presenceAt(db: Db, tableId: string): Promise<Presence> {
  return presenceOf(await attenders(db, sql`r.table_id = ${tableId}`))
}

export type ExercisePresence = { slug: string; title: string; presence: Presence }

/**
 * At all published tables of each exercise where somebody came: whoever came to two is counted at both, because names of different lists
 * are not joined.
 */
export async function presencesIn(db: Db, spaceId: string): Promise<ExercisePresence[]> {
  const { rows } = await sql<{ id: string; slug: string; title: string }>`
    select e.id, e.slug, e.title from exercises e where e.space_id = ${spaceId} and e.published_at is not null
      and exists (select from working_tables t join table_registrations r on r.table_id = t.id
        join table_attendance a on a.registration_id = r.id where t.exercise_id = e.id and t.published_at is not null)
    order by e.created_at desc`.execute(db)
  const all: ExercisePresence[] = []
  for (const { id, slug, title } of rows) {
    const there = await attenders(db, sql`t.exercise_id = ${id} and t.published_at is not null`)
    all.push({ slug, title, presence: presenceOf(there) })
  }
  return all
}

async function attenders(db: Db, where: ReturnType<typeof sql>): Promise<Attender[]> {
  const { rows } = await sql<Attender>`
    select r.sector, r.organization, p.name as place, r.gender
    from table_attendance a join table_registrations r on r.id = a.registration_id
      join working_tables t on t.id = r.table_id left join territories p on p.key = r.territory_key
    where ${where}`.execute(db)
  return rows
}
