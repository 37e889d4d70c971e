import type { Db } from '../../../platform/context.ts'
import type { Outcome, Sent } from './model.ts'

const columns = [
  ...([
    'id',
    'file_name',
    'format',
    'dry_run',
    'requested_at',
    'rows_done',
    'rows_total',
    'finished_at',
    'report',
  ] as const),
] as const

function select(db: Db, planId: string) {
  return db
    .selectFrom('imports')
    .select([...columns])
    .where('plan_id', '=', planId)
}

type Row = Awaited<ReturnType<ReturnType<typeof select>['execute']>>[number]

function sentOf(row: Row): Sent {
  return {
    id: row.id,
    fileName: row.file_name,
    format: row.format as Sent['format'],
    isDryRun: row.dry_run,
    requestedAt: row.requested_at,
    rowsDone: row.rows_done,
    rowsTotal: row.rows_total,
    finishedAt: row.finished_at,
    outcome: row.report as Outcome | null,
  }
}

export async function findImport(db: Db, planId: string, id: string): Promise<Sent | null> {
  const row = await select(db, planId).where('id', '=', id).executeTakeFirst()
  return row ? sentOf(row) : null
}

/** The newest twenty. */
export async function listImports(db: Db, planId: string): Promise<Sent[]> {
  const rows = await select(db, planId).orderBy('requested_at', 'desc').limit(20).execute()
  return rows.map(sentOf)
}
