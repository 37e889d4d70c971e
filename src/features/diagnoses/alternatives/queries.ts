import type { Db } from '../../../platform/context.ts'
import type { Alternative, Scores } from './model.ts'

export async function alternativesOf(db: Db, treeId: string): Promise<Alternative[]> {
  const rows = await db
    .selectFrom('alternatives')
    .select(['id', 'number', 'wording', 'node_ids as nodeIds', 'scores', 'version', 'is_selected as isSelected'])
    .select(['reason', 'decided_at as decidedAt'])
    .where('tree_id', '=', treeId)
    .orderBy('number')
    .execute()
  return rows.map((row) => ({ ...row, scores: row.scores as Scores }))
}
