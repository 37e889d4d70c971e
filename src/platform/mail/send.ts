import { createTransport, type Transporter } from 'nodemailer'
import type { Database } from '../context.ts'

export type MailSettings = {
  /** smtp://user:password@host:587; null keeps mails in the database for the administrator. */
  smtpUrl: string | null
  from: string
}

export type Mailer = { send(mailId: string): Promise<void>; close(): void }

/** Sends queued mails by SMTP; without a server it leaves them where they are. */
export function createMailer(db: Database, settings: MailSettings, clock: () => Date = () => new Date()): Mailer {
  const transport = settings.smtpUrl ? createTransport(settings.smtpUrl) : null
  return {
    send: async (mailId) => {
      if (transport) await sendOnce(db, transport, settings.from, mailId, clock)
    },
    close: () => transport?.close(),
  }
}

/** Without the server's sentence, which repeats addresses. The queue tries again by itself. */
export class MailNotSent extends Error {
  override name = 'MailNotSent'
}

/**
 * The row is locked while it is sent: a second worker with the same job waits and then finds it sent. What was sent is not
 * kept: only to whom, when and its subject, until the purge. A stop between the server's yes and ours may repeat a mail; its
 * Message-ID stays the same so that the receiver shows one.
 */
async function sendOnce(db: Database, transport: Transporter, from: string, mailId: string, clock: () => Date) {
  const failure = await db.transaction().execute(async (tx) => {
    const mail = await tx.selectFrom('mails').selectAll().where('id', '=', mailId).forUpdate().executeTakeFirst()
    if (!mail || mail.sent_at) return null
    try {
      await transport.sendMail({
        from,
        to: mail.recipient,
        subject: mail.subject,
        text: mail.text_body,
        ...(mail.html_body ? { html: mail.html_body } : {}),
        messageId: `<${mail.id}@tequio>`,
        headers: { 'Auto-Submitted': 'auto-generated' },
      })
    } catch (error) {
      const reason = reasonOf(error)
      await tx.updateTable('mails').set({ last_error: reason }).where('id', '=', mailId).execute()
      return reason
    }
    await tx
      .updateTable('mails')
      .set({ sent_at: clock(), last_error: null, text_body: '', html_body: null })
      .where('id', '=', mailId)
      .execute()
    return null
  })
  if (failure) throw new MailNotSent(failure)
}

function reasonOf(error: unknown): string {
  const { code, responseCode } = error as { code?: unknown; responseCode?: unknown }
  return (
    [code, responseCode].filter((part) => typeof part === 'string' || typeof part === 'number').join(' ') || 'unknown'
  )
}
