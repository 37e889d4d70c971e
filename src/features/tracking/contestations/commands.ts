import type { Transaction } from 'kysely'
import type { AuthSettings } from '../../../platform/auth/settings.ts'
import { dayIn } from '../../../platform/civil-day.ts'
import type { Context } from '../../../platform/context.ts'
import type { DB } from '../../../platform/db/types.ts'
import { allow, found, Refused } from '../../../platform/errors.ts'
import { folioOf } from '../../../platform/folio.ts'
import { translator } from '../../../platform/i18n.ts'
import { newId } from '../../../platform/identity.ts'
import { queueMail } from '../../../platform/mail/queue.ts'
import { record } from '../../../platform/record.ts'
import type { Plan } from '../../commitments/plan/model.ts'
import { about, type Place } from '../reports/commands.ts'
import { speakersOf } from '../reports/policy.ts'
import { answerableFor } from '../reports/queries.ts'
import { contestationMail } from './emails.tsx'
import { answerDue, type Contestation } from './model.ts'
import { contestationPaths } from './paths.ts'
import { canModerate } from './policy.ts'
import type { ContestAnswerForm, ContestForm, DecisionForm } from './schema.ts'

/** Takes in from anybody that a state is not true. Hidden until somebody looked at it; the institution's clock starts today. */
export async function contest(
  context: Context,
  place: Place & { activity: { state: string } },
  form: ContestForm,
): Promise<string> {
  if (place.plan.publication === null) throw new Refused('tracking.refused.draft')
  const { actor, db, now } = context
  const id = newId()
  const folio = folioOf('IMP', id)
  const dueOn = answerDue(dayIn(place.plan.timeZone, now))
  await db.transaction().execute(async (tx) => {
    await tx
      .insertInto('contestations')
      .values({
        ...{ id, folio, plan_id: place.plan.id, commitment_id: place.commitmentId, activity_id: place.activity.id },
        ...{ contested_state: place.activity.state, reason: form.reason, evidence_url: form.evidenceUrl },
        ...{
          signature: form.signature,
          email: form.email,
          filed_by: actor?.id ?? null,
          filed_at: now,
          answer_due_on: dueOn,
        },
      })
      .execute()
    // Without an actor even when somebody is signed in: she signs only if she chooses to.
    const details = { ...about(place), folio, state: place.activity.state, answerDueOn: dueOn }
    const subject = { type: 'activity', id: place.activity.id }
    await record(
      tx,
      { actor: null, now },
      { type: 'contestation.filed', spaceId: place.plan.space.id, subject, details },
    )
  })
  return folio
}

/** Shows or withholds, once, with a reason that everybody reads. */
export async function decideContestation(
  context: Context,
  settings: AuthSettings,
  { plan, contestation }: { plan: Plan; contestation: Contestation },
  form: DecisionForm,
): Promise<void> {
  allow(canModerate(context.actor, plan.space.id))
  const { actor, now } = context
  await context.db.transaction().execute(async (tx) => {
    const made = await tx
      .insertInto('contestation_decisions')
      .values({ contestation_id: contestation.id, ...form, decided_by: actor?.id ?? null, decided_at: now })
      .onConflict((conflict) => conflict.doNothing())
      .returning('contestation_id')
      .executeTakeFirst()
    if (!made) throw new Refused('tracking.refused.decided')
    if (form.decision === 'withheld') await tell(tx, context, settings, { plan, contestation }, 'withheld', form.reason)
    const details = { plan: plan.id, commitment: contestation.commitmentId, folio: contestation.folio, ...form }
    const subject = { type: 'contestation', id: contestation.id }
    await record(tx, context, { type: 'contestation.decided', spaceId: plan.space.id, subject, details })
  })
}

/** The institution's word; each further answer stands beside the others. */
export async function answerContestation(
  context: Context,
  settings: AuthSettings,
  about_: { plan: Plan; contestation: Contestation },
  form: ContestAnswerForm,
): Promise<void> {
  const { plan, contestation } = about_
  const { actor, now } = context
  await context.db.transaction().execute(async (tx) => {
    const speakers = speakersOf(actor, plan.space.id, await answerableFor(tx, contestation.commitmentId))
    allow(speakers.some(({ organizationId }) => organizationId === form.organization))
    if (contestation.decision?.decision !== 'shown') throw new Refused('tracking.refused.not-shown')
    await tx
      .insertInto('contestation_answers')
      .values({
        ...{ id: newId(), contestation_id: contestation.id, organization_id: form.organization },
        ...{ answer: form.answer, outcome: form.outcome, answered_by: actor?.id ?? null, answered_at: now },
      })
      .execute()
    await tell(tx, context, settings, about_, 'answered', form.answer)
    const details = {
      plan: plan.id,
      commitment: contestation.commitmentId,
      folio: contestation.folio,
      outcome: form.outcome,
    }
    const subject = { type: 'contestation', id: contestation.id }
    await record(tx, context, {
      type: 'contestation.answered',
      spaceId: plan.space.id,
      subject,
      details: { ...details, organization: form.organization },
    })
  })
}

/** One mail to the address that was left; with it the address is dropped. */
async function tell(
  tx: Transaction<DB>,
  { now }: Context,
  settings: AuthSettings,
  { plan, contestation }: { plan: Plan; contestation: Contestation },
  kind: 'answered' | 'withheld',
  reason: string,
): Promise<void> {
  const row = found(
    await tx
      .selectFrom('contestations')
      .select('email')
      .where('id', '=', contestation.id)
      .forUpdate()
      .executeTakeFirst(),
  )
  if (row.email === null) return
  const { folio } = contestation
  const url = new URL(contestationPaths.one(plan, folio), settings.baseUrl).href
  const mail = contestationMail(translator(plan.language), { kind, folio, reason, url })
  await queueMail(tx, { ...mail, recipient: row.email, purpose: 'contestation' }, now)
  await tx.updateTable('contestations').set({ email: null }).where('id', '=', contestation.id).execute()
}
