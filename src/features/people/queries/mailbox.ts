import type { Actor, Db } from '../../../platform/context.ts'
import type { KeptMail, OpenMail } from '../model/views.ts'
import { carriesToken, masked } from '../model.ts'

const newest = 200

export async function keptMails(db: Db): Promise<KeptMail[]> {
  return db
    .selectFrom('mails')
    .select(['id', 'recipient', 'subject', 'purpose', 'queued_at as queuedAt', 'sent_at as sentAt'])
    .select('last_error as lastError')
    .orderBy('queued_at', 'desc')
    .limit(newest)
    .execute()
}

/** A kept mail as this reader may see it: links stay covered unless it is hers or she disclosed it with a reason. */
export async function keptMail(db: Db, id: string, reader: NonNullable<Actor>): Promise<OpenMail | null> {
  const mail = await db
    .selectFrom('mails')
    .select(['id', 'recipient', 'subject', 'purpose', 'queued_at as queuedAt', 'sent_at as sentAt'])
    .select(['last_error as lastError', 'text_body'])
    .where('id', '=', id)
    .executeTakeFirst()
  if (!mail) return null
  const { text_body, ...rest } = mail
  const mayRead =
    !carriesToken(text_body) || (await isHers(db, mail.recipient, reader.id)) || (await wasDisclosed(db, id, reader.id))
  return { ...rest, text: mayRead ? text_body : masked(text_body), hidesLink: !mayRead }
}

async function isHers(db: Db, recipient: string, personId: string): Promise<boolean> {
  const row = await db
    .selectFrom('people')
    .select('id')
    .where('id', '=', personId)
    .where('email', '=', recipient)
    .executeTakeFirst()
  return row !== undefined
}

async function wasDisclosed(db: Db, mailId: string, personId: string): Promise<boolean> {
  const row = await db
    .selectFrom('mail_disclosures')
    .select('id')
    .where('mail_id', '=', mailId)
    .where('disclosed_by', '=', personId)
    .executeTakeFirst()
  return row !== undefined
}
