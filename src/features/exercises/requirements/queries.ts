import { sql } from 'kysely'
import type { Db } from '../../../platform/context.ts'
import type { Stated } from './model.ts'

/** Statements of an exercise, oldest first: all stay, the newest of each requirement holds. */
export async function statementsOf(db: Db, exerciseId: string): Promise<Stated[]> {
  const { rows } = await sql<Stated>`
    select requirement, is_met as "isMet", explanation, url, stated_at as at from requirement_evidence
    where exercise_id = ${exerciseId} order by stated_at, id`.execute(db)
  return rows
}
