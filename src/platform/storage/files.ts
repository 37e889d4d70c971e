import type { Db } from '../context.ts'

/** Names stored bytes in the database, so that rows may point at them; the same bytes a second time change nothing. */
export async function rememberFile(
  db: Db,
  file: { sha256: string; bytes: number; mediaType: string },
  now: Date,
): Promise<void> {
  await db
    .insertInto('files')
    .values({ sha256: file.sha256, bytes: file.bytes, media_type: file.mediaType, stored_at: now })
    .onConflict((conflict) => conflict.column('sha256').doNothing())
    .execute()
}
