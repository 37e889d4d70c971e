import { sql } from 'kysely'
import type { Database } from '../../../platform/context.ts'
import { usualTimeZone } from '../model.ts'
import { callWebhookTask } from '../webhooks/queue.ts'
import { concerns, placed } from './queries.ts'

const eventsATurn = 200

/**
 * Reads the record on from where it was read last and writes whom to tell, all in one transaction that also moves the mark: a
 * worker that dies leaves either all of it or nothing, and two workers wait for each other at the mark. Returns how many events were read.
 */
export async function tellFollowers(db: Database, now: Date): Promise<number> {
  return db.transaction().execute(async (tx) => {
    const head = await tx.selectFrom('telling_head').select('seq').forUpdate().executeTakeFirstOrThrow()
    const { rows } = await sql<{ seq: number }>`
      select seq from events where seq > ${head.seq} order by seq limit ${eventsATurn}`.execute(tx)
    const last = rows.at(-1)
    if (!last) return 0
    const read = placed(sql`e.seq > ${head.seq} and e.seq <= ${last.seq}`)
    // An address or a browser that follows a commitment and its plan hears of it once, by the nearest it follows.
    await sql`
      insert into tellings (follow_id, seq, due_at)
      select f.id, x.seq, case f.cadence when 'weekly' then ${nextMonday(now)}
        else greatest(${now}::timestamptz, (select max(t.told_at) + interval '1 hour' from tellings t where t.follow_id = f.id)) end
      from ${read} x
      join lateral (
        select distinct on (coalesce(g.email, g.push ->> 'endpoint')) g.id, g.cadence from follows g
        where g.confirmed_at <= x.at and ${concerns('g')}
          and not exists (select from bounced_addresses b where b.email = g.email)
        order by coalesce(g.email, g.push ->> 'endpoint'), g.cadence, array_position(array['commitment', 'organization', 'plan', 'space'], g.subject_type)
      ) f on true
      where x.is_public on conflict do nothing`.execute(tx)
    await sql`
      with called as (
        insert into webhook_calls (webhook_id, seq)
        select w.id, x.seq from ${read} x join webhooks w on w.is_on and w.created_at <= x.at and ${concerns('w')}
        where x.is_public on conflict do nothing returning webhook_id, seq)
      select graphile_worker.add_job(${callWebhookTask}, json_build_object('webhook', webhook_id, 'seq', seq),
        max_attempts => 12) from called`.execute(tx)
    await tx.updateTable('telling_head').set({ seq: last.seq }).execute()
    return rows.length
  })
}

/** The next Monday at eight in the morning where the event happened. */
function nextMonday(now: Date) {
  const local = sql`(${now}::timestamptz at time zone coalesce(x.time_zone, ${usualTimeZone}))`
  const monday = sql`(date_trunc('week', ${local}) + interval '8 hours')`
  return sql`((${monday} + case when ${monday} <= ${local} then interval '7 days' else interval '0' end)
    at time zone coalesce(x.time_zone, ${usualTimeZone}))`
}
