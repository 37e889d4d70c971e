import type { Transaction } from 'kysely'
import type { Context, Person } from '../../../../platform/context.ts'
import type { DB } from '../../../../platform/db/types.ts'
import { allow, found, Refused } from '../../../../platform/errors.ts'
import { newId } from '../../../../platform/identity.ts'
import { record } from '../../../../platform/record.ts'
import type { ActivityState } from '../../../commitments/model.ts'
import { about, type Place, refuseFrozen, restate } from '../commands.ts'
import { stateAfter, type VerifierFault, verifierFault } from '../model.ts'
import { canVerify } from '../policy.ts'
import { handsOn } from '../queries.ts'
import type { VerdictForm } from '../schema.ts'

const faultKeys = {
  reported: 'tracking.refused.verifier-reported',
  uploaded: 'tracking.refused.verifier-uploaded',
  'same-institution': 'tracking.refused.verifier-institution',
} as const satisfies Record<VerifierFault, string>

/** Judges an activity from outside. A refused verifier is refused in public: the record says which rule. */
export async function verifyActivity(context: Context, place: Place, form: VerdictForm): Promise<void> {
  const { actor, db } = context
  allow(canVerify(actor, place.plan.space.id))
  refuseFrozen(place.plan, place.commitmentId)
  const fault = await db.transaction().execute(async (tx) => {
    const state = await locked(tx, place.activity.id)
    const refusal = await refusalOf(tx, actor, place.activity.id)
    if (refusal) {
      await record(tx, context, happened(place, 'verification.refused', { rule: refusal }))
      return refusal
    }
    await judge(tx, context, place, state, form)
    return null
  })
  if (fault) throw new Refused(faultKeys[fault])
}

async function locked(tx: Transaction<DB>, id: string): Promise<ActivityState> {
  const row = await tx
    .selectFrom('activities')
    .select('current_state')
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
  return found(row).current_state as ActivityState
}

async function refusalOf(tx: Transaction<DB>, actor: Person, activityId: string): Promise<VerifierFault | null> {
  const { reporters, uploaders, organizationIds } = await handsOn(tx, activityId)
  const isOfReporter = actor.grants.some(
    ({ organizationId }) => organizationId !== null && organizationIds.includes(organizationId),
  )
  return verifierFault({
    hasReported: reporters.includes(actor.id),
    hasUploaded: uploaders.includes(actor.id),
    isOfReporter,
  })
}

async function judge(tx: Transaction<DB>, context: Context, place: Place, state: ActivityState, form: VerdictForm) {
  if (state !== 'complete' && state !== 'verified') throw new Refused('tracking.refused.not-complete')
  const newest = await tx
    .selectFrom('reports')
    .select('id')
    .where('activity_id', '=', place.activity.id)
    .orderBy('reported_at', 'desc')
    .orderBy('id', 'desc')
    .executeTakeFirst()
  if ((newest?.id ?? '') !== form.seen) throw new Refused('tracking.refused.reported-meanwhile')
  const { actor, now } = context
  const by = {
    organization_id: organizationOf(actor, place.plan.space.id),
    verified_by: actor?.id ?? null,
    verified_at: now,
  }
  const row = {
    activity_id: place.activity.id,
    report_id: newest?.id ?? null,
    outcome: form.verdict,
    comment: form.comment,
  }
  await tx
    .insertInto('verifications_of_activities')
    .values({ id: newId(), ...row, ...by })
    .execute()
  const after = stateAfter(form.verdict, state)
  if (after !== state) {
    const moved = {
      state: after,
      reason: form.comment,
      report_id: newest?.id ?? null,
      at: now,
      stated_by: actor?.id ?? null,
    }
    await tx
      .insertInto('activity_states')
      .values({ id: newId(), activity_id: place.activity.id, ...moved })
      .execute()
  }
  await restate(tx, place.activity.id)
  await record(tx, context, happened(place, 'activity.verified', { verdict: form.verdict, report: newest?.id ?? null }))
}

function organizationOf(actor: Context['actor'], spaceId: string): string | null {
  const grant = actor?.grants.find((one) => one.role === 'evaluator' && one.spaceIds.has(spaceId))
  return grant?.organizationId ?? null
}

function happened(place: Place, type: 'verification.refused' | 'activity.verified', details: Record<string, unknown>) {
  const subject = { type: 'activity', id: place.activity.id }
  return { type, spaceId: place.plan.space.id, subject, details: { ...about(place), ...details } }
}
