import { sql, type Transaction } from 'kysely'
import type { DB } from '../db/types.ts'
import { newId } from '../identity.ts'

export type Mail = {
  recipient: string
  subject: string
  text: string
  html: string | null
  /** What it is for, in the purpose's own words: 'sign-in', 'invitation'. */
  purpose: string
  /** Leaves the list in one POST, with no other step (RFC 8058). */
  leaveUrl?: string
  /**
   * Somebody waits for it at this minute and its link soon dies: when nobody knows whether it arrived it is sent again, because a
   * second copy harms nobody and none at all locks her out. Everything else is never sent twice (decision 23).
   */
  isAwaited?: boolean
}

export const sendMailTask = 'send_mail'
/** Eleven tries of the queue's growing pauses: about two days. */
const maxAttempts = 11

/** Written in the transaction of what it tells about: the change and its mail happen together or not at all. */
export async function queueMail(tx: Transaction<DB>, mail: Mail, now: Date): Promise<string> {
  const id = newId()
  await tx
    .insertInto('mails')
    .values({
      id,
      recipient: mail.recipient,
      subject: mail.subject,
      text_body: mail.text,
      html_body: mail.html,
      purpose: mail.purpose,
      leave_url: mail.leaveUrl ?? null,
      is_awaited: mail.isAwaited ?? false,
      queued_at: now,
    })
    .execute()
  await askToSend(tx, id)
  return id
}

export async function askToSend(tx: Transaction<DB>, id: string): Promise<void> {
  await sql`select graphile_worker.add_job(${sendMailTask}, json_build_object('id', ${id}::text), max_attempts => ${maxAttempts}::int)`.execute(
    tx,
  )
}
