import type { Db } from '../../../platform/context.ts'

/** Plans and exercises that are not public: what the record says of them is withheld until they are. */
export async function draftPlanIds(db: Db): Promise<string[]> {
  const rows = await db
    .selectFrom('plans as p')
    .leftJoin('plan_publications as u', 'u.plan_id', 'p.id')
    .select('p.id')
    .where('u.plan_id', 'is', null)
    .execute()
  const exercises = await db.selectFrom('exercises').select('id').where('published_at', 'is', null).execute()
  return [...rows, ...exercises].map((row) => row.id)
}
