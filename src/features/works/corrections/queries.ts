import { sql } from 'kysely'
import type { Db } from '../../../platform/context.ts'

export type Correction = {
  id: string
  key: string
  field: string
  was: string | null
  shouldBe: string
  reason: string
  sourceUrl: string | null
  reportedAt: Date
  answer: { outcome: 'accepted' | 'rejected' | 'sent'; reason: string; answeredAt: Date } | null
}

function select(db: Db) {
  return db
    .selectFrom('work_corrections as r')
    .innerJoin('works_datasets as d', 'd.id', 'r.dataset_id')
    .leftJoin('work_correction_answers as a', 'a.correction_id', 'r.id')
    .select(['r.id', 'r.work_key', 'r.field', 'r.was', 'r.should_be', 'r.reason', 'r.source_url', 'r.reported_at'])
    .select(['a.outcome', 'a.reason as answer', 'a.answered_at'])
}

type Row = Awaited<ReturnType<ReturnType<typeof select>['execute']>>[number]

function correctionOf(row: Row): Correction {
  const { outcome, answer, answered_at: answeredAt } = row
  return {
    id: row.id,
    key: row.work_key,
    field: row.field,
    was: row.was,
    shouldBe: row.should_be,
    reason: row.reason,
    sourceUrl: row.source_url,
    reportedAt: row.reported_at,
    answer:
      outcome !== null && answer !== null && answeredAt !== null
        ? { outcome: outcome as 'accepted' | 'rejected' | 'sent', reason: answer, answeredAt }
        : null,
  }
}

/** What was reported of a work's data, newest first. */
export async function correctionsOf(db: Db, datasetId: string, key: string): Promise<Correction[]> {
  const rows = await select(db)
    .where('r.dataset_id', '=', datasetId)
    .where('r.work_key', '=', key)
    .orderBy('r.reported_at', 'desc')
    .execute()
  return rows.map(correctionOf)
}

/** What waits for an answer in a space, oldest first, then the newest hundred that have one. */
export async function correctionsAt(db: Db, spaceId: string): Promise<Correction[]> {
  const rows = await select(db)
    .where('d.space_id', '=', spaceId)
    .orderBy('a.answered_at', (by) => by.desc().nullsFirst())
    .orderBy('r.reported_at')
    .limit(200)
    .execute()
  return rows.map(correctionOf)
}

/** Which of these are told already. */
export async function toldCorrections(db: Db, ids: readonly string[]): Promise<Set<string>> {
  const { rows } = await sql<{ id: string }>`
    select id from work_corrections where id in (select json_array_elements_text(${JSON.stringify(ids)}::json)::uuid)`.execute(
    db,
  )
  return new Set(rows.map(({ id }) => id))
}

/** The correction, if it concerns a data set of this space. */
export async function findCorrection(db: Db, spaceId: string, id: string): Promise<Correction | null> {
  const row = await select(db).where('d.space_id', '=', spaceId).where('r.id', '=', id).executeTakeFirst()
  return row ? correctionOf(row) : null
}
