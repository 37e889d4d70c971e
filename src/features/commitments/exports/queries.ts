import type { Db } from '../../../platform/context.ts'
import type { ExportedPlan } from './json.ts'

/** The facts of a plan that its JSON file carries. */
export async function findExportedPlan(db: Db, planId: string): Promise<ExportedPlan> {
  const row = await db.selectFrom('plans').selectAll().where('id', '=', planId).executeTakeFirstOrThrow()
  return {
    slug: row.slug,
    title: row.title,
    kind: row.kind,
    startsOn: row.starts_on,
    endsOn: row.ends_on,
    origin: row.origin,
    sourceTitle: row.source_title,
    sourceUrl: row.source_url,
  }
}
