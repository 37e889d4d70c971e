import { sql } from 'kysely'
import type { Db } from '../../platform/context.ts'
import { bodyOf, type EventContent, type Head, type PublicEvent, type RecordLine } from './model.ts'
import type { Misfit } from './verification/model.ts'

/** Ids of what is not public yet (drafts of plans): given from above, since this floor knows no plan. */
export type Withheld = (db: Db) => Promise<readonly string[]>

export type EventFilter = {
  type?: string | undefined
  spaceId?: string | undefined
  /** Only events before this number. */
  before?: number | undefined
  /** Only events after this number. */
  after?: number | undefined
}

type Row = {
  seq: number
  at: Date
  type: string
  space_slug: string | null
  space_name: string | null
  subject_type: string
  subject_id: string
  actor_id: string | null
  details: Record<string, unknown>
  body: string
  hash: Buffer
  chain: Buffer
  withheld: boolean
}

const columns = sql`e.seq, e.at, e.type, s.slug as space_slug, s.name as space_name, e.subject_type, e.subject_id,
  e.actor_id, e.details, e.body, e.hash, e.chain`

const isWithheld = (ids: readonly string[]) =>
  sql<boolean>`(e.subject_id = any(${ids}::uuid[]) or coalesce(e.details->>'plan' = any(${ids}::text[]), false))`

const matching = (filter: EventFilter, ids: readonly string[]) => {
  const conditions = [sql`true`]
  if (filter.type !== undefined) conditions.push(sql`e.type = ${filter.type} and not ${isWithheld(ids)}`)
  if (filter.spaceId !== undefined) conditions.push(sql`e.space_id = ${filter.spaceId} and not ${isWithheld(ids)}`)
  if (filter.before !== undefined) conditions.push(sql`e.seq < ${filter.before}`)
  if (filter.after !== undefined) conditions.push(sql`e.seq > ${filter.after}`)
  return sql.join(conditions, sql` and `)
}

type Order = { newestFirst: boolean; limit: number; offset?: number }

/** Events in the order asked for. A filter leaves out what is withheld: its type and place may not be known either. */
export async function listEvents(
  db: Db,
  withheld: Withheld,
  filter: EventFilter,
  order: Order,
): Promise<PublicEvent[]> {
  const ids = await withheld(db)
  const { rows } = await sql<Row>`
    select ${columns}, ${isWithheld(ids)} as withheld from events e left join spaces s on s.id = e.space_id
    where ${matching(filter, ids)} order by e.seq ${sql.raw(order.newestFirst ? 'desc' : 'asc')}
    limit ${order.limit} offset ${order.offset ?? 0}`.execute(db)
  return rows.map(eventOf)
}

export async function countEvents(db: Db, withheld: Withheld, filter: EventFilter): Promise<number> {
  const ids = await withheld(db)
  const { rows } = await sql<{ count: number }>`
    select count(*) as count from events e where ${matching(filter, ids)}`.execute(db)
  return rows[0]?.count ?? 0
}

export async function findEvent(db: Db, withheld: Withheld, seq: number): Promise<PublicEvent | null> {
  const [event] = await listEvents(db, withheld, { after: seq - 1, before: seq + 1 }, { newestFirst: false, limit: 1 })
  return event ?? null
}

function eventOf(row: Row): PublicEvent {
  const content: EventContent = {
    type: row.type,
    space: row.space_slug === null ? null : { slug: row.space_slug, name: row.space_name ?? row.space_slug },
    subject: { type: row.subject_type, id: row.subject_id },
    actor: row.actor_id,
    details: row.details,
    body: row.body,
  }
  return {
    seq: row.seq,
    at: row.at.toISOString(),
    hash: row.hash.toString('hex'),
    chain: row.chain.toString('hex'),
    content: row.withheld ? null : content,
  }
}

/** Types and spaces that occur, for the filter. */
export async function filterChoices(db: Db, withheld: Withheld) {
  const ids = await withheld(db)
  const types = await sql<{ type: string }>`
    select distinct type from events e where not ${isWithheld(ids)} order by type`.execute(db)
  const spaces = await sql<{ slug: string; name: string }>`
    select slug, name from spaces where id in (select space_id from events e where not ${isWithheld(ids)}) order by name`.execute(
    db,
  )
  return { types: types.rows.map((row) => row.type), spaces: spaces.rows }
}

export async function readHead(db: Db): Promise<Head> {
  const row = await db.selectFrom('record_head').select(['seq', 'chain']).executeTakeFirstOrThrow()
  const event = await db.selectFrom('events').select('at').where('seq', '=', row.seq).executeTakeFirst()
  return { seq: row.seq, chain: row.chain.toString('hex'), at: event?.at.toISOString() ?? null }
}

const batchSize = 1000

/** Every event up to the head at the time of asking, a thousand at a time, so that memory stays flat. */
export async function* publicBatches(
  db: Db,
  withheld: Withheld,
  filter: EventFilter = {},
): AsyncGenerator<PublicEvent[]> {
  const head = await readHead(db)
  for (let last = 0; last < head.seq; ) {
    const batch = await listEvents(
      db,
      withheld,
      { ...filter, after: last, before: head.seq + 1 },
      { newestFirst: false, limit: batchSize },
    )
    if (batch.length === 0) return
    yield batch
    last = batch.at(-1)?.seq ?? head.seq
  }
}

/** Every event as it lies in the database, with the fault of a row whose columns do not say what its body says. */
export async function* storedBatches(db: Db): AsyncGenerator<{ line: RecordLine; fault: Misfit['reason'] | null }[]> {
  for (let last = Number.NEGATIVE_INFINITY; ; ) {
    const query = db.selectFrom('events').selectAll().orderBy('seq').limit(batchSize)
    const rows = await (Number.isFinite(last) ? query.where('seq', '>', last) : query).execute()
    if (rows.length === 0) return
    yield rows.map((row) => ({
      line: { seq: row.seq, body: row.body, hash: row.hash.toString('hex'), chain: row.chain.toString('hex') },
      fault: bodyOf(row) === row.body ? null : 'columns',
    }))
    last = rows.at(-1)?.seq ?? last
  }
}
