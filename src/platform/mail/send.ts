import type { Selectable, Transaction } from 'kysely'
import { createTransport, type Transporter } from 'nodemailer'
import type { Database } from '../context.ts'
import type { DB, Mails } from '../db/types.ts'

export type MailSettings = {
  /** smtp://user:password@host:587; null keeps mails in the database for the administrator. */
  smtpUrl: string | null
  from: string
}

export type Mailer = { send(mailId: string): Promise<void>; close(): void }

type KeptMail = Pick<Selectable<Mails>, 'id' | 'recipient'>

/** Who answers for the mails of one purpose: asked under the mail's lock, so what is decided stays true until it is sent. */
export type Courier = {
  /** False: it is not sent, and forgotten. */
  mayGo(tx: Transaction<DB>, mail: KeptMail): Promise<boolean>
  /** The receiving server refused the address for good: nothing is tried again. */
  bounced(tx: Transaction<DB>, mail: KeptMail, reason: string): Promise<void>
}
export type Couriers = Readonly<Record<string, Courier>>

/** Sends queued mails by SMTP; without a server it leaves them where they are. */
export function createMailer(
  db: Database,
  settings: MailSettings,
  clock: () => Date = () => new Date(),
  couriers: Couriers = {},
): Mailer {
  const transport = settings.smtpUrl ? createTransport(settings.smtpUrl) : null
  return {
    send: async (mailId) => {
      if (transport) await sendOnce({ db, transport, from: settings.from, clock, couriers }, mailId)
    },
    close: () => transport?.close(),
  }
}

/** Without the server's sentence, which repeats addresses. The queue tries again by itself. */
export class MailNotSent extends Error {
  override name = 'MailNotSent'
}

type Post = { db: Database; transport: Transporter; from: string; clock: () => Date; couriers: Couriers }

/**
 * The row is locked while it is sent: a second worker with the same job waits and then finds it sent. What was sent is not
 * kept: only to whom, when and its subject, until the purge. A stop between the server's yes and ours may repeat a mail; its
 * Message-ID stays the same so that the receiver shows one.
 */
async function sendOnce({ db, transport, from, clock, couriers }: Post, mailId: string) {
  const failure = await db.transaction().execute(async (tx) => {
    const mail = await tx.selectFrom('mails').selectAll().where('id', '=', mailId).forUpdate().executeTakeFirst()
    if (!mail || mail.sent_at) return null
    const courier = couriers[mail.purpose]
    const forget = async () => {
      await tx.deleteFrom('mails').where('id', '=', mailId).execute()
      return null
    }
    if (courier && !(await courier.mayGo(tx, mail))) return forget()
    try {
      await transport.sendMail(letterOf(mail, from))
    } catch (error) {
      const reason = reasonOf(error)
      if (courier && isForGood(error)) {
        await courier.bounced(tx, mail, reason)
        return forget()
      }
      await tx.updateTable('mails').set({ last_error: reason }).where('id', '=', mailId).execute()
      return reason
    }
    await tx
      .updateTable('mails')
      .set({ sent_at: clock(), last_error: null, text_body: '', html_body: null, leave_url: null })
      .where('id', '=', mailId)
      .execute()
    return null
  })
  if (failure) throw new MailNotSent(failure)
}

function letterOf(mail: Selectable<Mails>, from: string) {
  const leaving = mail.leave_url
    ? { 'List-Unsubscribe': `<${mail.leave_url}>`, 'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click' }
    : {}
  return {
    from,
    to: mail.recipient,
    subject: mail.subject,
    text: mail.text_body,
    ...(mail.html_body ? { html: mail.html_body } : {}),
    messageId: `<${mail.id}@tequio>`,
    headers: { 'Auto-Submitted': 'auto-generated', ...leaving },
  }
}

/** The server of the receiver says that there is no such mailbox (RFC 5321, 4.2.3); a full one or a busy server is another matter. */
function isForGood(error: unknown): boolean {
  const { code, responseCode } = error as { code?: unknown; responseCode?: unknown }
  return code === 'EENVELOPE' && [550, 551, 553, 556].includes(Number(responseCode))
}

function reasonOf(error: unknown): string {
  const { code, responseCode } = error as { code?: unknown; responseCode?: unknown }
  return (
    [code, responseCode].filter((part) => typeof part === 'string' || typeof part === 'number').join(' ') || 'unknown'
  )
}
