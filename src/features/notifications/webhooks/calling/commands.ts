import { sql } from 'kysely'
import type { Database } from '../../../../platform/context.ts'
import { type Outward, OutwardError } from '../../../../platform/outward/outward.ts'
import { type PlacedRow, placedEvents } from '../../telling/queries.ts'
import { mostFailures, signatureOf } from '../model.ts'

export type Caller = { db: Database; outward: Outward; baseUrl: string; clock: () => Date }

/** The server on the other side did not take the call: the queue tries again by itself. */
export class CallNotTaken extends Error {
  override name = 'CallNotTaken'
}

/**
 * Sends one event to one webhook, at most once successfully: the row of the call is held meanwhile, and a second worker finds it
 * done. @throws {CallNotTaken}
 */
export async function callWebhook(
  { db, outward, baseUrl, clock }: Caller,
  webhookId: string,
  seq: number,
): Promise<void> {
  const failure = await db.transaction().execute(async (tx) => {
    const call = await tx
      .selectFrom('webhook_calls as c')
      .innerJoin('webhooks as w', 'w.id', 'c.webhook_id')
      .select(['c.attempts', 'c.done_at', 'w.url', 'w.secret', 'w.is_on'])
      .where('c.webhook_id', '=', webhookId)
      .where('c.seq', '=', seq)
      .forUpdate('c')
      .executeTakeFirst()
    if (!call || call.done_at || !call.is_on) return null
    const [event] = await placedEvents(tx, [seq])
    // Looked at again now: what is not public any more is not told.
    const answer = event?.is_public
      ? await post(outward, call, bodyOf(event, baseUrl), clock())
      : { status: null, error: 'not-public' }
    const isTaken = answer.error === null
    const isOver = isTaken || answer.error === 'not-public'
    await tx
      .updateTable('webhook_calls')
      .set({
        attempts: call.attempts + 1,
        last_status: answer.status,
        last_error: answer.error,
        done_at: isOver ? clock() : null,
      })
      .where('webhook_id', '=', webhookId)
      .where('seq', '=', seq)
      .execute()
    return isOver ? { error: null, isTaken } : { error: answer.error, isTaken }
  })
  if (failure === null) return
  await count(db, webhookId, failure.isTaken)
  if (failure.error) throw new CallNotTaken(failure.error)
}

/** Another call at the same moment counts its own: outside the call's transaction, in one statement. */
async function count(db: Database, id: string, isTaken: boolean): Promise<void> {
  await db
    .updateTable('webhooks')
    .set(
      isTaken
        ? { failures: 0 }
        : { failures: sql<number>`failures + 1`, is_on: sql<boolean>`is_on and failures + 1 < ${mostFailures}` },
    )
    .where('id', '=', id)
    .execute()
}

type Target = { url: string; secret: string }
type Outcome = { status: number | null; error: string | null }

async function post(outward: Outward, { url, secret }: Target, body: string, at: Date): Promise<Outcome> {
  const headers = { 'content-type': 'application/json', 'tequio-signature': signatureOf(secret, body, at) }
  try {
    const { status } = await outward.ask(url, { method: 'POST', headers, body, timeoutMs: 10_000, maxBytes: 64 * 1024 })
    return { status, error: status >= 200 && status < 300 ? null : `status ${status}` }
  } catch (error) {
    if (error instanceof OutwardError && error.fault !== 'too-large') return { status: null, error: error.fault }
    // It answered, at too great a length: it has the call.
    if (error instanceof OutwardError) return { status: null, error: null }
    throw error
  }
}

function bodyOf(event: PlacedRow, baseUrl: string): string {
  return JSON.stringify({
    seq: event.seq,
    at: event.at.toISOString(),
    type: event.type,
    subject: { type: event.subject_type, id: event.subject_id },
    space: event.space_slug,
    title: event.title,
    details: event.details,
    page: `${baseUrl}${event.path}`,
    record: `${baseUrl}/registro/${event.seq}.json`,
  })
}

/** A call of no event, to see whether the other side hears; nothing is kept of it. */
export async function testWebhook(
  { db, outward, baseUrl, clock }: Caller,
  spaceId: string,
  id: string,
): Promise<Outcome> {
  const target = await db
    .selectFrom('webhooks')
    .select(['url', 'secret'])
    .where('space_id', '=', spaceId)
    .where('id', '=', id)
    .executeTakeFirstOrThrow()
  const body = JSON.stringify({
    seq: null,
    at: clock().toISOString(),
    type: 'webhook.test',
    record: `${baseUrl}/registro`,
  })
  return post(outward, target, body, clock())
}
