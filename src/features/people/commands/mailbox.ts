import type { Context } from '../../../platform/context.ts'
import { allow, found } from '../../../platform/errors.ts'
import { newId } from '../../../platform/identity.ts'
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
