import { type RawBuilder, sql } from 'kysely'
import type { Db } from '../../../../platform/context.ts'
import { spacesFrom } from '../../../works/cuts/queries.ts'
import type { RemovedForum, Told } from './model.ts'

/** The country in which a space lies, or what is told to lie in `first`; null where nobody said. */
function countryOf(spaceId: RawBuilder<unknown>, first: RawBuilder<unknown> = sql`null::text`) {
  return sql<string | null>`(with recursive up as (
    select id, parent_id, territory_key, 0 as height from spaces where id = ${spaceId}
    union all select s.id, s.parent_id, s.territory_key, up.height + 1 from spaces s join up on s.id = up.parent_id
  ), land as (
    select key, parent_key from territories where key = coalesce(${first}, (
      select territory_key from up where territory_key is not null order by height limit 1))
    union all select t.key, t.parent_key from territories t join land on t.key = land.parent_key
  ) select key from land where parent_key is null)`
}

/** Those of the space itself, which its organisers may take back. */
export async function ownForums(db: Db, spaceId: string): Promise<{ id: string; name: string }[]> {
  return db
    .selectFrom('rally_forums')
    .select(['id', 'name'])
    .where('space_id', '=', spaceId)
    .orderBy('held_on')
    .orderBy('name')
    .execute()
}

/** Forums that were taken back, with the reason that the record keeps; newest first. */
export async function removedForums(db: Db, spaceIds: readonly string[]): Promise<RemovedForum[]> {
  const { rows } = await sql<RemovedForum>`
    select details ->> 'name' as name, details ->> 'reason' as reason, at from events
    where type = 'rally.forum-removed' and space_id in (select json_array_elements_text(${JSON.stringify(spaceIds)}::json)::uuid)
    order by seq desc limit 50`.execute(db)
  return rows
}

/** What the goals are counted from, in the space and below it, and in its register of editions elsewhere. */
export async function toldOf(db: Db, spaceId: string, spaceIds: readonly string[]): Promise<Told> {
  const inside = sql`(select json_array_elements_text(${JSON.stringify(spaceIds)}::json)::uuid)`
  const published = sql`exists (select from rally_acts a where a.edition_id = e.id and a.act = 'published')`
  const [registered, replicas, forums, governments, closings] = await Promise.all([
    sql<Told['countries'][number]>`
      select r.country_key as country, r.name || ' (' || r.place || ', ' || r.year || ')' as what, r.source_url as href,
        r.source_title as note from rally_register r
      where r.space_id in ${spacesFrom(spaceId)} and r.country_key is not null
        and r.country_key is distinct from ${countryOf(sql`${spaceId}::uuid`)}
      order by r.year, r.place`.execute(db),
    // Replicas that run in this installation, wherever their space lies; an invented one proves nothing of a real mechanism.
    sql<Told['countries'][number]>`
      select country, what, href, note from (
        select ${countryOf(sql`e.space_id`, sql`e.territory_key`)} as country, e.name || ' (' || s.name || ')' as what,
          '/' || s.slug || '/rallies/' || e.slug as href, e.replica_of ->> 'name' as note, e.created_at
        from rally_editions e join spaces s on s.id = e.space_id
        where e.replica_of is not null and ${published}
          and (not s.is_fictional or (select is_fictional from spaces where id = ${spaceId}::uuid))
      ) replicas
      where country is not null and country is distinct from ${countryOf(sql`${spaceId}::uuid`)}
      order by created_at`.execute(db),
    sql<Told['forums'][number]>`
      select name as what, url as href, held_on::text as note from rally_forums where space_id in ${inside}
      order by held_on, name`.execute(db),
    sql<Told['governments'][number]>`
      select distinct on (lower(government)) government, what, href, note from (
        select p.name as government, p.name as what, '/' || s.slug || '/rallies/' || e.slug as href, e.name as note
        from rally_partners p join rally_editions e on e.id = p.edition_id join spaces s on s.id = e.space_id
        where p.part = 'local-government' and s.id in ${inside} and ${published}
        union all
        select s.name, s.name, '/' || s.slug || '/rallies/' || e.slug, e.name
        from rally_editions e join spaces s on s.id = e.space_id
        where s.kind in ('state', 'municipality') and s.id in ${inside} and ${published}
      ) all_of_them order by lower(government)`.execute(db),
    sql<Told['closings'][number]>`
      select ceil(extract(epoch from a.at - e.closes_at) / 60)::int as minutes, e.name as what,
        '/' || s.slug || '/rallies/' || e.slug as href, null as note
      from rally_editions e join spaces s on s.id = e.space_id
      join rally_acts a on a.edition_id = e.id and a.act = 'frozen'
      where s.id in ${inside} and e.closes_at is not null order by a.at`.execute(db),
  ])
  return {
    countries: [...registered.rows, ...replicas.rows],
    forums: forums.rows,
    governments: governments.rows,
    closings: closings.rows,
  }
}
