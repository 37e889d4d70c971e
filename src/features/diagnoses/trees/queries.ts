import { sql } from 'kysely'
import type { Db } from '../../../platform/context.ts'
import type { NodeKind, ProblemTree, Topic, TreeNode } from '../model.ts'

type Row = Omit<ProblemTree, 'space' | 'exercise'> & {
  spaceId: string
  spaceSlug: string
  spaceName: string
  isFictional: boolean
  exerciseSlug: string | null
  exerciseTitle: string | null
}

async function read(db: Db, where: ReturnType<typeof sql>): Promise<ProblemTree[]> {
  const { rows } = await sql<Row>`
    select t.id, t.slug, t.title, t.version, t.published_at as "publishedAt", s.id as "spaceId", s.slug as "spaceSlug",
      s.name as "spaceName", s.is_fictional as "isFictional", e.slug as "exerciseSlug", e.title as "exerciseTitle",
      case when o.id is null then null else json_build_object('id', o.id, 'number', o.number, 'name', o.name,
        'consultation', json_build_object('slug', c.slug, 'title', c.title)) end as topic
    from problem_trees t join spaces s on s.id = t.space_id left join exercises e on e.id = t.exercise_id
    left join topics o on o.id = t.topic_id left join consultations c on c.id = o.consultation_id
    where ${where} order by t.created_at desc, t.id limit 1000`.execute(db)
  return rows.map(({ spaceId, spaceSlug, spaceName, isFictional, exerciseSlug, exerciseTitle, ...row }) => ({
    ...row,
    space: { id: spaceId, slug: spaceSlug, name: spaceName, isFictional },
    exercise: exerciseSlug && exerciseTitle ? { slug: exerciseSlug, title: exerciseTitle } : null,
  }))
}

/** Drafts too: who may see one is asked by the caller. */
export async function findTree(db: Db, space: string, slug: string): Promise<ProblemTree | null> {
  const [tree] = await read(db, sql`s.slug = ${space} and t.slug = ${slug}`)
  return tree ?? null
}

/** Newest first; drafts only where they are asked for. */
export function listTrees(db: Db, spaceId: string, withDrafts: boolean): Promise<ProblemTree[]> {
  return read(db, sql`t.space_id = ${spaceId} and (${withDrafts} or t.published_at is not null)`)
}

/** Of an exercise, published ones only. */
export function treesOfExercise(db: Db, exerciseId: string): Promise<ProblemTree[]> {
  return read(db, sql`t.exercise_id = ${exerciseId} and t.published_at is not null`)
}

export async function nodesOf(db: Db, treeId: string): Promise<TreeNode[]> {
  const rows = await db
    .selectFrom('tree_nodes')
    .select(['id', 'kind', 'parent_id as parentId', 'position', 'wording', 'mirror', 'version'])
    .where('tree_id', '=', treeId)
    .orderBy('position')
    .orderBy('id')
    .execute()
  return rows.map((row) => ({ ...row, kind: row.kind as NodeKind }))
}

/** Topics of the space's consultations that a tree may be about, the priority ones first; those joined to others are left out. */
export async function topicChoices(db: Db, spaceId: string): Promise<(Topic & { isPriority: boolean })[]> {
  const { rows } = await sql<Topic & { isPriority: boolean }>`
    select o.id, o.number, o.name, o.is_priority as "isPriority",
      json_build_object('slug', c.slug, 'title', c.title) as consultation
    from topics o join consultations c on c.id = o.consultation_id
    where c.space_id = ${spaceId} and o.merged_into is null
    order by o.is_priority desc, c.opens_at desc, o.number limit 1000`.execute(db)
  return rows
}

export async function exerciseChoices(db: Db, spaceId: string): Promise<{ id: string; title: string }[]> {
  return db.selectFrom('exercises').select(['id', 'title']).where('space_id', '=', spaceId).orderBy('title').execute()
}
