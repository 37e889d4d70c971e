import { sql } from 'kysely'
import type { Db } from '../../../platform/context.ts'

export type Paragraph = {
  id: string
  position: number
  body: string
  writtenAt: Date
  /** What stood there before, oldest first. */
  earlier: { body: string; writtenAt: Date }[]
}

/** The minutes as they stand, each paragraph with what it replaced. */
export async function minutesOf(db: Db, tableId: string): Promise<Paragraph[]> {
  type Row = { id: string; position: number; body: string; writtenAt: Date; replaces: string | null }
  const { rows } = await sql<Row>`select id, position, body, written_at as "writtenAt", replaces from table_minutes
    where table_id = ${tableId} order by position, written_at, id`.execute(db)
  const replaced = new Set(rows.map(({ replaces }) => replaces))
  return rows
    .filter(({ id }) => !replaced.has(id))
    .map(({ id, position, body, writtenAt }) => ({
      ...{ id, position, body, writtenAt },
      earlier: rows
        .filter((row) => row.position === position && row.id !== id)
        .map((row) => ({ body: row.body, writtenAt: row.writtenAt })),
    }))
}
