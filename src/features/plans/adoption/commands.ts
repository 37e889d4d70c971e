import type { Context } from '../../../platform/context.ts'
import { allow, found, Refused } from '../../../platform/errors.ts'
import { record } from '../../../platform/record.ts'
import { createInside } from '../../commitments/commands.ts'
import type { Plan } from '../../commitments/plan/model.ts'
import { canEditPlan } from '../../commitments/plan/policy.ts'
import { stateOfDraft } from '../../tables/drafts/model.ts'
import { draftById } from '../../tables/drafts/queries.ts'
import { tablePaths } from '../../tables/paths.ts'
import { filledFrom } from './model.ts'
import { tableOfDraft } from './queries.ts'

/**
 * An approved draft becomes a commitment of a plan that is not published yet, once only, and both lead to one another. Returns the
 * commitment's key.
 */
export async function adoptDraft(
  context: Context,
  plan: Plan,
  draftId: string,
  { number, baseUrl }: { number: string; baseUrl: string },
): Promise<string> {
  allow(canEditPlan(context.actor, plan.space.id))
  return context.db.transaction().execute(async (tx) => {
    // Of two who adopt it at once the second finds it adopted.
    const own = tx.selectFrom('commitment_drafts').select('id').where('id', '=', draftId).forUpdate()
    found(await own.executeTakeFirst())
    const draft = found(await draftById(tx, draftId))
    const table = found(await tableOfDraft(tx, plan.space.id, draftId))
    const state = stateOfDraft(draft)
    if (state === 'adopted') throw new Refused('adoption.refused.once')
    if (state === 'stopped') throw new Refused('adoption.refused.stopped')
    if (state !== 'approved') throw new Refused('adoption.refused.not-approved')
    const at = { space: { slug: plan.space.slug }, slug: table.slug }
    const source = { title: table.title, url: new URL(tablePaths.draft(at, draft.number), baseUrl).href }
    const beginning = { number, title: draft.title, origin: 'co-created' as const }
    const fill = filledFrom(draft, source)
    const made = await createInside(tx, context, plan, beginning, { approval: null, fill })
    if (made.isPublished) throw new Refused('adoption.refused.published')
    await tx.updateTable('commitment_drafts').set({ commitment_id: made.id }).where('id', '=', draftId).execute()
    const details = { table: table.slug, draft: draft.number, plan: plan.id, commitment: made.id, key: made.key }
    const subject = { type: 'draft', id: draftId }
    await record(tx, context, { type: 'draft.adopted', spaceId: plan.space.id, subject, details })
    return made.key
  })
}
