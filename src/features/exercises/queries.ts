import { sql } from 'kysely'
import type { Actor, Db } from '../../platform/context.ts'
import { found } from '../../platform/errors.ts'
import type { StageDefinition } from './methods/model.ts'
import type { Exercise, Move, Programme, Stage } from './model.ts'
import { canRunExercises, canSeeExercise } from './policy.ts'

type Row = {
  id: string
  slug: string
  space_id: string
  space_slug: string
  space_name: string
  is_fictional: boolean
  title: string
  summary: string | null
  programme: Programme
  method_id: string
  method_code: string
  method_version: number
  method_name: string
  method_space: string | null
  origin: 'platform' | 'public-record'
  starts_on: string | null
  ends_on: string | null
  time_zone: string
  published_at: Date | null
  created_at: Date
  plan_id: string | null
  plan_slug: string | null
  plan_title: string | null
  plan_ends_on: string | null
  plan_published: boolean
  launched_on: string | null
}

/** An exercise with its stages and all their moves; null when there is none. */
export async function findExercise(db: Db, space: string, slug: string): Promise<Exercise | null> {
  const [exercise] = await readExercises(db, sql`s.slug = ${space} and e.slug = ${slug}`)
  return exercise ?? null
}

/** The same, as this person may see it: @throws NotFound */
export async function loadExercise(db: Db, actor: Actor, space: string, slug: string): Promise<Exercise> {
  const exercise = found(await findExercise(db, space, slug))
  return found(canSeeExercise(actor, exercise) ? exercise : null)
}

/** Those of a space, newest first; unpublished ones only for those who prepare them. */
export async function exercisesOf(db: Db, actor: Actor, spaceId: string): Promise<Exercise[]> {
  const hidden = canRunExercises(actor, spaceId) ? sql`true` : sql`e.published_at is not null`
  return readExercises(db, sql`e.space_id = ${spaceId} and ${hidden}`)
}

/** Every published exercise that runs here, for what the worker does. */
export async function publishedExercises(db: Db): Promise<Exercise[]> {
  return readExercises(db, sql`e.published_at is not null and e.origin = 'platform'`)
}

async function readExercises(db: Db, condition: ReturnType<typeof sql>): Promise<Exercise[]> {
  const { rows } = await sql<Row>`
    select e.id, e.slug, e.space_id, s.slug as space_slug, s.name as space_name, s.is_fictional, e.title, e.summary,
      e.programme, e.method_id, m.code as method_code, m.version as method_version, m.name as method_name,
      m.space_id as method_space, e.origin, e.starts_on, e.ends_on, e.time_zone, e.published_at, e.created_at,
      p.id as plan_id, p.slug as plan_slug, p.title as plan_title, p.ends_on as plan_ends_on,
      u.plan_id is not null as plan_published, u.launched_on
    from exercises e join spaces s on s.id = e.space_id join methods m on m.id = e.method_id
      left join plans p on p.id = e.plan_id left join plan_publications u on u.plan_id = p.id
    where ${condition} order by coalesce(e.starts_on, e.created_at::date) desc, e.slug`.execute(db)
  const stages = await stagesOf(
    db,
    rows.map(({ id }) => id),
  )
  return rows.map((row) => exerciseOf(row, stages.get(row.id) ?? []))
}

function exerciseOf(row: Row, stages: Stage[]): Exercise {
  const { plan_id: planId, plan_slug: planSlug, plan_title: planTitle } = row
  return {
    id: row.id,
    slug: row.slug,
    space: { id: row.space_id, slug: row.space_slug, name: row.space_name, isFictional: row.is_fictional },
    title: row.title,
    summary: row.summary,
    programme: row.programme,
    method: {
      ...{ id: row.method_id, code: row.method_code, version: row.method_version, name: row.method_name },
      isShipped: row.method_space === null,
    },
    origin: row.origin,
    startsOn: row.starts_on,
    endsOn: row.ends_on,
    timeZone: row.time_zone,
    plan:
      planId && planSlug && planTitle
        ? {
            ...{ id: planId, slug: planSlug, title: planTitle, launchedOn: row.launched_on, endsOn: row.plan_ends_on },
            isPublished: row.plan_published,
          }
        : null,
    publishedAt: row.published_at,
    createdAt: row.created_at,
    stages,
  }
}

type StageRow = Omit<Stage, 'moves' | 'definition'> & { exerciseId: string; definition: StageDefinition }

async function stagesOf(db: Db, exerciseIds: readonly string[]): Promise<Map<string, Stage[]>> {
  const { rows } = await sql<StageRow>`
    select id, exercise_id as "exerciseId", code, position, name, purpose, definition, planned_from as "plannedFrom",
      planned_to as "plannedTo"
    from exercise_stages where exercise_id = any(${exerciseIds}::uuid[]) order by position`.execute(db)
  const moves = await sql<Move & { stageId: string }>`
    select m.stage_id as "stageId", m.move, m.at, m.on_day as "onDay", m.unmet, m.reason
    from stage_moves m join exercise_stages s on s.id = m.stage_id
    where s.exercise_id = any(${exerciseIds}::uuid[]) order by m.at, m.id`.execute(db)
  const byStage = Map.groupBy(moves.rows, (move) => move.stageId)
  const stages = rows.map(({ exerciseId, ...stage }) => ({
    exerciseId,
    stage: { ...stage, moves: (byStage.get(stage.id) ?? []).map(({ stageId: _, ...move }) => move) },
  }))
  return new Map(
    [...Map.groupBy(stages, ({ exerciseId }) => exerciseId)].map(([id, own]) => [id, own.map(({ stage }) => stage)]),
  )
}

export type PlanChoice = { id: string; slug: string; title: string }

/** Plans of a space that an exercise may say came out of it. */
export async function planChoices(db: Db, spaceId: string): Promise<PlanChoice[]> {
  const { rows } = await sql<PlanChoice>`
    select id, slug, title from plans where space_id = ${spaceId} order by created_at desc limit 200`.execute(db)
  return rows
}

export type Happened = { seq: number; type: string; at: Date; details: Record<string, unknown> }

/** What the record says of an exercise, newest first; who was invited and answered stands in the register. */
export async function happenedIn(db: Db, exerciseId: string, limit = 50): Promise<Happened[]> {
  const { rows } = await sql<Happened>`
    select seq, type, at, details from events where subject_type = 'exercise' and subject_id = ${exerciseId}
      and type not in ('exercise.actors-added', 'exercise.actors-invited', 'exercise.actor-answered')
    order by seq desc limit ${limit}`.execute(db)
  return rows
}

/** Where one can take part: what upper features hold for this exercise and show to anybody. */
export type Doors = {
  consultations: { slug: string; title: string; opensAt: Date; closesAt: Date }[]
  tables: { slug: string; title: string; heldAt: Date }[]
  bodies: { slug: string; name: string }[]
  trees: { slug: string; title: string }[]
}

export async function doorsOf(db: Db, exerciseId: string): Promise<Doors> {
  const [consultations, tables, bodies, trees] = await Promise.all([
    sql<Doors['consultations'][number]>`
      select slug, title, opens_at as "opensAt", closes_at as "closesAt" from consultations
      where exercise_id = ${exerciseId} and published_at is not null order by opens_at`.execute(db),
    sql<Doors['tables'][number]>`
      select slug, title, held_at as "heldAt" from working_tables
      where exercise_id = ${exerciseId} and published_at is not null order by held_at`.execute(db),
    sql<Doors['bodies'][number]>`
      select slug, name from bodies where exercise_id = ${exerciseId} order by created_at`.execute(db),
    sql<Doors['trees'][number]>`
      select slug, title from problem_trees
      where exercise_id = ${exerciseId} and published_at is not null order by created_at`.execute(db),
  ])
  return { consultations: consultations.rows, tables: tables.rows, bodies: bodies.rows, trees: trees.rows }
}
