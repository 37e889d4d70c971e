import { sql } from 'kysely'
import type { Db } from '../../../../platform/context.ts'
import type { Counts } from './model.ts'

export async function countsOf(db: Db, spaceId: string): Promise<Counts> {
  const said = sql`contributions c join consultations k on k.id = c.consultation_id and k.space_id = ${spaceId}`
  const drafts = sql`commitment_drafts d join working_tables t on t.id = d.table_id and t.space_id = ${spaceId}`
  const { rows } = await sql<Counts>`select
    (select jsonb_object_agg(channel, n) from (select channel, count(*) as n from ${said} group by 1) x) as "byChannel",
    (select count(*)::int from ${said} where c.person_id is not null) as "withAccount",
    (select count(*)::int from ${said} where c.channel <> 'online' and (c.place is null or c.said_on is null)) as "onPaperWithoutPlaceOrDay",
    (select count(*)::int from contribution_comments m where m.contribution_id in (select c.id from ${said})) as comments,
    (select count(*)::int from contribution_supports m where m.contribution_id in (select c.id from ${said})) as supports,
    (select count(*)::int from ${said} where (select count(distinct g.coder_id) from codings g
      where g.contribution_id = c.id and not g.settles and g.undone_at is null) = 2) as "codedTwice",
    (select count(*)::int from ${said} where exists (select from codings g
      where g.contribution_id = c.id and g.settles and g.undone_at is null)) as disputed,
    (select jsonb_object_agg(kind, n) from (select o.kind, count(*) as n from ${said}
      join outcomes_of_contributions o on o.contribution_id = c.id group by 1) x) as outcomes,
    (select jsonb_object_agg(name, n) from (select p.name, count(*) as n from ${said}
      join outcomes_of_contributions o on o.contribution_id = c.id join topics p on p.id = o.topic_id group by 1) x) as "byTopic",
    (select count(*)::int from ${said} left join outcomes_of_contributions o on o.contribution_id = c.id
      left join topics p on p.id = o.topic_id where coalesce(o.response, p.response) is null) as unanswered,
    (select count(distinct n.contribution_id)::int from node_contributions n where n.contribution_id in (select c.id from ${said})) as "behindNodes",
    (select count(*)::int from ballots v join elections e on e.id = v.election_id join bodies b on b.id = e.body_id
      where b.space_id = ${spaceId}) as ballots,
    (select count(m.election_id)::int from memberships m join bodies b on b.id = m.body_id where b.space_id = ${spaceId}) as elected,
    (select count(*)::int from table_registrations r join working_tables t on t.id = r.table_id and t.space_id = ${spaceId}) as registered,
    (select count(*)::int from table_attendance a join table_registrations r on r.id = a.registration_id
      join working_tables t on t.id = r.table_id and t.space_id = ${spaceId}) as came,
    (select count(*)::int from kit_deliveries y join table_registrations r on r.id = y.registration_id
      join working_tables t on t.id = r.table_id and t.space_id = ${spaceId}) as kits,
    (select jsonb_build_object('accepted', count(*) filter (where m.decision = 'accepted'), 'answered',
      count(*) filter (where m.decision = 'answered'), 'open', count(*) filter (where m.decision is null))
      from ${drafts} join draft_passages p on p.draft_id = d.id join passage_remarks m on m.passage_id = p.id) as remarks,
    (select jsonb_build_object('adopted', count(d.commitment_id), 'stopped', count(d.stopped_at), 'open',
      count(*) filter (where d.commitment_id is null and d.stopped_at is null)) from ${drafts}) as drafts,
    (select count(*)::int from commitments c join plans p on p.id = c.plan_id and p.space_id = ${spaceId}) as commitments,
    (select count(*)::int from ${drafts} join draft_approvals y on y.draft_id = d.id and y.on_version = d.version
      where d.commitment_id is not null) as approvals,
    (select u.launched_on from plan_publications u join plans p on p.id = u.plan_id and p.space_id = ${spaceId}) as "launchedOn",
    (select (u.published_at at time zone 'America/Mexico_City')::date from plan_publications u
      join plans p on p.id = u.plan_id and p.space_id = ${spaceId}) as "publishedOn",
    (select count(*)::int from events where space_id = ${spaceId}) as events`.execute(db)
  const [counts] = rows
  if (!counts) throw new Error('a query without from gives one row')
  return counts
}
