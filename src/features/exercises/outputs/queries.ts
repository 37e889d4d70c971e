import { sql } from 'kysely'
import type { Db } from '../../../platform/context.ts'
import type { StageOutput } from './model.ts'

type Row = Omit<StageOutput, 'withdrawal'> & { withdrawnReason: string | null; withdrawnAt: Date | null }

/** What the stages of an exercise brought forth, oldest first; withdrawn ones too, with their reason. */
export async function outputsOf(db: Db, exerciseId: string): Promise<StageOutput[]> {
  const { rows } = await sql<Row>`
    select o.id, s.code as stage, o.output, o.title, o.url, o.sha256, o.file_name as "fileName", f.media_type as "mediaType",
      f.bytes, o.dated_on as "datedOn", o.note, o.added_at as "addedAt", o.withdrawn_reason as "withdrawnReason",
      o.withdrawn_at as "withdrawnAt"
    from stage_outputs o join exercise_stages s on s.id = o.stage_id left join files f on f.sha256 = o.sha256
    where s.exercise_id = ${exerciseId} order by o.added_at, o.id`.execute(db)
  return rows.map(({ withdrawnReason: reason, withdrawnAt: at, ...row }) => ({
    ...row,
    withdrawal: reason !== null && at !== null ? { reason, at } : null,
  }))
}

export type KeptFile = { fileName: string | null; mediaType: string }

/** A file of an exercise that anybody who sees it may take: an output that stands, or a signed act of its declaration. */
export async function fileOf(db: Db, exerciseId: string, sha256: string): Promise<KeptFile | null> {
  const { rows } = await sql<KeptFile>`
    select o.file_name as "fileName", f.media_type as "mediaType"
    from stage_outputs o join exercise_stages s on s.id = o.stage_id join files f on f.sha256 = o.sha256
    where s.exercise_id = ${exerciseId} and o.sha256 = ${sha256} and o.withdrawn_at is null
    union all
    select g.file_name, f.media_type from declaration_signatures g join declarations d on d.id = g.declaration_id
      join files f on f.sha256 = g.sha256 where d.exercise_id = ${exerciseId} and g.sha256 = ${sha256} limit 1`.execute(
    db,
  )
  return rows[0] ?? null
}
