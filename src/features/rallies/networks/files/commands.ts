import { sql } from 'kysely'
import type { Context, Database } from '../../../../platform/context.ts'
import { UnreadableFile } from '../../../../platform/csv/faults.ts'
import { allow, Refused } from '../../../../platform/errors.ts'
import { newId } from '../../../../platform/identity.ts'
import { rememberFile } from '../../../../platform/storage/files.ts'
import type { Storage } from '../../../../platform/storage/storage.ts'
import type { Edition } from '../../editions/model.ts'
import { canOrganise } from '../../editions/policy.ts'
import { postsMediaType } from '../forgetting/commands.ts'
import { keepPosts } from '../keeping/commands.ts'
import { arrivalOf, type Mapping } from './model.ts'
import type { Batch } from './queries.ts'
import { readPostsFile } from './reading.ts'

export const postsFileTask = 'read_posts_file'

/** Keeps a file that can be read, for a person to say what is which in it. @throws {UnreadableFile} */
export async function takePostsFile(
  context: Context,
  edition: Edition,
  storage: Storage,
  { fileName, bytes }: { fileName: string; bytes: Uint8Array },
): Promise<string> {
  allow(canOrganise(context.actor, edition.space.id))
  await readPostsFile(bytes)
  const stored = await storage.put(bytes)
  const id = newId()
  await context.db.transaction().execute(async (tx) => {
    await rememberFile(tx, { ...stored, mediaType: postsMediaType }, context.now)
    await tx
      .insertInto('rally_batches')
      .values({
        ...{ id, edition_id: edition.id, file_name: fileName, sha256: stored.sha256 },
        ...{ requested_by: context.actor?.id ?? null, requested_at: context.now },
      })
      .execute()
  })
  return id
}

/** Files this small are read while the person waits. */
const smallBytes = 300_000

/** Says what is which in a file, once, and reads it: now, or by the worker. Returns whether to read it now. */
export async function confirmMapping(
  context: Context,
  edition: Edition,
  batch: Batch,
  mapping: Mapping,
): Promise<{ isNow: boolean }> {
  allow(canOrganise(context.actor, edition.space.id))
  return context.db.transaction().execute(async (tx) => {
    const { rows } = await sql<{ bytes: number }>`update rally_batches b set mapping = ${JSON.stringify(mapping)}::jsonb
      from files f where b.id = ${batch.id} and b.mapping is null and f.sha256 = b.sha256 returning f.bytes`.execute(tx)
    const [file] = rows
    if (!file) throw new Refused('networks.refused.read-already')
    const isNow = file.bytes <= smallBytes
    if (!isNow)
      await sql`select graphile_worker.add_job(${postsFileTask}, json_build_object('id', ${batch.id}::text),
        job_key => ${`posts-file:${batch.id}`}, max_attempts => 5)`.execute(tx)
    return { isNow }
  })
}

type Files = { db: Database; storage: Storage }

/** Keeps the posts of a confirmed file, all or none; run twice it does nothing the second time. */
export async function readPostsBatch({ db, storage }: Files, id: string, now: Date): Promise<void> {
  const batch = await db
    .selectFrom('rally_batches as b')
    .innerJoin('rally_editions as e', 'e.id', 'b.edition_id')
    .select(['b.sha256', 'b.mapping', 'b.edition_id', 'b.requested_by', 'b.file_name', 'e.space_id'])
    .where('b.id', '=', id)
    .where('b.finished_at', 'is', null)
    .executeTakeFirst()
  if (!batch?.sha256 || !batch.mapping) return
  const mapping = batch.mapping as Mapping
  const table = await readPostsFile(await storage.read(batch.sha256)).catch((error) => {
    if (error instanceof UnreadableFile) return null
    throw error
  })
  const arrivals = table?.rows.map((row) => arrivalOf(row, table, mapping)) ?? []
  await db.transaction().execute(async (tx) => {
    const { rows } = await sql`select 1 from rally_batches where id = ${id} and finished_at is null for update`.execute(
      tx,
    )
    if (rows.length === 0) return
    const edition = { id: batch.edition_id, space: { id: batch.space_id } }
    const way = { sourceId: null, batchId: id }
    const report = await keepPosts(tx, edition, way, arrivals, { now, actorId: batch.requested_by, stamp: false })
    const done = { rows_done: arrivals.length, rows_total: arrivals.length, finished_at: now }
    await tx
      .updateTable('rally_batches')
      .set({ ...done, outcome: table ? 'kept' : 'failed', report: JSON.stringify(report) })
      .where('id', '=', id)
      .execute()
  })
}
