import type { Context } from '../../../platform/context.ts'
import { allow, found, Refused } from '../../../platform/errors.ts'
import { newId } from '../../../platform/identity.ts'
import { record } from '../../../platform/record.ts'
import type { Plan } from '../../commitments/plan/model.ts'
import { canEditPlan } from '../../commitments/plan/policy.ts'
import { findCommitmentId, lockPlan } from '../../commitments/plan/queries.ts'
import type { PauseFields } from '../schema.ts'

export async function declarePause(context: Context, plan: Plan, fields: PauseFields): Promise<void> {
  allow(canEditPlan(context.actor, plan.space.id))
  const { actor, now } = context
  await context.db.transaction().execute(async (db) => {
    await lockPlan(db, plan.id)
    const commitmentId = fields.what === null ? null : found(await findCommitmentId(db, plan.id, fields.what))
    const id = newId()
    const said = { kind: fields.kind, since: fields.since, party: fields.party, reason: fields.reason }
    await db
      .insertInto('pauses')
      .values({
        id,
        plan_id: plan.id,
        commitment_id: commitmentId,
        ...said,
        source_url: fields.sourceUrl,
        declared_by: actor?.id ?? null,
        declared_at: now,
      })
      .execute()
    const subject = commitmentId ? { type: 'commitment', id: commitmentId } : { type: 'plan', id: plan.id }
    const details = { plan: plan.id, slug: plan.slug, pause: id, ...(fields.what ? { key: fields.what } : {}), ...said }
    await record(db, context, { type: 'pause.declared', spaceId: plan.space.id, subject, details })
  })
}

/** A pause that ended stays in the history with the reason of its end. */
export async function endPause(
  context: Context,
  plan: Plan,
  { pauseId, endedOn, reason }: { pauseId: string; endedOn: string; reason: string },
): Promise<void> {
  allow(canEditPlan(context.actor, plan.space.id))
  const { actor, now } = context
  await context.db.transaction().execute(async (db) => {
    await lockPlan(db, plan.id)
    const pause = found(
      await db
        .selectFrom('pauses')
        .selectAll()
        .where('id', '=', pauseId)
        .where('plan_id', '=', plan.id)
        .executeTakeFirst(),
    )
    if (endedOn < pause.since) throw new Refused('plan.pauses.end-before')
    const earlier = await db
      .selectFrom('pause_endings')
      .select('pause_id')
      .where('pause_id', '=', pauseId)
      .executeTakeFirst()
    if (earlier) throw new Refused('plan.pauses.already-ended')
    await db
      .insertInto('pause_endings')
      .values({ pause_id: pauseId, ended_on: endedOn, reason, ended_by: actor?.id ?? null, ended_at: now })
      .execute()
    const subject = pause.commitment_id
      ? { type: 'commitment', id: pause.commitment_id }
      : { type: 'plan', id: plan.id }
    const details = { plan: plan.id, slug: plan.slug, pause: pauseId, on: endedOn, reason }
    await record(db, context, { type: 'pause.ended', spaceId: plan.space.id, subject, details })
  })
}
