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
      queued_at: now,
    })
    .execute()
  await sql`select graphile_worker.add_job(${sendMailTask}, json_build_object('id', ${id}::text), max_attempts => ${maxAttempts}::int)`.execute(
    tx,
  )
  return id
}
