import { sql } from 'kysely'
import type { Database } from '../../../../platform/context.ts'
import type { Storage } from '../../../../platform/storage/storage.ts'
import { originalDays } from './model.ts'

const dayMs = 86_400_000

/** What networks said of people beyond the post's record is forgotten when nobody can need it any more. Returns how many. */
export async function forgetOriginals(db: Database, now: Date): Promise<number> {
  const { rows } = await sql<{ forgotten: number }>`
    with over as (
      select e.id from rally_editions e where exists (select from rally_acts a where a.edition_id = e.id
        and a.act in ('finalised', 'cancelled') and a.at < ${new Date(now.getTime() - originalDays * dayMs)})
    ), posts as (
      update rally_posts set original = null where edition_id in (select id from over) and original is not null returning 1
    ), rejects as (
      update rally_post_rejects set original = null where edition_id in (select id from over) and original is not null returning 1
    ) select ((select count(*) from posts) + (select count(*) from rejects))::int as forgotten`.execute(db)
  return rows[0]?.forgotten ?? 0
}

/** A file whose posts are kept is not needed; one whose columns nobody named in a week neither. */
const fileDays = 7

/** Files of posts are dropped a week after they were sent. Bytes that something else also points at stay. */
export async function forgetPostFiles({ db, storage }: { db: Database; storage: Storage }, now: Date): Promise<number> {
  const before = new Date(now.getTime() - fileDays * dayMs)
  const batches = await db
    .updateTable('rally_batches')
    .set({ sha256: null })
    .where('sha256', 'is not', null)
    .where('requested_at', '<', before)
    .where((eb) => eb.or([eb('finished_at', 'is not', null), eb('mapping', 'is', null)]))
    .returning(['id'])
    .execute()
  const { rows } = await sql<{ sha256: string }>`select f.sha256 from files f where f.media_type = ${postsMediaType}
    and f.stored_at < ${before} and not exists (select from rally_batches b where b.sha256 = f.sha256)`.execute(db)
  for (const { sha256 } of rows) {
    const gone = await db
      .deleteFrom('files')
      .where('sha256', '=', sha256)
      .execute()
      .then(
        () => true,
        // 23503: something else points at the same bytes.
        (error: { code?: string }) => (error.code === '23503' ? false : Promise.reject(error)),
      )
    if (gone) await storage.remove(sha256)
  }
  return batches.length
}

/** How files of posts are named among all files, so that only they are looked at. */
export const postsMediaType = 'application/vnd.tequio.posts'
