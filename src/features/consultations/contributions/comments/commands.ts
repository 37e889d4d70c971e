import type { Context } from '../../../../platform/context.ts'
import { allow, found, Refused } from '../../../../platform/errors.ts'
import { translator } from '../../../../platform/i18n.ts'
import { newId } from '../../../../platform/identity.ts'
import { record } from '../../../../platform/record.ts'
import { type Consultation, phaseOf } from '../../model.ts'
import { canModerateContributions } from '../../policy.ts'
import { about } from '../commands.ts'
import type { Contribution } from '../model.ts'
import { personalDataIn } from '../personal-data.ts'
import type { CommentForm } from '../schema.ts'

/** Comments on a contribution, with or without an account; what may hold personal data is held back like a contribution. */
export async function comment(
  { actor, db, now, locale }: Context,
  consultation: Consultation,
  contribution: Contribution,
  form: CommentForm,
): Promise<{ id: string; isHeld: boolean }> {
  if (phaseOf(consultation, now) !== 'open') throw new Refused('consultations.refused.closed')
  if (contribution.text === null) throw new Refused('consultations.refused.withheld')
  const id = newId()
  const isHeld = personalDataIn(form.body, form.signature).length > 0
  const reason = isHeld ? translator(locale)('consultations.held.reason') : null
  await db
    .insertInto('contribution_comments')
    .values({
      ...{ id, contribution_id: contribution.id, body: form.body, signature: form.signature },
      ...{ person_id: actor?.id ?? null, commented_at: now, hidden_reason: reason, hidden_at: isHeld ? now : null },
    })
    .execute()
  return { id, isHeld }
}

/** Hides or shows a comment, with a reason that everybody reads. */
export async function decideComment(
  context: Context,
  consultation: Consultation,
  contribution: Contribution,
  form: { id: string; decision: 'hidden' | 'shown'; reason: string },
): Promise<void> {
  const { actor, now } = context
  allow(canModerateContributions(actor, consultation.space.id))
  await context.db.transaction().execute(async (tx) => {
    const row = await tx
      .selectFrom('contribution_comments')
      .select('hidden_at')
      .where('id', '=', form.id)
      .where('contribution_id', '=', contribution.id)
      .forUpdate()
      .executeTakeFirst()
    const isHidden = form.decision === 'hidden'
    if ((found(row).hidden_at !== null) === isHidden) throw new Refused('consultations.refused.decided')
    await tx
      .updateTable('contribution_comments')
      .set(
        isHidden
          ? { hidden_reason: form.reason, hidden_by: actor.id, hidden_at: now }
          : { hidden_reason: null, hidden_by: null, hidden_at: null },
      )
      .where('id', '=', form.id)
      .execute()
    await record(tx, context, {
      ...{ type: isHidden ? 'comment.hidden' : 'comment.shown', spaceId: consultation.space.id },
      subject: { type: 'contribution', id: contribution.id },
      details: { ...about(consultation), folio: contribution.folio, comment: form.id, reason: form.reason },
    })
  })
}
