import type { Db } from '../../../../platform/context.ts'
import type { Rules } from '../../scoring/model.ts'
import type { RulesVersion } from '../model.ts'

/** All versions, newest first. */
export async function rulesVersions(db: Db, editionId: string): Promise<RulesVersion[]> {
  const rows = await db
    .selectFrom('rally_rules')
    .select(['number', 'rules', 'is_sample', 'reason', 'written_at'])
    .where('edition_id', '=', editionId)
    .orderBy('number', 'desc')
    .execute()
  return rows.map((row) => ({
    number: row.number,
    rules: row.rules as unknown as Rules,
    isSample: row.is_sample,
    reason: row.reason,
    writtenAt: row.written_at,
  }))
}
