import { sql } from 'kysely'
import type { Database } from '../../../../platform/context.ts'

/** Days after the results are final: as long as anybody may ask how a score came about. */
export const originalDays = 90

/** What networks said of people beyond the post's record is forgotten when nobody can need it any more. Returns how many. */
export async function forgetOriginals(db: Database, now: Date): Promise<number> {
  const { rows } = await sql<{ forgotten: number }>`
    with over as (
      select e.id from rally_editions e where exists (select from rally_acts a where a.edition_id = e.id
        and a.act in ('finalised', 'cancelled') and a.at < ${now}::timestamptz - make_interval(days => ${originalDays}))
    ), posts as (
      update rally_posts set original = null where edition_id in (select id from over) and original is not null returning 1
    ), rejects as (
      update rally_post_rejects set original = null where edition_id in (select id from over) and original is not null returning 1
    ) select ((select count(*) from posts) + (select count(*) from rejects))::int as forgotten`.execute(db)
  return rows[0]?.forgotten ?? 0
}
