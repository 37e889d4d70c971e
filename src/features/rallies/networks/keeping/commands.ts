import { createHash } from 'node:crypto'
import { sql, type Transaction } from 'kysely'
import { canonicalJson } from '../../../../platform/canonical-json.ts'
import type { DB } from '../../../../platform/db/types.ts'
import { record } from '../../../../platform/record.ts'
import { askForScoring } from '../../consolidation/queue/commands.ts'
import type { PostRecord } from '../../scoring/model.ts'
import { proveFromPosts } from '../proving/commands.ts'
import type { Arrival, KeptCount, Reject, Way } from './model.ts'
import { readArrival } from './post-record.ts'

export type KeepingEdition = { id: string; space: { id: string } }

export type Keeping = {
  now: Date
  /** Who let them in; null: a connector. */
  actorId?: string | null
  /**
   * Says of each post that it was retrieved now. What then says the same as the newest copy that we hold is not kept again,
   * whenever it is read.
   */
  stamp: boolean
}

/**
 * Keeps what a way in brought: posts once a copy, the rest with its reason; proves accounts whose code a post shows; asks for
 * scoring. All in the caller's transaction, in which the caller also moves its cursor on.
 */
export async function keepPosts(
  tx: Transaction<DB>,
  edition: KeepingEdition,
  way: Way,
  arrivals: readonly Arrival[],
  keeping: Keeping,
): Promise<KeptCount> {
  if (arrivals.length === 0) return { kept: 0, known: 0, rejected: 0 }
  // One at a time an edition: whoever has read up to an arrival has read everything before it.
  await sql`select pg_advisory_xact_lock(hashtextextended('rally_posts:' || ${edition.id}, 0))`.execute(tx)
  const posts: Kept[] = []
  const rejects: (Reject & { arrival: Arrival })[] = []
  for (const arrival of arrivals) {
    const read = readArrival(arrival, keeping.now)
    if ('post' in read) posts.push({ post: stamped(read.post, keeping), arrival })
    else rejects.push({ ...read.reject, arrival })
  }
  const kept = await insertPosts(tx, edition.id, way, posts, keeping)
  await insertRejects(tx, edition.id, way, rejects, keeping.now)
  const count = { kept, known: posts.length - kept, rejected: rejects.length }
  if (kept > 0) {
    await proveFromPosts(
      tx,
      edition.id,
      posts.map(({ post, arrival }) => ({ post, url: arrival.url })),
      keeping.now,
    )
    await askForScoring(tx, edition.id)
  }
  if (kept + rejects.length > 0) await recordArrival(tx, edition, way, count, keeping)
  return count
}

type Kept = { post: PostRecord; arrival: Arrival }

function stamped(post: PostRecord, { stamp, now }: Keeping): PostRecord {
  return stamp ? { ...post, retrieved_at: now.toISOString() } : post
}

const chunkRows = 2000

async function insertPosts(
  tx: Transaction<DB>,
  editionId: string,
  way: Way,
  posts: readonly Kept[],
  { stamp, now }: Keeping,
): Promise<number> {
  const unique = copiesOf(posts)
  let kept = 0
  for (let start = 0; start < unique.length; start += chunkRows) {
    const rows = unique.slice(start, start + chunkRows)
    const { rows: counted } = await sql<{ kept: number }>`
      with incoming as (
        select * from json_to_recordset(${storable(rows)}::json) as r(place int, network text, external_id text, record jsonb,
          sha text, original jsonb, url text)
      ), added as (
        insert into rally_posts (edition_id, network, external_id, record, record_sha256, original, source_id, batch_id,
          public_url, received_at)
        select ${editionId}::uuid, i.network, i.external_id, i.record, decode(i.sha, 'hex'), i.original,
          ${way.sourceId}::uuid, ${way.batchId}::uuid, i.url, ${now}::timestamptz
        from incoming i left join lateral (
          select p.record from rally_posts p
          where ${stamp}::boolean and p.edition_id = ${editionId}::uuid and p.network = i.network and p.external_id = i.external_id
          order by p.arrival desc limit 1
        ) newest on true
        where newest.record is null or newest.record - 'retrieved_at' <> i.record - 'retrieved_at'
        order by i.place
        on conflict (edition_id, network, external_id, record_sha256) do nothing
        returning 1
      ) select count(*)::int as kept from added`.execute(tx)
    kept += counted[0]?.kept ?? 0
  }
  return kept
}

/** Each copy once; stamped alike, copies that say the same are the same. */
function copiesOf(posts: readonly Kept[]) {
  const copies = new Map<string, Record<string, unknown>>()
  for (const { post, arrival } of posts) {
    const sha = createHash('sha256').update(canonicalJson(post)).digest('hex')
    if (copies.has(sha)) continue
    const { original, url } = arrival
    copies.set(sha, {
      place: copies.size,
      network: post.network,
      external_id: post.id,
      record: post,
      sha,
      original,
      url,
    })
  }
  return [...copies.values()]
}

async function insertRejects(
  tx: Transaction<DB>,
  editionId: string,
  way: Way,
  rejects: readonly (Reject & { arrival: Arrival })[],
  now: Date,
): Promise<void> {
  for (let start = 0; start < rejects.length; start += chunkRows) {
    const rows = rejects.slice(start, start + chunkRows).map(({ reason, detail, arrival }) => ({
      line: arrival.line,
      reason,
      detail: detail.slice(0, 500),
      original: arrival.original ?? arrival.record,
    }))
    // A source that is read again brings the same again: told once.
    await sql`insert into rally_post_rejects (edition_id, batch_id, source_id, line, reason, detail, original, received_at)
      select ${editionId}::uuid, ${way.batchId}::uuid, ${way.sourceId}::uuid, r.line, r.reason, r.detail, r.original, ${now}
      from json_to_recordset(${storable(rows)}::json) as r(line int, reason text, detail text, original jsonb)
      where ${way.sourceId}::uuid is null or not exists (select from rally_post_rejects o where o.source_id = ${way.sourceId}::uuid
        and o.reason = r.reason and o.detail = r.detail and o.original is not distinct from r.original)`.execute(tx)
  }
}

/** jsonb holds neither U+0000 nor half a character; nothing else of an original is touched. */
function storable(rows: unknown): string {
  return JSON.stringify(rows, (_key, value) =>
    typeof value === 'string' ? value.replaceAll('\u0000', '\ufffd').toWellFormed() : value,
  )
}

async function recordArrival(
  tx: Transaction<DB>,
  edition: KeepingEdition,
  way: Way,
  count: KeptCount,
  { now, actorId = null }: Keeping,
): Promise<void> {
  const details = {
    ...count,
    ...(way.sourceId ? { source: way.sourceId } : {}),
    ...(way.batchId ? { batch: way.batchId } : {}),
  }
  const witness = { actor: actorId === null ? null : { id: actorId, name: '', grants: [] }, now }
  await record(tx, witness, {
    type: 'rally.posts-arrived',
    spaceId: edition.space.id,
    subject: { type: 'rally', id: edition.id },
    details,
  })
}
