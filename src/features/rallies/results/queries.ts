import type { Db } from '../../../platform/context.ts'

/** Appeals that wait for an answer; one that was hidden, with its public reason, holds nobody's results up. */
/** Hidden ones too: hiding words answers nothing, and whoever hides must not be able to close over them. */
export async function countOpenAppeals(db: Db, editionId: string): Promise<number> {
  const row = await db
    .selectFrom('rally_appeals as a')
    .leftJoin('rally_appeal_answers as r', 'r.appeal_id', 'a.id')
    .select((select) => select.fn.countAll().as('appeals'))
    .where('a.edition_id', '=', editionId)
    .where('r.appeal_id', 'is', null)
    .executeTakeFirstOrThrow()
  return Number(row.appeals)
}

export type RulesHead = { number: number; version: string; isSample: boolean; reason: string | null; writtenAt: Date }

export async function listRulesVersions(db: Db, editionId: string): Promise<RulesHead[]> {
  const rows = await db
    .selectFrom('rally_rules')
    .select(['number', 'rules', 'is_sample', 'reason', 'written_at'])
    .where('edition_id', '=', editionId)
    .orderBy('number')
    .execute()
  return rows.map((row) => ({
    number: row.number,
    version: (row.rules as { version: string }).version,
    ...{ isSample: row.is_sample, reason: row.reason, writtenAt: row.written_at },
  }))
}
