import { newToken, tokenHash } from '../../../platform/auth/one-time-link.ts'
import type { Context, Database, Locale } from '../../../platform/context.ts'
import { translator } from '../../../platform/i18n.ts'
import { newId } from '../../../platform/identity.ts'
import { queueMail } from '../../../platform/mail/queue.ts'
import { type Trace, wayOf } from '../model.ts'
import { threadPaths } from '../paths.ts'
import { traceOf, tracesById } from '../queries.ts'
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
    const mail = confirmMail(translator(locale), trace.folio, url)
    await queueMail(tx, { ...mail, recipient: email, purpose: 'thread-confirm', isAwaited: true }, now)
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

/** Addresses that nobody confirmed in time are forgotten. Returns how many. */
export async function dropUnconfirmed(db: Database, now: Date): Promise<number> {
  const rows = await db
    .deleteFrom('contribution_follows')
    .where('confirmed_at', 'is', null)
    .where('asked_at', '<', new Date(now.getTime() - confirmWithinMs))
    .returning('id')
    .execute()
  return rows.length
}

const atOnce = 500

/**
 * Tells whoever asked that her contribution came a step further, once each step: the mail and what was told are written together.
 * Returns how many mails were queued.
 */
export async function tellThreads(db: Database, letters: Letters, now: Date): Promise<number> {
  let told = 0
  for (let last = '00000000-0000-0000-0000-000000000000'; ; ) {
    const follows = await db
      .selectFrom('contribution_follows')
      .select(['id', 'contribution_id', 'email', 'locale', 'told_step'])
      .where('confirmed_at', 'is not', null)
      .where('id', '>', last)
      .orderBy('id')
      .limit(atOnce)
      .execute()
    const ids = follows.map((follow) => follow.contribution_id)
    const traces = await tracesById(db, ids)
    for (const follow of follows) {
      const trace = traces.get(follow.contribution_id)
      if (trace && stepOf(trace) !== follow.told_step) told += await tell(db, letters, now, follow, trace)
    }
    last = follows.at(-1)?.id ?? ''
    if (follows.length < atOnce) return told
  }
}

type Follow = { id: string; email: string; locale: string; told_step: string | null }

async function tell(db: Database, { baseUrl, secret }: Letters, now: Date, follow: Follow, trace: Trace) {
  const t = translator(follow.locale as Locale)
  const url = new URL(threadPaths.contribution(trace.folio), baseUrl).href
  const leave = `${threadPaths.follow(trace.folio)}/salir?llave=${leaveToken(follow.id, secret)}`
  const leaveUrl = new URL(leave, baseUrl).href
  return db.transaction().execute(async (tx) => {
    // Another worker may have told it meanwhile.
    const mine = await tx
      .updateTable('contribution_follows')
      .set({ told_step: stepOf(trace) })
      .where('id', '=', follow.id)
      .where('told_step', 'is not distinct from', follow.told_step)
      .returning('id')
      .executeTakeFirst()
    if (!mine) return 0
    const mail = { ...stepMail(t, trace, url, leaveUrl), recipient: follow.email, purpose: 'thread-step', leaveUrl }
    await queueMail(tx, mail, now)
    return 1
  })
}
