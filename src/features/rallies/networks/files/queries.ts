import { sql } from 'kysely'
import type { Db } from '../../../../platform/context.ts'
import type { KeptCount } from '../keeping/model.ts'
import type { Mapping } from './model.ts'

export type Batch = {
  id: string
  editionId: string
  fileName: string | null
  sha256: string | null
  mapping: Mapping | null
  requestedBy: string | null
  requestedAt: Date
  finishedAt: Date | null
  outcome: 'kept' | 'refused' | 'failed' | null
  report: KeptCount | null
}

const columns = sql`id, edition_id as "editionId", file_name as "fileName", sha256, mapping, requested_by as "requestedBy",
  requested_at as "requestedAt", finished_at as "finishedAt", outcome, report`

export async function findBatch(db: Db, editionId: string, id: string): Promise<Batch | null> {
  const { rows } = await sql<Batch>`select ${columns} from rally_batches where id = ${id} and edition_id = ${editionId}
    and file_name is not null`.execute(db)
  return rows[0] ?? null
}

/** The newest twenty, files and pasted addresses. */
export async function listBatches(db: Db, editionId: string): Promise<Batch[]> {
  const { rows } =
    await sql<Batch>`select ${columns} from rally_batches where edition_id = ${editionId} and source_id is null
    order by requested_at desc, id desc limit 20`.execute(db)
  return rows
}

export type StoredReject = {
  line: number | null
  reason: string
  detail: string
  network: string | null
  receivedAt: Date
}

export async function rejectsOfBatch(db: Db, batchId: string, most?: number): Promise<StoredReject[]> {
  const { rows } = await sql<StoredReject>`select line, reason, detail, null as network, received_at as "receivedAt"
    from rally_post_rejects where batch_id = ${batchId} order by line nulls last, id limit ${most ?? null}`.execute(db)
  return rows
}

/** What connectors could not keep as posts. */
export async function rejectsOfSources(db: Db, editionId: string): Promise<StoredReject[]> {
  const { rows } = await sql<StoredReject>`select r.line, r.reason, r.detail, s.network, r.received_at as "receivedAt"
    from rally_post_rejects r join rally_sources s on s.id = r.source_id where r.edition_id = ${editionId}
    order by r.id desc limit 10000`.execute(db)
  return rows
}
