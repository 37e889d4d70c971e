import { sql } from 'kysely'
import type { Db } from '../../../../platform/context.ts'
import { spacesFrom } from '../../../works/cuts/queries.ts'
import type { Told } from './model.ts'

/** What the goals are counted from, in the space and below it, and in its register of editions elsewhere. */
export async function toldOf(db: Db, spaceId: string, spaceIds: readonly string[]): Promise<Told> {
  const inside = sql`(select json_array_elements_text(${JSON.stringify(spaceIds)}::json)::uuid)`
  const published = sql`exists (select from rally_acts a where a.edition_id = e.id and a.act = 'published')`
  const [countries, forums, governments, closings] = await Promise.all([
    sql<Told['countries'][number]>`
      select r.country_key as country, r.name || ' (' || r.place || ', ' || r.year || ')' as what, r.source_url as href,
        r.source_title as note from rally_register r
      where r.space_id in ${spacesFrom(spaceId)} and r.country_key is not null
        and r.country_key is distinct from (select territory_key from spaces
          where id in ${spacesFrom(spaceId)} and parent_id is null)
      order by r.year, r.place`.execute(db),
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
  return { countries: countries.rows, forums: forums.rows, governments: governments.rows, closings: closings.rows }
}
