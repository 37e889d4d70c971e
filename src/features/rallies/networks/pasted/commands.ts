import type { Context } from '../../../../platform/context.ts'
import { allow } from '../../../../platform/errors.ts'
import { newId } from '../../../../platform/identity.ts'
import type { Edition } from '../../editions/model.ts'
import { canOrganise } from '../../editions/policy.ts'
import { keepPosts } from '../keeping/commands.ts'
import type { Arrival, KeptCount } from '../keeping/model.ts'

/** Keeps posts whose addresses an organiser pasted, with what she read there herself. */
export async function keepPasted(context: Context, edition: Edition, arrivals: readonly Arrival[]): Promise<KeptCount> {
  allow(canOrganise(context.actor, edition.space.id))
  const id = newId()
  const who = context.actor?.id ?? null
  return context.db.transaction().execute(async (tx) => {
    await tx
      .insertInto('rally_batches')
      .values({ id, edition_id: edition.id, requested_by: who, requested_at: context.now })
      .execute()
    const way = { sourceId: null, batchId: id }
    const report = await keepPosts(tx, edition, way, arrivals, { now: context.now, actorId: who, stamp: true })
    const done = { rows_done: arrivals.length, rows_total: arrivals.length, finished_at: context.now }
    await tx
      .updateTable('rally_batches')
      .set({ ...done, outcome: 'kept', report: JSON.stringify(report) })
      .where('id', '=', id)
      .execute()
    return report
  })
}
