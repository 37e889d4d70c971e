import { sql } from 'kysely'
import type { Db } from '../../../../platform/context.ts'
import type { Source, SourceSeen } from './model.ts'

const columns = sql`s.id, s.edition_id as "editionId", s.network, s.settings, s.cursor, s.is_on as "isOn",
  s.next_at as "nextAt", s.last_at as "lastAt", s.last_error as "lastError", s.failures`

export async function findSource(db: Db, id: string): Promise<Source | null> {
  const { rows } =
    await sql<Source>`select ${columns} from rally_sources s where s.id = ${id} and s.kind = 'connector'`.execute(db)
  return rows[0] ?? null
}

export async function listSources(db: Db, editionId: string): Promise<SourceSeen[]> {
  const { rows } = await sql<SourceSeen>`
    select ${columns}, (select count(*) from rally_posts p where p.source_id = s.id)::int as posts,
      (select count(*) from rally_post_rejects r where r.source_id = s.id)::int as rejects,
      (select max(p.received_at) from rally_posts p where p.source_id = s.id) as "newestAt"
    from rally_sources s where s.edition_id = ${editionId} and s.kind = 'connector' order by s.created_at, s.id`.execute(
    db,
  )
  return rows
}

/** Sources whose time has come, in editions that still count posts; the rest of the rule is `isListening`. */
export async function dueSources(db: Db, now: Date): Promise<{ id: string }[]> {
  const { rows } = await sql<{ id: string }>`
    select s.id from rally_sources s join rally_editions e on e.id = s.edition_id
    where s.kind = 'connector' and s.is_on and (s.next_at is null or s.next_at <= ${now})
      and exists (select from rally_acts a where a.edition_id = e.id and a.act = 'published')
      and not exists (select from rally_acts a where a.edition_id = e.id and a.act <> 'published')
      and e.opens_at - interval '30 days' <= ${now} and e.closes_at + interval '1 day' >= ${now}
    order by s.next_at nulls first`.execute(db)
  return rows
}

/** Sources that want to be listened to now, once a hashtag. */
export async function streamedSources(db: Db, now: Date): Promise<{ id: string; tag: string }[]> {
  const { rows } = await sql<{ id: string; tag: string }>`
    select s.id, h.tag from rally_sources s join rally_editions e on e.id = s.edition_id
      cross join lateral unnest(e.hashtags) as h(tag)
    where s.kind = 'connector' and s.network = 'mastodon' and s.is_on and (s.settings ->> 'streams')::boolean
      and exists (select from rally_acts a where a.edition_id = e.id and a.act = 'published')
      and not exists (select from rally_acts a where a.edition_id = e.id and a.act <> 'published')
      and e.opens_at - interval '30 days' <= ${now} and e.closes_at + interval '1 day' >= ${now}`.execute(db)
  return rows
}

export async function knownIds(
  db: Db,
  editionId: string,
  network: string,
  ids: readonly string[],
): Promise<Set<string>> {
  const { rows } = await sql<{ id: string }>`select distinct external_id as id from rally_posts
    where edition_id = ${editionId} and network = ${network} and external_id = any(${[...ids]})`.execute(db)
  return new Set(rows.map(({ id }) => id))
}

export async function claimedHandles(db: Db, editionId: string, network: string): Promise<string[]> {
  const { rows } = await sql<{ handle: string }>`select handle_folded as handle from rally_accounts
    where edition_id = ${editionId} and network = ${network} order by 1`.execute(db)
  return rows.map(({ handle }) => handle)
}

export type WayCount = {
  network: string
  way: 'capture' | 'network' | 'file' | 'pasted'
  posts: number
  distinct: number
}

/** How many posts came in by which way: public, since it says what the scores are made from. */
export async function countsByWay(db: Db, editionId: string): Promise<WayCount[]> {
  const { rows } = await sql<WayCount>`
    select p.network, case when p.capture_id is not null then 'capture' when p.source_id is not null then 'network'
      when b.file_name is not null then 'file' when p.batch_id is not null then 'pasted' else 'capture' end as way,
      count(*)::int as posts, count(distinct p.external_id)::int as distinct
    from rally_posts p left join rally_batches b on b.id = p.batch_id
    where p.edition_id = ${editionId} group by 1, 2 order by 3 desc, 1, 2`.execute(db)
  return rows
}
