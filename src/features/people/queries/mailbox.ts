import type { Actor, Db } from '../../../platform/context.ts'
import type { DoubtfulMail, KeptMail, OpenMail } from '../model/views.ts'
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

/** The oldest first: after a week they are purged like all others. */
export async function doubtfulMails(db: Db): Promise<DoubtfulMail[]> {
  const rows = await inDoubt(db)
    .select(['id', 'recipient', 'subject', 'handed_at', 'last_error as lastError'])
    .orderBy('handed_at')
    .orderBy('id')
    .limit(newest)
    .execute()
  return rows.flatMap(({ handed_at: handedAt, ...mail }) => (handedAt ? [{ ...mail, handedAt }] : []))
}

export async function countDoubtfulMails(db: Db): Promise<number> {
  const { count } = await inDoubt(db)
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow()
  return count
}

const inDoubt = (db: Db) => db.selectFrom('mails').where('doubted_at', 'is not', null).where('sent_at', 'is', null)

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
