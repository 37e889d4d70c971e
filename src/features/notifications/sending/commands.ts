import { sql, type Transaction } from 'kysely'
import type { Database } from '../../../platform/context.ts'
import type { DB } from '../../../platform/db/types.ts'
import { translator } from '../../../platform/i18n.ts'
import { queueMail } from '../../../platform/mail/queue.ts'
import type { Courier } from '../../../platform/mail/send.ts'
import { tellingMail } from '../emails.ts'
import { leaveToken } from '../follows/model.ts'
import { coalesced, type Item, type Subject, type SubjectType } from '../model.ts'
import { followPaths } from '../paths.ts'
import { queuePush } from '../pushing/commands.ts'
import { findSubject } from '../queries.ts'
import { drop, dropHidden } from '../telling/dropping/commands.ts'
import { itemOf } from '../telling/queries.ts'

export type Sender = { baseUrl: string; secret: string }
export const followPurpose = 'follow'

/** Queues what is due, one message a follow, each in its own transaction; returns how many follows were seen to. */
export async function sendDue(db: Database, sender: Sender, now: Date): Promise<number> {
  const { rows } = await sql<{ id: string }>`
    select follow_id as id from tellings where due_at <= ${now} and told_at is null and dropped is null
    group by follow_id order by min(due_at), follow_id limit 500`.execute(db)
  let done = 0
  for (const { id } of rows) {
    if (await db.transaction().execute((tx) => sendOne(tx, sender, now, id))) done += 1
  }
  return done
}

async function sendOne(tx: Transaction<DB>, sender: Sender, now: Date, id: string): Promise<boolean> {
  // Another worker that holds it is writing this very message.
  const follow = await tx
    .selectFrom('follows')
    .selectAll()
    .where('id', '=', id)
    .forUpdate()
    .skipLocked()
    .executeTakeFirst()
  if (!follow) return false
  const due = await tx
    .selectFrom('tellings')
    .select('seq')
    .where('follow_id', '=', id)
    .where('due_at', '<=', now)
    .where('told_at', 'is', null)
    .where('dropped', 'is', null)
    .execute()
  const seqs = due.map(({ seq }) => Number(seq))
  if (seqs.length === 0) return false
  const subject = await findSubject(tx, follow.subject_type as SubjectType, follow.subject_id)
  const shown = await dropHidden(tx, id, seqs)
  const items = coalesced(shown.flatMap((row) => itemOf(row) ?? []))
  if (!subject || (follow.email !== null && (await hasBounced(tx, follow.email)))) {
    await drop(tx, id, seqs, subject ? 'bounced' : 'not-public')
    return true
  }
  if (items.length === 0) return true
  const message =
    follow.email === null
      ? { push_id: await queuePush(tx, id, now) }
      : { mail_id: await queueTelling(tx, sender, { ...follow, email: follow.email, subject, items }, now) }
  await tx
    .updateTable('tellings')
    .set({ told_at: now, ...message })
    .where('follow_id', '=', id)
    .where(
      'seq',
      'in',
      shown.map(({ seq }) => seq),
    )
    .execute()
  return true
}

type Letter = { id: string; email: string; locale: string; subject: Subject; items: readonly Item[] }

function queueTelling(tx: Transaction<DB>, { baseUrl, secret }: Sender, letter: Letter, now: Date): Promise<string> {
  const { id, email, locale, subject, items } = letter
  const token = leaveToken(id, secret)
  const leaveUrl = new URL(followPaths.leave(token), baseUrl).href
  const manageUrl = new URL(followPaths.manage(token), baseUrl).href
  const t = translator(locale === 'en' ? 'en' : 'es')
  const mail = tellingMail(t, { subject, items, baseUrl, manageUrl, leaveUrl })
  return queueMail(tx, { ...mail, recipient: email, purpose: followPurpose, leaveUrl }, now)
}

async function hasBounced(tx: Transaction<DB>, email: string): Promise<boolean> {
  return (
    (await tx.selectFrom('bounced_addresses').select('email').where('email', '=', email).executeTakeFirst()) !==
    undefined
  )
}

/** Asked when a mail is about to leave, which may be days after it was written: who left, bounced or may no longer see it gets none. */
export const followCourier: Courier = {
  mayGo: async (tx, mail) => {
    const told = await tx.selectFrom('tellings').select(['follow_id', 'seq']).where('mail_id', '=', mail.id).execute()
    const [first] = told
    if (!first) return false
    const seqs = told.map(({ seq }) => Number(seq))
    if (await hasBounced(tx, mail.recipient)) {
      await drop(tx, first.follow_id, seqs, 'bounced')
      return false
    }
    const shown = await dropHidden(tx, first.follow_id, seqs)
    if (shown.length === seqs.length) return true
    // The rest is written anew, without what must not be in it.
    await tx.updateTable('tellings').set({ told_at: null, mail_id: null }).where('mail_id', '=', mail.id).execute()
    return false
  },
  bounced: async (tx, mail, reason) => {
    await sql`insert into bounced_addresses (email, reason, bounced_at)
      values (${mail.recipient}, ${reason}, clock_timestamp()) on conflict (email) do nothing`.execute(tx)
    await tx.updateTable('tellings').set({ dropped: 'bounced', told_at: null }).where('mail_id', '=', mail.id).execute()
  },
}
