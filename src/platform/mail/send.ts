import type { Selectable, Transaction } from 'kysely'
import { createTransport, type Transporter } from 'nodemailer'
import type { Database } from '../context.ts'
import type { DB, Mails } from '../db/types.ts'
import { holdBackEnds, isForGood, isRefusal, type Letter, reasonOf } from './handing-over.ts'
import { askToSend } from './queue.ts'

export type MailSettings = {
  /** smtp://user:password@host:587; null keeps mails in the database for the administrator. */
  smtpUrl: string | null
  from: string
}

export type Mailer = { send(mailId: string): Promise<void>; close(): void }

type KeptMail = Pick<Selectable<Mails>, 'id' | 'recipient'>

/** Who answers for the mails of one purpose: asked right before the server is, for a mail may have waited days. */
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
  if (transport) holdBackEnds(transport)
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
type Ready = Selectable<Mails>

/**
 * Never twice (decision 23). Before the last byte of the message leaves the mail is marked as handed over, in a transaction of its
 * own: of two workers with the same job only one gets the mark, and the message of the other never ends. A mark without an answer
 * is a doubt, which people decide. What was sent is not kept: only to whom, when and its subject, until the purge.
 */
async function sendOnce(post: Post, mailId: string): Promise<void> {
  const mail = await ready(post, mailId)
  if (!mail) return
  let isHanded = false
  const beforeLastByte = async () => {
    // A pool of connections may try a message again by itself: not one whose end may have left.
    if (isHanded) throw new HeldElsewhere()
    await handOver(post, mail)
    isHanded = true
  }
  try {
    const letter: Letter = { ...letterOf(mail, post.from), beforeLastByte }
    await post.transport.sendMail(letter)
  } catch (error) {
    await (isHanded ? unanswered(post, mail, error) : notHanded(post, mail, error))
    return
  }
  await post.db
    .updateTable('mails')
    .set({ sent_at: post.clock(), last_error: null, doubted_at: null, text_body: '', html_body: null, leave_url: null })
    .where('id', '=', mail.id)
    .execute()
}

/** The mail as it may go now; null when there is nothing to send any more, or nobody knows whether it was. */
async function ready({ db, clock, couriers }: Post, mailId: string): Promise<Ready | null> {
  return db.transaction().execute(async (tx) => {
    const mail = await tx.selectFrom('mails').selectAll().where('id', '=', mailId).forUpdate().executeTakeFirst()
    if (!mail || mail.sent_at) return null
    if (mail.handed_at && !mail.is_awaited) {
      const doubted = { doubted_at: mail.doubted_at ?? clock() }
      await tx.updateTable('mails').set(doubted).where('id', '=', mailId).execute()
      return null
    }
    const courier = couriers[mail.purpose]
    if (!courier || (await courier.mayGo(tx, mail))) return mail
    await tx.deleteFrom('mails').where('id', '=', mailId).execute()
    return null
  })
}

/** @throws when somebody else handed it over, or it is gone: then its end must not leave. */
async function handOver({ db, clock }: Post, { id, handed_at: seen }: Ready): Promise<void> {
  const handed = await db
    .updateTable('mails')
    .set({ handed_at: clock(), doubted_at: null, last_error: null })
    .where('id', '=', id)
    .where('sent_at', 'is', null)
    .where('handed_at', 'is not distinct from', seen)
    .executeTakeFirst()
  if (handed.numUpdatedRows === 0n) throw new HeldElsewhere()
}

class HeldElsewhere extends Error {
  readonly code = 'EELSEWHERE'
}

/** The server has no whole message: it is tried again, unless the address does not exist. */
async function notHanded({ db, couriers }: Post, mail: Ready, error: unknown): Promise<void> {
  const reason = reasonOf(error)
  const courier = couriers[mail.purpose]
  if (!courier || !isForGood(error)) {
    await db
      .updateTable('mails')
      .set({ last_error: reason })
      .where('id', '=', mail.id)
      .where('sent_at', 'is', null)
      .execute()
    throw new MailNotSent(reason)
  }
  await db.transaction().execute(async (tx) => {
    await courier.bounced(tx, mail, reason)
    await tx.deleteFrom('mails').where('id', '=', mail.id).execute()
  })
}

/** After the last byte: a refusal is certain and tried again; without an answer nobody knows. */
async function unanswered({ db, clock }: Post, mail: Ready, error: unknown): Promise<void> {
  const reason = reasonOf(error)
  const isRefused = isRefusal(error)
  await db.transaction().execute(async (tx) => {
    const before = tx.selectFrom('mails').select('doubted_at').where('id', '=', mail.id)
    const other = await before.forUpdate().executeTakeFirst()
    const state = isRefused ? { handed_at: null, doubted_at: null } : { doubted_at: mail.is_awaited ? null : clock() }
    await tx
      .updateTable('mails')
      .set({ ...state, last_error: reason })
      .where('id', '=', mail.id)
      .execute()
    // Another worker took this job for a dead one's, doubted and ended it: it needs a new one.
    if (isRefused && other?.doubted_at) await askToSend(tx, mail.id)
  })
  if (isRefused || mail.is_awaited) throw new MailNotSent(reason)
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
