import { sql } from 'kysely'
import type { Db } from '../../../platform/context.ts'

export type MinutesVersion = { number: number; state: 'draft' | 'approved'; body: string; writtenAt: Date }
export type MinutesComment = {
  id: string
  number: number
  body: string
  signature: string | null
  at: Date
  answer: string | null
}

/** Newest version first. */
export async function minutesOf(db: Db, sessionId: string): Promise<MinutesVersion[]> {
  const { rows } = await sql<MinutesVersion>`select number, state, body, written_at as "writtenAt" from minutes_versions
    where session_id = ${sessionId} order by number desc`.execute(db)
  return rows
}

export async function minutesComments(db: Db, sessionId: string): Promise<MinutesComment[]> {
  const { rows } =
    await sql<MinutesComment>`select id, number, body, signature, commented_at as at, answer from minutes_comments
    where session_id = ${sessionId} order by commented_at`.execute(db)
  return rows
}
