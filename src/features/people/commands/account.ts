import { newToken, tokenHash } from '../../../platform/auth/one-time-link.ts'
import type { AuthSettings } from '../../../platform/auth/settings.ts'
import type { Context } from '../../../platform/context.ts'
import { allow, found, Refused } from '../../../platform/errors.ts'
import { translator } from '../../../platform/i18n.ts'
import { queueMail } from '../../../platform/mail/queue.ts'
import { record } from '../../../platform/record.ts'
import { emailChangedMail, emailChangeMail } from '../emails.tsx'
import { emailChangeHours } from '../model.ts'
import { peoplePaths } from '../paths.ts'
import { carries } from '../queries/links.ts'

export async function correctName(context: Context, name: string): Promise<void> {
  const { db, actor, now } = context
  allow(actor !== null)
  await db.transaction().execute(async (tx) => {
    await tx.updateTable('people').set({ name, updated_at: now }).where('id', '=', actor.id).execute()
    await record(tx, context, corrected(actor.id, 'name'))
  })
}

/** Nothing changes until the link sent to the new address is opened: a slip of the finger locks nobody out. */
export async function requestEmailChange(context: Context, settings: AuthSettings, newEmail: string): Promise<void> {
  const { db, actor, now } = context
  allow(actor !== null)
  const token = newToken()
  const url = new URL(peoplePaths.confirmEmail, settings.baseUrl)
  url.searchParams.set('token', token)
  const mail = emailChangeMail(translator(context.locale), { url: url.href })
  await db.transaction().execute(async (tx) => {
    const row = {
      new_email: newEmail,
      token_hash: tokenHash(token),
      requested_at: now,
      expires_at: new Date(now.getTime() + emailChangeHours * 3_600_000),
    }
    await tx
      .insertInto('email_changes')
      .values({ person_id: actor.id, ...row })
      .onConflict((conflict) => conflict.column('person_id').doUpdateSet(row))
      .execute()
    await queueMail(tx, { ...mail, recipient: newEmail, purpose: 'email-change', isAwaited: true }, now)
  })
}

/** Takes the link that the new address received; the old one is told, and links still on their way to it die. */
export async function confirmEmailChange(context: Context, token: string): Promise<void> {
  const { db, actor, now } = context
  allow(actor !== null)
  await db.transaction().execute(async (tx) => {
    const change = await tx
      .deleteFrom('email_changes')
      .where('token_hash', '=', tokenHash(token))
      .where('person_id', '=', actor.id)
      .where('expires_at', '>', now)
      .returning('new_email')
      .executeTakeFirst()
    if (!change) throw new Refused('people.link.spent')
    const person = found(
      await tx.selectFrom('people').select('email').where('id', '=', actor.id).forUpdate().executeTakeFirst(),
    )
    const taken = await tx.selectFrom('people').select('id').where('email', '=', change.new_email).executeTakeFirst()
    if (taken) throw new Refused('people.email.taken')
    await tx
      .updateTable('people')
      .set({ email: change.new_email, email_verified: true, updated_at: now })
      .where('id', '=', actor.id)
      .execute()
    await tx.deleteFrom('verifications').where(carries(person.email)).execute()
    const mail = emailChangedMail(translator(context.locale))
    await queueMail(tx, { ...mail, recipient: person.email, purpose: 'email-changed' }, now)
    await record(tx, context, corrected(actor.id, 'email'))
  })
}

export async function removePasskey({ db, actor }: Context, passkeyId: string): Promise<void> {
  allow(actor !== null)
  found(
    await db
      .deleteFrom('passkeys')
      .where('id', '=', passkeyId)
      .where('person_id', '=', actor.id)
      .returning('id')
      .executeTakeFirst(),
  )
}

const corrected = (id: string, field: string) => ({
  type: 'person.corrected' as const,
  spaceId: null,
  subject: { type: 'person', id },
  details: { field },
})
