import { sql } from 'kysely'
import type { Db } from '../../../platform/context.ts'
import type { ToldFact } from './model.ts'

/** What sources say of an exercise of public record, in the order of the telling. */
export async function factsToldOf(db: Db, exerciseId: string): Promise<ToldFact[]> {
  const { rows } = await sql<ToldFact>`
    select s.code as stage, f.label, f.value, f.source_title as "sourceTitle", f.source_url as "sourceUrl", f.note
    from exercise_facts f left join exercise_stages s on s.id = f.stage_id
    where f.exercise_id = ${exerciseId} order by f.position, f.id`.execute(db)
  return rows
}
