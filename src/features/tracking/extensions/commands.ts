import type { Context } from '../../../platform/context.ts'
import { allow, found, Refused } from '../../../platform/errors.ts'
import { folioOf } from '../../../platform/folio.ts'
import { newId } from '../../../platform/identity.ts'
import { record } from '../../../platform/record.ts'
import { changeInside } from '../../commitments/commands.ts'
import type { ActivityState } from '../../commitments/model.ts'
import type { Plan } from '../../commitments/plan/model.ts'
import { canEditPlan } from '../../commitments/plan/policy.ts'
import { lockPlan } from '../../commitments/plan/queries.ts'
import { about, type Place, refuseFrozen } from '../reports/commands.ts'
import { speakersOf } from '../reports/policy.ts'
import { answerableFor } from '../reports/queries.ts'
import { type AskFault, askFault, type Extension, withEnd } from './model.ts'
import { askersAmong } from './policy.ts'
import { pendingOn } from './queries.ts'
import type { AskForm, ExtensionDecisionForm } from './schema.ts'

const faultKeys = {
  'no-date': 'extension.refused.no-date',
  over: 'extension.refused.over',
  'not-later': 'extension.refused.not-later',
} as const satisfies Record<AskFault, string>

/**
 * Asks for a later date and returns the folio. One request of an activity waits at a time: the same one sent twice gives the same
 * folio, another is refused until the first is decided.
 */
export async function askExtension(context: Context, place: Place, form: AskForm): Promise<string> {
  refuseFrozen(place.plan, place.commitmentId)
  const { actor, now } = context
  return context.db.transaction().execute(async (tx) => {
    const speakers = speakersOf(actor, place.plan.space.id, await answerableFor(tx, place.commitmentId))
    allow(askersAmong(speakers).some(({ organizationId }) => organizationId === form.organization))
    const row = await tx
      .selectFrom('activities')
      .select(['current_state', 'ends_on'])
      .where('id', '=', place.activity.id)
      .forUpdate()
      .executeTakeFirst()
    const activity = found(row)
    const pending = await pendingOn(tx, place.activity.id)
    if (pending) {
      if (pending.askedBy === actor?.id && pending.wantedOn === form.wantedOn) return pending.folio
      throw new Refused('extension.refused.pending', { folio: pending.folio })
    }
    const fault = askFault({ state: activity.current_state as ActivityState, endsOn: activity.ends_on }, form.wantedOn)
    if (fault) throw new Refused(faultKeys[fault])
    const id = newId()
    const folio = folioOf('PRO', id)
    const wasDueOn = activity.ends_on ?? ''
    await tx
      .insertInto('extension_requests')
      .values({
        ...{ id, folio, commitment_id: place.commitmentId, activity_id: place.activity.id },
        ...{ organization_id: form.organization, was_due_on: wasDueOn, wanted_on: form.wantedOn, reason: form.reason },
        ...{ asked_by: actor?.id ?? null, asked_at: now },
      })
      .execute()
    const details = { ...about(place), folio, organization: form.organization, wasDueOn, wantedOn: form.wantedOn }
    await record(tx, context, {
      type: 'extension.asked',
      spaceId: place.plan.space.id,
      subject: { type: 'extension', id },
      details,
    })
    return folio
  })
}

/**
 * What the plan's body decided, once, with its reason. Granting moves the activity's date as a new version of the commitment
 * in the same transaction: there is no granted request whose date did not move.
 */
export async function decideExtension(
  context: Context,
  { plan, extension }: { plan: Plan; extension: Extension },
  form: ExtensionDecisionForm,
): Promise<void> {
  allow(canEditPlan(context.actor, plan.space.id))
  const { actor, now } = context
  const { decision, reason, approvedBy, approvedOn, approvalUrl } = form
  const grantedUntil = decision === 'granted' ? form.grantedUntil : null
  await context.db.transaction().execute(async (tx) => {
    await lockPlan(tx, plan.id)
    const made = await tx
      .insertInto('extension_decisions')
      .values({
        ...{ request_id: extension.id, decision, granted_until: grantedUntil, reason, approved_by: approvedBy },
        ...{ decided_by: actor?.id ?? null, decided_at: now },
      })
      .onConflict((conflict) => conflict.doNothing())
      .returning('request_id')
      .executeTakeFirst()
    if (!made) throw new Refused('tracking.refused.decided')
    if (grantedUntil !== null) {
      const row = await tx
        .selectFrom('activities')
        .select(['current_state', 'ends_on'])
        .where('id', '=', extension.activityId)
        .executeTakeFirst()
      const fault = askFault(
        { state: found(row).current_state as ActivityState, endsOn: found(row).ends_on },
        grantedUntil,
      )
      if (fault) throw new Refused(faultKeys[fault])
      await changeInside(tx, context, plan, {
        key: extension.key,
        seen: null,
        apply: (document) => {
          const changed = withEnd(document, extension.code, grantedUntil)
          if (!changed) throw new Refused('commitment.change.activity-gone')
          return changed
        },
        approval: { reason, approvedBy, approvedOn, approvalUrl },
      })
    }
    const { folio, commitmentId: commitment, key, code, activity: title, wasDueOn } = extension
    const details = { plan: plan.id, commitment, key, code, title, folio, decision, wasDueOn, grantedUntil }
    await record(tx, context, {
      type: 'extension.decided',
      spaceId: plan.space.id,
      subject: { type: 'extension', id: extension.id },
      details,
    })
  })
}
