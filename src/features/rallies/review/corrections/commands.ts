import type { Transaction } from 'kysely'
import type { Context } from '../../../../platform/context.ts'
import type { DB } from '../../../../platform/db/types.ts'
import { allow, found, Refused } from '../../../../platform/errors.ts'
import { newId } from '../../../../platform/identity.ts'
import { record } from '../../../../platform/record.ts'
import { askForScoring } from '../../consolidation/queue/commands.ts'
import type { Edition } from '../../editions/model.ts'
import { canOrganise } from '../../editions/policy.ts'
import { asJudge, happeningOf, refuseBarred, refuseClosed } from '../deciding/commands.ts'
import { seenPost } from '../deciding/queries/post.ts'
import { lockReview } from '../judges/commands.ts'
import { findJudge } from '../judges/queries.ts'
import type { PostKey } from '../paths.ts'
import type { WorkFields } from '../schema.ts'

/** Names the work of a post that named none, or an unknown one; with a reason that everybody reads. The engine does the rest. */
export async function nameWork(context: Context, edition: Edition, fields: WorkFields): Promise<void> {
  const { db, actor, now } = context
  const judge = await findJudge(db, edition.id, actor?.id ?? null)
  allow(judge !== null || canOrganise(actor, edition.space.id))
  if (judge) await refuseBarred(context, edition, judge, fields)
  await db.transaction().execute(async (tx) => {
    await lockReview(tx, edition.id)
    refuseClosed(edition)
    const post = found(await seenPost(tx, edition.id, fields))
    if (post.reason !== 'no_work' && post.reason !== 'unknown_work') throw new Refused('review.work.not-waiting')
    await insertWorkCorrection(tx, edition.id, fields, {
      ...{ work: fields.work, reason: fields.reason, by: actor?.id ?? null, now },
    })
    await askForScoring(tx, edition.id)
    const details = {
      ...{ network: fields.network, post: fields.id, work: fields.work, reason: fields.reason },
      by: judge?.code ?? 'organiser',
    }
    await record(tx, judge ? asJudge(context) : context, happeningOf(edition, 'post.work-named', details))
  })
}

export async function insertWorkCorrection(
  tx: Transaction<DB>,
  editionId: string,
  post: PostKey,
  { work, reason, by, now }: { work: string; reason: string; by: string | null; now: Date },
): Promise<void> {
  const known = await tx
    .selectFrom('rally_works')
    .select('key')
    .where('edition_id', '=', editionId)
    .where('key', '=', work)
    .executeTakeFirst()
  if (!known) throw new Refused('review.work.unknown', { work })
  await tx
    .insertInto('rally_corrections')
    .values({
      ...{ id: newId(), edition_id: editionId, network: post.network, external_id: post.id },
      ...{ work_key: work, reason, corrected_by: by, corrected_at: now },
    })
    .execute()
}
