import { sql, type Transaction } from 'kysely'
import type { Database } from '../../../platform/context.ts'
import type { DB } from '../../../platform/db/types.ts'
import { translator } from '../../../platform/i18n.ts'
import { newId } from '../../../platform/identity.ts'
import type { Outward } from '../../../platform/outward/outward.ts'
import type { PushKeys } from '../../../platform/push/keys.ts'
import { type PushMessage, type PushOutcome, type PushTarget, sendPush } from '../../../platform/push/send.ts'
import { coalesced, type SubjectType } from '../model.ts'
import { findSubject } from '../queries.ts'
import { drop, dropHidden } from '../telling/dropping/commands.ts'
import { itemOf } from '../telling/queries.ts'
import { pushMessage } from './model.ts'

export const sendPushTask = 'send_push'
/** As a mail: eleven tries of the queue's growing pauses, about two days. */
const maxAttempts = 11

export type Pusher = { db: Database; outward: Outward; keys: PushKeys; clock: () => Date }

/** The push service did not take it: the queue tries again by itself. */
export class PushNotTaken extends Error {
  override name = 'PushNotTaken'
}

/** Written in the transaction of what it tells about; what it says is made when it leaves. */
export async function queuePush(tx: Transaction<DB>, followId: string, now: Date): Promise<string> {
  const id = newId()
  await tx.insertInto('pushes').values({ id, follow_id: followId, queued_at: now }).execute()
  await sql`select graphile_worker.add_job(${sendPushTask}, json_build_object('id', ${id}::text),
    max_attempts => ${maxAttempts}::int)`.execute(tx)
  return id
}

/**
 * Sends one push: the follow and the push are held meanwhile, so a second worker waits and finds it sent. A browser that is gone
 * ends the follow; the first push that is taken begins it. @throws {PushNotTaken}
 */
export async function deliverPush({ db, outward, keys, clock }: Pusher, id: string): Promise<void> {
  const failure = await db.transaction().execute(async (tx) => {
    const follow = await held(tx, id)
    if (!follow) return null
    const message = await messageOf(tx, follow, id)
    if (message === null) return forget(tx, id)
    const outcome = await sendPush(outward, keys, follow.push as PushTarget, { ...message, id })
    return settle(tx, follow, id, outcome, clock())
  })
  if (failure !== null) throw new PushNotTaken(failure)
}

type Held = NonNullable<Awaited<ReturnType<typeof held>>>

/** The follow first, as whoever leaves takes them: two in another order would wait for each other. */
async function held(tx: Transaction<DB>, id: string) {
  const push = await tx.selectFrom('pushes').select('follow_id').where('id', '=', id).executeTakeFirst()
  if (!push) return null
  const follow = await tx
    .selectFrom('follows')
    .select(['id', 'push', 'subject_type', 'subject_id', 'locale', 'confirmed_at'])
    .where('id', '=', push.follow_id)
    .forNoKeyUpdate()
    .executeTakeFirst()
  const still = await tx.selectFrom('pushes').select('sent_at').where('id', '=', id).forUpdate().executeTakeFirst()
  return follow?.push && still && still.sent_at === null ? follow : null
}

/** Looked at again now: what is not public any more is not told; null when nothing is left. */
async function messageOf(tx: Transaction<DB>, follow: Held, pushId: string): Promise<PushMessage | null> {
  const subject = await findSubject(tx, follow.subject_type as SubjectType, follow.subject_id)
  if (!subject) return null
  const t = translator(follow.locale === 'en' ? 'en' : 'es')
  if (follow.confirmed_at === null) return pushMessage(t, subject, [])
  const told = await tx.selectFrom('tellings').select('seq').where('push_id', '=', pushId).execute()
  const shown = await dropHidden(
    tx,
    follow.id,
    told.map(({ seq }) => Number(seq)),
  )
  const items = coalesced(shown.flatMap((row) => itemOf(row) ?? []))
  return items.length === 0 ? null : pushMessage(t, subject, items)
}

async function settle(tx: Transaction<DB>, follow: Held, id: string, outcome: PushOutcome, now: Date) {
  if (outcome.kind === 'gone') {
    await tx.deleteFrom('follows').where('id', '=', follow.id).execute()
    return null
  }
  if (outcome.kind === 'taken') {
    await tx.updateTable('pushes').set({ sent_at: now, last_error: null }).where('id', '=', id).execute()
    if (follow.confirmed_at === null)
      await tx.updateTable('follows').set({ confirmed_at: now }).where('id', '=', follow.id).execute()
    return null
  }
  await tx.updateTable('pushes').set({ last_error: outcome.reason }).where('id', '=', id).execute()
  if (outcome.kind === 'failed') return outcome.reason
  const told = await tx.selectFrom('tellings').select('seq').where('push_id', '=', id).execute()
  const seqs = told.map(({ seq }) => Number(seq))
  await drop(tx, follow.id, seqs, 'refused')
  return null
}

async function forget(tx: Transaction<DB>, id: string): Promise<null> {
  await tx.deleteFrom('pushes').where('id', '=', id).execute()
  return null
}
