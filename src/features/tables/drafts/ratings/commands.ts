import type { Context } from '../../../../platform/context.ts'
import { allow } from '../../../../platform/errors.ts'
import { record } from '../../../../platform/record.ts'
import { aboutTable, locked } from '../../locking/commands.ts'
import type { WorkingTable } from '../../model.ts'
import { canRateDrafts } from '../../policy.ts'
import { openDraft } from '../commands.ts'
import type { RatingFields } from '../schema.ts'

/** One's own score of a criterion, 0 to 3, with its argument; said again it takes the place of what she said before. */
export async function rateDraft(
  context: Context,
  table: WorkingTable,
  draftId: string,
  { criterion, score, argument }: RatingFields,
): Promise<void> {
  const { actor, now } = context
  allow(canRateDrafts(actor, table.space.id))
  if (!actor) return
  await locked(context, table, async (tx) => {
    const draft = await openDraft(tx, draftId)
    await tx
      .insertInto('draft_ratings')
      .values({ draft_id: draft.id, criterion, rater_id: actor.id, score, argument, rated_at: now })
      .onConflict((conflict) =>
        conflict.columns(['draft_id', 'criterion', 'rater_id']).doUpdateSet({ score, argument, rated_at: now }),
      )
      .execute()
    const details = { draft: draft.number, criterion, score }
    await record(tx, context, aboutTable(table, 'draft.rated', details, { type: 'draft', id: draft.id }))
  })
}
