import { newToken, tokenHash } from '../../../platform/auth/one-time-link.ts'
import type { Context, Database, Locale } from '../../../platform/context.ts'
import { translator } from '../../../platform/i18n.ts'
import { newId } from '../../../platform/identity.ts'
import { queueMail } from '../../../platform/mail/queue.ts'
import { type Trace, wayOf } from '../model.ts'
import { threadPaths } from '../paths.ts'
import { traceOf } from '../queries.ts'
import { confirmMail, stepMail } from './emails.ts'
import { leaveToken } from './model.ts'

export type Letters = { baseUrl: string; secret: string }
const confirmWithinMs = 7 * 86_400_000

/** What somebody was told last of a contribution: told again only when it changes. */
export function stepOf(trace: Trace): string {
  const { reached, halt } = wayOf(trace)
  return `${reached}/${halt ?? ''}`
}

/** Mails a link to confirm; asked twice it is sent again, and one that was confirmed already is told nothing new. */
export async function askToBeTold(
  { db, now, locale }: Context,
  { baseUrl, secret }: Letters,
  contributionId: string,
  trace: Trace,
  email: string,
): Promise<void> {
  const token = newToken()
  await db.transaction().execute(async (tx) => {
    const id = newId()
    const leave = tokenHash(leaveToken(id, secret))
    const asked = { confirm_hash: tokenHash(token), asked_at: now, locale }
    const row = await tx
      .insertInto('contribution_follows')
      .values({ id, contribution_id: contributionId, email, leave_hash: leave, ...asked })
      .onConflict((conflict) =>
        conflict
          .columns(['contribution_id', 'email'])
          .doUpdateSet(asked)
          .where('contribution_follows.confirmed_at', 'is', null),
      )
      .returning('id')
      .executeTakeFirst()
    if (!row) return
    const url = new URL(`${threadPaths.follow(trace.folio)}/confirmar?llave=${token}`, baseUrl).href
    await queueMail(
      tx,
      { ...confirmMail(translator(locale), trace.folio, url), recipient: email, purpose: 'thread-confirm' },
      now,
    )
  })
}

/** Uses the link up; what is told from then on is what changes from here. False when it was used or is too old. */
export async function confirmTelling({ db, now }: Context, token: string): Promise<boolean> {
  return db.transaction().execute(async (tx) => {
    const row = await tx
      .updateTable('contribution_follows')
      .set({ confirmed_at: now, confirm_hash: null })
      .where('confirm_hash', '=', tokenHash(token))
      .where('asked_at', '>', new Date(now.getTime() - confirmWithinMs))
      .returning(['id', 'contribution_id'])
      .executeTakeFirst()
    if (!row) return false
    const trace = await traceOf(tx, row.contribution_id)
    if (!trace) return false
    await tx
      .updateTable('contribution_follows')
      .set({ told_step: stepOf(trace) })
      .where('id', '=', row.id)
      .execute()
    return true
  })
}

/** One press; the address goes with it. */
export async function leaveTelling({ db }: Pick<Context, 'db'>, token: string): Promise<void> {
  await db.deleteFrom('contribution_follows').where('leave_hash', '=', tokenHash(token)).execute()
}

/**
 * Tells whoever asked that her contribution came a step further, once each step: the mail and what was told are written together.
 * Returns how many mails were queued.
 */
export async function tellThreads(db: Database, { baseUrl, secret }: Letters, now: Date): Promise<number> {
  const follows = await db
    .selectFrom('contribution_follows')
    .select(['id', 'contribution_id', 'email', 'locale', 'told_step'])
    .where('confirmed_at', 'is not', null)
    .orderBy('id')
    .execute()
  let told = 0
  for (const follow of follows) {
    const trace = await traceOf(db, follow.contribution_id)
    if (!trace || stepOf(trace) === follow.told_step) continue
    const t = translator(follow.locale as Locale)
    const url = new URL(threadPaths.contribution(trace.folio), baseUrl).href
    const leaveUrl = new URL(`${threadPaths.follow(trace.folio)}/salir?llave=${leaveToken(follow.id, secret)}`, baseUrl)
      .href
    told += await db.transaction().execute(async (tx) => {
      // Another worker may have told it meanwhile.
      const mine = await tx
        .updateTable('contribution_follows')
        .set({ told_step: stepOf(trace) })
        .where('id', '=', follow.id)
        .where('told_step', 'is not distinct from', follow.told_step)
        .returning('id')
        .executeTakeFirst()
      if (!mine) return 0
      await queueMail(
        tx,
        { ...stepMail(t, trace, url, leaveUrl), recipient: follow.email, purpose: 'thread-step', leaveUrl },
        now,
      )
      return 1
    })
  }
  return told
}
