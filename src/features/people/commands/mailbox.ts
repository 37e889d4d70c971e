import type { Transaction } from 'kysely'
import type { Context } from '../../../platform/context.ts'
import type { DB } from '../../../platform/db/types.ts'
import { allow, found, Refused } from '../../../platform/errors.ts'
import { newId } from '../../../platform/identity.ts'
import { askToSend } from '../../../platform/mail/queue.ts'
import { record } from '../../../platform/record.ts'
import { canRunInstallation } from '../policy.ts'
import { rootSpaceIds } from '../queries/roles.ts'

/**
 * Shows the one-time link in somebody else's kept mail. Whoever opens it acts as that person, so it takes a reason, and the
 * record says that it was done and by whom.
 */
export async function discloseLink(context: Context, mailId: string, reason: string): Promise<void> {
  const { db, actor, now } = context
  allow(canRunInstallation(actor, await rootSpaceIds(db)))
  await db.transaction().execute(async (tx) => {
    const mail = found(await tx.selectFrom('mails').select('purpose').where('id', '=', mailId).executeTakeFirst())
    await tx
      .insertInto('mail_disclosures')
      .values({ id: newId(), mail_id: mailId, reason, disclosed_by: actor?.id ?? null, disclosed_at: now })
      .execute()
    await record(tx, context, {
      type: 'mail.disclosed',
      spaceId: null,
      subject: { type: 'mail', id: mailId },
      details: { purpose: mail.purpose },
    })
  })
}

/** Somebody may get it twice, which a person decides and the record says; it goes through the queue as any other. */
export async function sendAgain(context: Context, mailId: string): Promise<void> {
  await decideDoubt(context, mailId, 'mail.sent-again', async (tx) => {
    await tx
      .updateTable('mails')
      .set({ handed_at: null, doubted_at: null, last_error: null })
      .where('id', '=', mailId)
      .execute()
    await askToSend(tx, mailId)
  })
}

/** It counts as sent when it was handed over; its text is not kept any more. */
export async function takeAsSent(context: Context, mailId: string): Promise<void> {
  await decideDoubt(context, mailId, 'mail.taken-as-sent', async (tx) => {
    await tx
      .updateTable('mails')
      .set((eb) => ({ sent_at: eb.ref('handed_at'), doubted_at: null, last_error: null }))
      .set({ text_body: '', html_body: null, leave_url: null })
      .where('id', '=', mailId)
      .execute()
  })
}

type Decision = 'mail.sent-again' | 'mail.taken-as-sent'

/** @throws Refused when somebody decided already, or the server answered after all. */
async function decideDoubt(
  context: Context,
  mailId: string,
  type: Decision,
  write: (tx: Transaction<DB>) => Promise<void>,
): Promise<void> {
  const { db, actor } = context
  allow(canRunInstallation(actor, await rootSpaceIds(db)))
  await db.transaction().execute(async (tx) => {
    const mail = found(
      await tx
        .selectFrom('mails')
        .select(['purpose', 'doubted_at', 'sent_at'])
        .where('id', '=', mailId)
        .forUpdate()
        .executeTakeFirst(),
    )
    if (mail.doubted_at === null || mail.sent_at !== null) throw new Refused('people.doubt.decided')
    await write(tx)
    const subject = { type: 'mail', id: mailId }
    await record(tx, context, { type, spaceId: null, subject, details: { purpose: mail.purpose } })
  })
}
