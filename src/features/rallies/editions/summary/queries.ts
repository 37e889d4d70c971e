import { sql } from 'kysely'
import type { Db } from '../../../../platform/context.ts'
import type { Standing } from '../../scoring/model.ts'
import type { Turnout } from './model.ts'

export async function turnoutOf(db: Db, editionId: string): Promise<Turnout> {
  const { rows } = await sql<Turnout>`
    with teams as (select t.id, t.code from rally_teams t where t.edition_id = ${editionId}
      and not exists (select from rally_team_withdrawals w where w.team_id = t.id))
    select (select count(*)::int from teams) as registered,
      (select count(*)::int from teams t where exists (select from rally_captures c where c.team_id = t.id)
        or exists (select from rally_verdicts v where v.edition_id = ${editionId} and v.team_code = t.code)) as active,
      (select count(*)::int from rally_members m join teams t on t.id = m.team_id where m.left_at is null) as people
    `.execute(db)
  return rows[0] ?? { registered: 0, active: 0, people: 0 }
}

/** The standings that the scoreboard shows: the final ones once there are, else the live ones; none before the first pass. */
export async function standingsOf(db: Db, editionId: string): Promise<readonly Standing[]> {
  const { rows } = await sql<{ standings: readonly Standing[] }>`select standings from rally_runs
    where edition_id = ${editionId} and kind in ('live', 'final')
    order by kind = 'final' desc, finished_at desc limit 1`.execute(db)
  return rows[0]?.standings ?? []
}

/** Editions that were started from this one's file. */
export async function replicasOf(
  db: Db,
  edition: { slug: string; space: { slug: string } },
): Promise<{ slug: string; name: string; space: { slug: string; name: string } }[]> {
  const { rows } = await sql<{ slug: string; name: string; space: { slug: string; name: string } }>`
    select e.slug, e.name, json_build_object('slug', s.slug, 'name', s.name) as space
    from rally_editions e join spaces s on s.id = e.space_id
    where e.replica_of ->> 'space' = ${edition.space.slug} and e.replica_of ->> 'slug' = ${edition.slug}
      and exists (select from rally_acts a where a.edition_id = e.id and a.act = 'published')
    order by e.created_at`.execute(db)
  return rows
}

/** Where this edition's file came from, if that edition is held here and its call went out. */
export async function originOf(
  db: Db,
  { replicaOf }: { replicaOf: { space: string; slug: string } | null },
): Promise<{ slug: string; space: { slug: string } } | null> {
  if (replicaOf === null) return null
  const { rows } = await sql<{ slug: string; space: { slug: string } }>`
    select e.slug, json_build_object('slug', s.slug) as space
    from rally_editions e join spaces s on s.id = e.space_id
    where s.slug = ${replicaOf.space} and e.slug = ${replicaOf.slug}
      and exists (select from rally_acts a where a.edition_id = e.id and a.act = 'published')`.execute(db)
  return rows[0] ?? null
}
