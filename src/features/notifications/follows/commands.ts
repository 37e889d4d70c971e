import type { Transaction } from 'kysely'
import { newToken, tokenHash } from '../../../platform/auth/one-time-link.ts'
import type { AuthSettings } from '../../../platform/auth/settings.ts'
import type { Context, Database } from '../../../platform/context.ts'
import type { DB } from '../../../platform/db/types.ts'
import { found } from '../../../platform/errors.ts'
import { translator } from '../../../platform/i18n.ts'
import { newId } from '../../../platform/identity.ts'
import { queueMail } from '../../../platform/mail/queue.ts'
import { networkPrefix } from '../../../platform/rate-limit.ts'
import { limit } from '../../people/commands/signing-in.ts'
import { alreadyMail, confirmMail } from '../emails.ts'
import { asksANetwork, asksAnAddress, type Cadence, confirmWithinMs } from '../model.ts'
import { followPaths } from '../paths.ts'
import { findSubject } from '../queries.ts'
import type { FollowRequest } from '../schema.ts'
import { leaveToken } from './model.ts'
import { belongsTo, followByToken, type Owner } from './queries.ts'

/** Mails whoever owns the address a link to confirm, or to her follows when she follows already: the same is done and said. */
export async function askToFollow(
  context: Context,
  settings: AuthSettings,
  request: FollowRequest,
  clientAddress: string | null,
): Promise<void> {
  const { db, now, locale } = context
  const subject = found(await findSubject(db, request.type, request.subject))
  await limit(db, settings, now, asksANetwork, networkPrefix(clientAddress))
  await limit(db, settings, now, asksAnAddress, request.email)
  const t = translator(locale)
  await db.transaction().execute(async (tx) => {
    const token = newToken()
    const follow = await reserve(tx, context, settings.secret, request, tokenHash(token))
    const mail = follow.confirmed
      ? alreadyMail(
          t,
          subject,
          new URL(followPaths.manage(leaveToken(follow.id, settings.secret)), settings.baseUrl).href,
        )
      : confirmMail(t, subject, new URL(followPaths.confirm(token), settings.baseUrl).href)
    await queueMail(tx, { ...mail, recipient: request.email, purpose: 'follow-confirm', isAwaited: true }, now)
  })
}

async function reserve(
  tx: Transaction<DB>,
  { now, locale }: Context,
  secret: string,
  { type, subject, email, cadence }: FollowRequest,
  confirmHash: string,
): Promise<{ id: string; confirmed: boolean }> {
  const id = newId()
  const inserted = await tx
    .insertInto('follows')
    .values({
      ...{ id, subject_type: type, subject_id: subject, channel: 'mail', cadence, email, locale },
      ...{ leave_hash: tokenHash(leaveToken(id, secret)), confirm_hash: confirmHash, asked_at: now },
    })
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .executeTakeFirst()
  if (inserted) return { id, confirmed: false }
  const known = await tx
    .selectFrom('follows')
    .select(['id', 'confirmed_at'])
    .where('subject_type', '=', type)
    .where('subject_id', '=', subject)
    .where('email', '=', email)
    .forUpdate()
    .executeTakeFirstOrThrow()
  if (known.confirmed_at) return { id: known.id, confirmed: true }
  await tx
    .updateTable('follows')
    .set({ confirm_hash: confirmHash, asked_at: now, cadence, locale })
    .where('id', '=', known.id)
    .execute()
  return { id: known.id, confirmed: false }
}

/** Uses a confirmation link up; null when it was used, or is too old. Whoever opened it receives mail there: a bounce is past. */
export async function confirmFollow({ db, now }: Context, token: string): Promise<string | null> {
  return db.transaction().execute(async (tx) => {
    const row = await tx
      .updateTable('follows')
      .set({ confirmed_at: now, confirm_hash: null })
      .where('confirm_hash', '=', tokenHash(token))
      .where('confirmed_at', 'is', null)
      .where('asked_at', '>', new Date(now.getTime() - confirmWithinMs))
      .returning(['id', 'email'])
      .executeTakeFirst()
    if (!row) return null
    await tx.deleteFrom('bounced_addresses').where('email', '=', row.email).execute()
    return row.id
  })
}

/** Leaves at once; leaving what was left is no fault. */
export async function leave({ db }: Context, secret: string, token: string): Promise<void> {
  const follow = await followByToken(db, token, secret)
  if (follow) await db.deleteFrom('follows').where('id', '=', follow.id).execute()
}

/** What the owner of an address or a browser does with one of its follows; another's does not exist there. Browsers know no weekly letter. */
export async function changeOwn({ db }: Context, owner: Owner, id: string, act: Cadence | 'leave'): Promise<void> {
  if (act === 'leave') {
    await db.deleteFrom('follows').where('id', '=', id).where(belongsTo(owner)).execute()
    return
  }
  await db
    .updateTable('follows')
    .set({ cadence: act })
    .where('id', '=', id)
    .where('channel', '=', 'mail')
    .where(belongsTo(owner))
    .execute()
}

const dayMs = 86_400_000

/** What nobody confirmed is forgotten after a week, and what is long told too. */
export async function purgeFollows(db: Database, now: Date): Promise<void> {
  const ago = (days: number) => new Date(now.getTime() - days * dayMs)
  await db.deleteFrom('follows').where('confirmed_at', 'is', null).where('asked_at', '<', ago(7)).execute()
  await db.deleteFrom('pushes').where('queued_at', '<', ago(7)).execute()
  await db.deleteFrom('tellings').where('due_at', '<', ago(90)).execute()
  await db.deleteFrom('webhook_calls').where('done_at', '<', ago(90)).execute()
  await db.deleteFrom('bounced_addresses').where('bounced_at', '<', ago(365)).execute()
}
