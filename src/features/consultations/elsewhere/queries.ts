import type { Db } from '../../../platform/context.ts'
import type { Rejection } from '../../../platform/csv/faults.ts'
import type { Mapping } from './mapping.ts'
import type { Kind } from './rows.ts'

/** What came of a file: read = added + known + rejected. */
export type Report = {
  rowsRead: number
  added: number
  known: number
  rejected: number
  held: number
  rejections: Rejection[]
  unknownAxes: string[]
}

export type Brought = {
  id: string
  kind: Kind
  fileName: string
  mapping: Mapping
  requestedAt: Date
  finishedAt: Date | null
  report: Report | null
}

const columns = ['id', 'kind', 'file_name', 'mapping', 'requested_at', 'finished_at', 'report'] as const

function select(db: Db, consultationId: string) {
  return db
    .selectFrom('contribution_imports')
    .select([...columns])
    .where('consultation_id', '=', consultationId)
}

type Row = Awaited<ReturnType<ReturnType<typeof select>['execute']>>[number]

function broughtOf(row: Row): Brought {
  return {
    id: row.id,
    kind: row.kind as Kind,
    fileName: row.file_name,
    mapping: row.mapping as Mapping,
    requestedAt: row.requested_at,
    finishedAt: row.finished_at,
    report: row.report as Report | null,
  }
}

export async function findBrought(db: Db, consultationId: string, id: string): Promise<Brought | null> {
  const row = await select(db, consultationId).where('id', '=', id).executeTakeFirst()
  return row ? broughtOf(row) : null
}

/** The newest twenty. */
export async function listBrought(db: Db, consultationId: string): Promise<Brought[]> {
  const rows = await select(db, consultationId).orderBy('requested_at', 'desc').orderBy('id').limit(20).execute()
  return rows.map(broughtOf)
}

/** The bytes, while they wait to be read. */
export async function broughtContent(db: Db, id: string): Promise<Uint8Array | null> {
  const row = await db.selectFrom('contribution_imports').select('content').where('id', '=', id).executeTakeFirst()
  return row?.content ?? null
}
