import { sql } from 'kysely'
import type { Db } from '../../../platform/context.ts'
import { type Attender, type Presence, presenceOf } from './model.ts'

/** Presence at one table, counted from its attendance. */
export async function presenceAt(db: Db, tableId: string): Promise<Presence> {
  return presenceOf(await attenders(db, sql`r.table_id = ${tableId}`))
}

/** At all tables of an exercise: whoever came to two is counted at both, because names of different lists are not joined. */
export async function presenceInExercise(db: Db, exerciseId: string): Promise<Presence> {
  return presenceOf(await attenders(db, sql`t.exercise_id = ${exerciseId}`))
}

async function attenders(db: Db, where: ReturnType<typeof sql>): Promise<Attender[]> {
  const { rows } = await sql<Attender>`
    select r.sector, r.organization, p.name as place, r.gender
    from table_attendance a join table_registrations r on r.id = a.registration_id
      join working_tables t on t.id = r.table_id left join territories p on p.key = r.territory_key
    where ${where}`.execute(db)
  return rows
}
