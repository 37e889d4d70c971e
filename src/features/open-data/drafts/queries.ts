import type { Db } from '../../../platform/context.ts'

/** Plans that are not public: what the record says of them is withheld until they are. */
export async function draftPlanIds(db: Db): Promise<string[]> {
  const rows = await db
    .selectFrom('plans as p')
    .leftJoin('plan_publications as u', 'u.plan_id', 'p.id')
    .select('p.id')
    .where('u.plan_id', 'is', null)
    .execute()
  return rows.map((row) => row.id)
}
