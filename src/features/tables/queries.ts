import { sql } from 'kysely'
import type { Actor, Db } from '../../platform/context.ts'
import { found } from '../../platform/errors.ts'
import type { Capacity, Modality, ReportedFigure, WorkingTable } from './model.ts'
import { canRunTables, canSeeTable } from './policy.ts'

type Row = Omit<WorkingTable, 'modality' | 'reported' | 'capacity'> & {
  modality: string
  capacity: Capacity
  reported: ReportedFigure[] | null
  kitId: string | null
  kitPublishedAt: Date | null
}

async function read(db: Db, where: ReturnType<typeof sql>): Promise<WorkingTable[]> {
  const { rows } = await sql<Row>`
    select t.id, t.slug, t.title, t.purpose, t.call_text as call, t.held_at as "heldAt", t.ends_at as "endsAt",
      t.time_zone as "timeZone", t.modality, t.place, t.link, t.recording_url as "recordingUrl", t.capacity, t.reported,
      t.cancelled_reason as "cancelledReason", t.published_at as "publishedAt",
      json_build_object('id', s.id, 'slug', s.slug, 'name', s.name, 'isFictional', s.is_fictional) as space,
      case when e.id is not null then json_build_object('id', e.id, 'slug', e.slug, 'title', e.title) end as exercise,
      case when p.id is not null then json_build_object('id', p.id, 'name', p.name) end as topic,
      case when d.id is not null then json_build_object('id', d.id, 'slug', d.slug, 'title', d.title) end as tree,
      k.id as "kitId", k.published_at as "kitPublishedAt"
    from working_tables t join spaces s on s.id = t.space_id left join exercises e on e.id = t.exercise_id
      left join topics p on p.id = t.topic_id left join problem_trees d on d.id = t.tree_id left join kits k on k.id = t.kit_id
    where ${where} order by t.held_at, t.slug`.execute(db)
  return rows.map(({ modality, reported, kitId, kitPublishedAt, ...row }) => ({
    ...row,
    modality: modality as Modality,
    reported: reported ?? [],
    kit: kitId === null ? null : { id: kitId, publishedAt: kitPublishedAt },
  }))
}

/** Of a space, by their day; drafts only for those who prepare them. */
export function tablesOf(db: Db, actor: Actor, spaceId: string): Promise<WorkingTable[]> {
  const seen = canRunTables(actor, spaceId) ? sql`true` : sql`t.published_at is not null`
  return read(db, sql`t.space_id = ${spaceId} and ${seen}`)
}

export async function findTable(db: Db, space: string, slug: string): Promise<WorkingTable | null> {
  const [table] = await read(db, sql`s.slug = ${space} and t.slug = ${slug}`)
  return table ?? null
}

export async function tableById(db: Db, id: string): Promise<WorkingTable | null> {
  const [table] = await read(db, sql`t.id = ${id}`)
  return table ?? null
}

/** By its address, as this person may see it: @throws NotFound */
export async function loadTable(db: Db, actor: Actor, space: string, slug: string): Promise<WorkingTable> {
  const table = found(await findTable(db, space, slug))
  return found(canSeeTable(actor, table) ? table : null)
}

/** Published ones that begin between two instants and were not called off, for reminders. */
export function tablesBetween(db: Db, from: Date, to: Date): Promise<WorkingTable[]> {
  return read(
    db,
    sql`t.published_at is not null and t.cancelled_reason is null and t.held_at > ${from} and t.held_at <= ${to}`,
  )
}

export type Choices = Record<'exercises' | 'topics' | 'trees' | 'kits', { id: string; name: string }[]>

/** What a table may be about. */
export async function choicesFor(db: Db, spaceId: string): Promise<Choices> {
  type Choice = { id: string; name: string }
  const [exercises, topics, trees, kits] = await Promise.all([
    sql<Choice>`select id, title as name from exercises where space_id = ${spaceId} order by created_at desc`.execute(
      db,
    ),
    sql<Choice>`select t.id, t.name from topics t join consultations c on c.id = t.consultation_id
      where c.space_id = ${spaceId} and t.merged_into is null order by c.opens_at desc, t.number limit 500`.execute(db),
    sql<Choice>`select id, title as name from problem_trees where space_id = ${spaceId} order by created_at desc`.execute(
      db,
    ),
    sql<Choice>`select k.id, k.title as name from kits k join problem_trees t on t.id = k.tree_id
      where t.space_id = ${spaceId} order by k.created_at desc`.execute(db),
  ])
  return { exercises: exercises.rows, topics: topics.rows, trees: trees.rows, kits: kits.rows }
}
