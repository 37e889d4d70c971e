import { sql } from 'kysely'
import type { Db } from '../../../platform/context.ts'
import { dayOf } from '../../people/model/working-days.ts'
import { type Exercise, firstActivityOf, stateOf } from '../model.ts'
import type { BodyFacts, ConsultationFacts, Facts, TableFacts } from './model.ts'

/** Reads what an exercise's conditions are judged by, from the tables of every feature; `noticeDays` is its method's. */
export async function readFacts(db: Db, exercise: Exercise, now: Date, noticeDays = 14): Promise<Facts> {
  const { id, timeZone } = exercise
  const today = dayOf(now, timeZone)
  const [outputs, signedSectors, actors, bodies, consultations, trees, tables, drafts, plan] = await Promise.all([
    outputsOf(db, id, timeZone),
    signedSectorsOf(db, id),
    actorCounts(db, id),
    bodiesOf(db, id, today, timeZone),
    consultationsOf(db, id, timeZone),
    treesOf(db, id),
    tablesOf(db, id, timeZone),
    draftsOf(db, id),
    planOf(db, exercise),
  ])
  return {
    ...{ today, noticeDays, outputs, signedSectors, ...actors, bodies, consultations, trees, tables, drafts, plan },
    publishedOn: exercise.publishedAt ? dayOf(exercise.publishedAt, timeZone) : null,
    firstActivityOn: firstActivityOf(exercise.stages),
    stages: exercise.stages.map((stage) => ({ code: stage.code, state: stateOf(stage) })),
  }
}

async function outputsOf(db: Db, exerciseId: string, timeZone: string): Promise<Facts['outputs'][number][]> {
  const { rows } = await sql<Facts['outputs'][number]>`
    select s.code as stage, o.output, (o.added_at at time zone ${timeZone})::date as "addedOn"
    from stage_outputs o join exercise_stages s on s.id = o.stage_id
    where s.exercise_id = ${exerciseId} and o.withdrawn_at is null order by o.added_at`.execute(db)
  return rows
}

/** Sectors of which a party signed the newest text: an older signature does not hold for a new one. */
async function signedSectorsOf(db: Db, exerciseId: string): Promise<string[]> {
  const { rows } = await sql<{ sector: string }>`
    select distinct p.sector from declaration_signatures g join declaration_parties p on p.id = g.party_id
    where g.declaration_id = (select id from declarations where exercise_id = ${exerciseId} order by version desc limit 1)`.execute(
    db,
  )
  return rows.map((row) => row.sector)
}

async function actorCounts(db: Db, exerciseId: string): Promise<Pick<Facts, 'invited' | 'joined'>> {
  const { rows } = await sql<{ sector: string; invited: number; joined: number }>`
    select a.sector, count(*) filter (where exists (select from actor_invitations i where i.actor_id = a.id))::int as invited,
      count(*) filter (where n.answer = 'joins')::int as joined
    from invited_actors a left join lateral (
      select answer from actor_answers w where w.actor_id = a.id order by w.answered_at desc, w.id desc limit 1) n on true
    where a.exercise_id = ${exerciseId} group by a.sector`.execute(db)
  return {
    invited: Object.fromEntries(rows.map((row) => [row.sector, row.invited])),
    joined: Object.fromEntries(rows.map((row) => [row.sector, row.joined])),
  }
}

/** Who sits on a day: named, not ended, and not of a party that left or is suspended (its latest move says so). */
const sitting = (today: string) => sql`
  select k.id, k.body_id, k.seat_id, k.quality, t.sector from memberships k left join seats t on t.id = k.seat_id
  where k.from_on <= ${today}::date and (k.to_on is null or k.to_on >= ${today}::date)
    and not exists (select from membership_endings x where x.membership_id = k.id and x.on_day <= ${today}::date)
    and not exists (
      select from (
        select distinct on (v.organization_id) v.organization_id, v.move from party_moves v
        where v.body_id = k.body_id and v.organization_id is not null and v.on_day <= ${today}::date
        order by v.organization_id, v.on_day desc, v.moved_at desc) last
      where last.organization_id = k.organization_id and last.move in ('leaves', 'suspends'))`

async function bodiesOf(db: Db, exerciseId: string, today: string, timeZone: string): Promise<BodyFacts[]> {
  const { rows } = await sql<BodyFacts>`
    with sitting as (${sitting(today)})
    select b.slug, b.name, b.minimum,
      coalesce((select jsonb_object_agg(n.sector, n.count) from (
        select sector, count(*)::int as count from sitting where body_id = b.id and quality = 'titular' group by sector) n), '{}') as titulars,
      (select count(*)::int from sitting t where t.body_id = b.id and t.quality = 'titular' and not exists (
        select from sitting a where a.seat_id = t.seat_id and a.quality = 'alternate')) as "withoutAlternate",
      exists (select from body_documents d where d.body_id = b.id and d.kind = 'rules') as "hasRules",
      exists (select from body_documents d where d.body_id = b.id and d.kind = 'agenda') as "hasAgenda",
      exists (select from sitting f where f.body_id = b.id and f.quality = 'facilitator') as "hasFacilitator",
      coalesce((select jsonb_agg(jsonb_build_object('heldOn', (h.held_at at time zone ${timeZone})::date, 'isOpen', h.is_open) order by h.held_at)
        from sessions_of_bodies h where h.body_id = b.id and h.cancelled_reason is null
          and (h.held_at at time zone ${timeZone})::date <= ${today}::date), '[]') as sessions,
      greatest((select max((d.added_at at time zone ${timeZone})::date) from body_documents d where d.body_id = b.id),
        (select max((v.written_at at time zone ${timeZone})::date) from minutes_versions v
          join sessions_of_bodies h on h.id = v.session_id where h.body_id = b.id)) as "newestDocumentOn"
    from bodies b where b.exercise_id = ${exerciseId} order by b.created_at`.execute(db)
  return rows
}

async function consultationsOf(db: Db, exerciseId: string, timeZone: string): Promise<ConsultationFacts[]> {
  const { rows } = await sql<ConsultationFacts>`
    select c.slug, c.title, (c.published_at at time zone ${timeZone})::date as "publishedOn",
      (c.closes_at at time zone ${timeZone})::date as "closedOn",
      exists (select from unnest(c.channels) n where n <> 'online') as "hasNonDigital",
      (select count(*)::int from contributions w where w.consultation_id = c.id) as received,
      (select count(*)::int from contributions w join outcomes_of_contributions o on o.contribution_id = w.id
        where w.consultation_id = c.id) as answered
    from consultations c where c.exercise_id = ${exerciseId} order by c.opens_at`.execute(db)
  return rows
}

async function treesOf(db: Db, exerciseId: string): Promise<Facts['trees']> {
  const { rows } = await sql<Facts['trees']>`
    select count(*)::int as total, count(published_at)::int as published
    from problem_trees where exercise_id = ${exerciseId}`.execute(db)
  return rows[0] ?? { total: 0, published: 0 }
}

async function tablesOf(db: Db, exerciseId: string, timeZone: string): Promise<TableFacts[]> {
  const { rows } = await sql<TableFacts>`
    select t.slug, t.title, (t.held_at at time zone ${timeZone})::date as "heldOn",
      (k.published_at at time zone ${timeZone})::date as "kitPublishedOn"
    from working_tables t left join kits k on k.id = t.kit_id where t.exercise_id = ${exerciseId} order by t.held_at`.execute(
    db,
  )
  return rows
}

async function draftsOf(db: Db, exerciseId: string): Promise<Facts['drafts']> {
  const { rows } = await sql<Facts['drafts']>`
    select count(*)::int as total, count(*) filter (where d.commitment_id is null and d.stopped_at is null)::int as open
    from commitment_drafts d join working_tables t on t.id = d.table_id where t.exercise_id = ${exerciseId}`.execute(db)
  return rows[0] ?? { total: 0, open: 0 }
}

async function planOf(db: Db, exercise: Exercise): Promise<Facts['plan']> {
  if (exercise.plan === null) return null
  const { rows } = await sql<NonNullable<Facts['plan']>>`
    select p.slug, (u.published_at at time zone ${exercise.timeZone})::date as "publishedOn", u.launched_on as "launchedOn",
      (select count(*)::int from commitments c where c.plan_id = p.id) as commitments,
      (select count(*)::int from commitments c where c.plan_id = p.id
        and not exists (select from activities a where a.commitment_id = c.id)) as "withoutRoadmap"
    from plans p left join plan_publications u on u.plan_id = p.id where p.id = ${exercise.plan.id}`.execute(db)
  return rows[0] ?? null
}
