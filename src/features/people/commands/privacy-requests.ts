import type { AuthSettings } from '../../../platform/auth/settings.ts'
import type { Context } from '../../../platform/context.ts'
import { allow, found, Refused } from '../../../platform/errors.ts'
import { translator } from '../../../platform/i18n.ts'
import { newId } from '../../../platform/identity.ts'
import { queueMail } from '../../../platform/mail/queue.ts'
import { record } from '../../../platform/record.ts'
import { privacyAnswerMail, privacyRequestMail } from '../emails.tsx'
import type { Received } from '../model/views.ts'
import { addWorkingDays, dayOf } from '../model/working-days.ts'
import { newFolio } from '../model.ts'
import { peoplePaths } from '../paths.ts'
import { canRunInstallation } from '../policy.ts'
import { rootSpaceIds } from '../queries/roles.ts'
import type { PrivacyAnswer, PrivacyRequest } from '../schema.ts'

/** */
export const answerWorkingDays = 20

/** Takes in an ARCO request from anybody; its clock starts today. */
export async function requestPrivacy(
  context: Context,
  settings: AuthSettings,
  request: PrivacyRequest,
): Promise<Received> {
  const { db, now, locale } = context
  const folio = newFolio('ARCO')
  const dueOn = addWorkingDays(dayOf(now), answerWorkingDays)
  const id = newId()
  const url = new URL(peoplePaths.folio(folio), settings.baseUrl).href
  const mail = privacyRequestMail(translator(locale), { folio, dueOn, url })
  await db.transaction().execute(async (tx) => {
    await tx
      .insertInto('privacy_requests')
      .values({ id, folio, ...request, requested_at: now, due_on: dueOn })
      .execute()
    await queueMail(tx, { ...mail, recipient: request.email, purpose: 'privacy-request' }, now)
    // Without an actor even when somebody is signed in: the record is public and for ever, a request is not.
    const anonymous = { actor: null, now }
    await record(tx, anonymous, {
      type: 'privacy-request.received',
      spaceId: null,
      subject: { type: 'privacy-request', id },
      details: { kind: request.kind, dueOn },
    })
  })
  return { folio, dueOn }
}

export async function answerPrivacyRequest(context: Context, requestId: string, answer: PrivacyAnswer): Promise<void> {
  const { db, actor, now, locale } = context
  allow(canRunInstallation(actor, await rootSpaceIds(db)))
  await db.transaction().execute(async (tx) => {
    const request = found(
      await tx
        .selectFrom('privacy_requests')
        .select(['folio', 'email'])
        .where('id', '=', requestId)
        .forUpdate()
        .executeTakeFirst(),
    )
    const row = { request_id: requestId, ...answer, answered_by: actor?.id ?? null, answered_at: now }
    const inserted = await tx
      .insertInto('privacy_request_answers')
      .values(row)
      .onConflict((conflict) => conflict.doNothing())
      .returning('request_id')
      .executeTakeFirst()
    if (!inserted) throw new Refused('people.requests.answered')
    const mail = privacyAnswerMail(translator(locale), { folio: request.folio, ...answer })
    await queueMail(tx, { ...mail, recipient: request.email, purpose: 'privacy-answer' }, now)
    await record(tx, context, {
      type: 'privacy-request.answered',
      spaceId: null,
      subject: { type: 'privacy-request', id: requestId },
      details: { outcome: answer.outcome },
    })
  })
}
