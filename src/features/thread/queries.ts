import { sql } from 'kysely'
import type { Db } from '../../platform/context.ts'
import { commitmentPaths } from '../commitments/paths.ts'
import type { Draft, Trace } from './model.ts'

type ContributionRow = {
  id: string
  folio: string
  isHidden: boolean
  hiddenReason: string | null
  isPublished: boolean
  kind: NonNullable<Trace['outcome']>['kind'] | null
  response: string | null
  consultation: string
  topicId: string | null
  topicNumber: number | null
  topicName: string | null
  node: string | null
}

/** Of all published consultations of an exercise, in the order in which they came. */
export async function tracesOf(db: Db, exerciseId: string): Promise<Trace[]> {
  const all = await traces(db, sql`k.exercise_id = ${exerciseId} and k.published_at is not null`)
  return all.map(({ id: _, ...trace }) => trace)
}

export async function traceOf(db: Db, contributionId: string): Promise<Trace | null> {
  return (await tracesById(db, [contributionId])).get(contributionId) ?? null
}

export async function tracesById(db: Db, ids: readonly string[]): Promise<Map<string, Trace>> {
  return new Map((await traces(db, sql`c.id = any(${ids}::uuid[])`)).map(({ id, ...trace }) => [id, trace]))
}

/**
 * What lies after a topic is the same for all its contributions: read once a topic, not once a contribution. Outcomes are told when the
 * results are out, and of what moderation hides nothing is (decision 36).
 */
async function traces(db: Db, which: ReturnType<typeof sql>): Promise<(Trace & { id: string })[]> {
  const { rows } = await sql<ContributionRow>`
    select c.id, c.folio, c.is_hidden as "isHidden", y.published_at is not null as "isPublished", o.kind,
      case when c.is_hidden then (select d.reason from contribution_decisions d where d.contribution_id = c.id
        order by d.decided_at desc, d.id desc limit 1) end as "hiddenReason",
      coalesce(o.response, t.response) as response, t.id as "topicId",
      k.slug as consultation, t.number as "topicNumber", t.name as "topicName",
      (select n.wording from node_contributions x join tree_nodes n on n.id = x.node_id
        join problem_trees p on p.id = n.tree_id and p.published_at is not null
        where x.contribution_id = c.id and o.topic_id is not null order by n.position limit 1) as node
    from contributions c join consultations k on k.id = c.consultation_id
    left join systematisations y on y.consultation_id = k.id
    left join outcomes_of_contributions o on o.contribution_id = c.id and y.published_at is not null and not c.is_hidden
    left join topics t on t.id = o.topic_id
    where ${which} order by c.received_at, c.id`.execute(db)
  const topicIds = [...new Set(rows.flatMap(({ topicId }) => topicId ?? []))]
  const [trees, tables] = [await treesOf(db, topicIds), await tablesOf(db, topicIds)]
  return rows.map((row) => {
    const tree = row.topicId === null ? undefined : trees.get(row.topicId)
    const table = row.topicId === null ? undefined : tables.get(row.topicId)
    const { id, folio, isHidden, hiddenReason, isPublished } = row
    return {
      ...{ id, folio, isHidden, hiddenReason, isPublished },
      outcome: row.kind && { kind: row.kind, response: row.response },
      topic: topicOf(row),
      tree: tree ? { ...tree, node: row.node } : null,
      table: table?.table ?? null,
      drafts: table?.drafts ?? [],
    }
  })
}

function topicOf({ consultation, topicNumber: number, topicName: name }: ContributionRow): Trace['topic'] {
  return number !== null && name ? { consultation, number, name } : null
}

async function treesOf(db: Db, topicIds: readonly string[]): Promise<Map<string, { slug: string; title: string }>> {
  const { rows } = await sql<{ topicId: string; slug: string; title: string }>`
    select distinct on (topic_id) topic_id as "topicId", slug, title from problem_trees
    where topic_id = any(${topicIds}::uuid[]) and published_at is not null order by topic_id, published_at`.execute(db)
  return new Map(rows.map(({ topicId, ...tree }) => [topicId, tree]))
}

type TableRow = {
  topicId: string
  slug: string
  title: string
  heldOn: string
  agreements: number
  drafts: (Omit<Draft, 'commitment'> & { commitment: CommitmentRow | null })[]
}
type CommitmentRow = {
  space: string
  plan: string
  key: string
  number: string
  title: string
  activities: number
  begun: number
  verified: number
  evidence: number
}

/** The table of each topic, by its own word or by the tree it worked on; drafts of all tables of the topic. */
async function tablesOf(db: Db, topicIds: readonly string[]) {
  const { rows } = await sql<TableRow>`
    select coalesce(w.topic_id, p.topic_id) as "topicId", w.slug, w.title, to_char(w.held_at, 'YYYY-MM-DD') as "heldOn",
      (select count(*)::int from agreements a where a.table_id = w.id) as agreements,
      coalesce((select json_agg(json_build_object('title', d.title, 'stoppedReason', d.stopped_reason, 'commitment',
        case when u.plan_id is null then null else json_build_object('space', s.slug, 'plan', l.slug, 'key', c.key,
          'number', c.number, 'title', c.title,
          'activities', (select count(*) from activities a where a.commitment_id = c.id),
          'begun', (select count(*) from activities a where a.commitment_id = c.id
            and a.current_state in ('in-progress', 'complete', 'verified')),
          'verified', (select count(*) from activities a where a.commitment_id = c.id and a.current_state = 'verified'),
          'evidence', (select count(*) from evidence e where e.commitment_id = c.id
            and not exists (select from evidence_withdrawals x where x.evidence_id = e.id))) end) order by d.number)
        from commitment_drafts d left join commitments c on c.id = d.commitment_id left join plans l on l.id = c.plan_id
        left join spaces s on s.id = l.space_id left join plan_publications u on u.plan_id = l.id
        where d.table_id = w.id), '[]') as drafts
    from working_tables w left join problem_trees p on p.id = w.tree_id
    where coalesce(w.topic_id, p.topic_id) = any(${topicIds}::uuid[]) and w.published_at is not null
    order by w.held_at`.execute(db)
  const byTopic = new Map<string, { table: NonNullable<Trace['table']>; drafts: Draft[] }>()
  for (const { topicId, drafts, ...table } of rows) {
    const known = byTopic.get(topicId)
    byTopic.set(topicId, { table: known?.table ?? table, drafts: [...(known?.drafts ?? []), ...drafts.map(draftOf)] })
  }
  return byTopic
}

function draftOf({ commitment, ...draft }: TableRow['drafts'][number]): Draft {
  if (!commitment) return { ...draft, commitment: null }
  const { space, key, ...facts } = commitment
  const href = commitmentPaths.commitment({ space: { slug: space }, slug: facts.plan }, key)
  return { ...draft, commitment: { ...facts, href } }
}

export type Found = {
  id: string
  space: string
  consultation: string
  exercise: { slug: string; title: string } | null
}

/** Where the contribution with that folio stands; null when there is none that may be seen. */
export async function findByFolio(db: Db, folio: string): Promise<Found | null> {
  const { rows } = await sql<Found>`
    select c.id, s.slug as space, k.slug as consultation,
      case when e.id is null then null else json_build_object('slug', e.slug, 'title', e.title) end as exercise
    from contributions c join consultations k on k.id = c.consultation_id join spaces s on s.id = k.space_id
    left join exercises e on e.id = k.exercise_id and e.published_at is not null
    where c.folio = ${folio.toUpperCase()} and k.published_at is not null`.execute(db)
  return rows[0] ?? null
}

export type Origin = {
  space: string
  consultation: string
  exercise: string | null
  number: number
  name: string
  count: number
}

/** The topics behind a commitment made at a table, the most contributed first; only of consultations whose results are out. */
export async function originsOf(db: Db, commitmentId: string): Promise<Origin[]> {
  const { rows } = await sql<Origin>`
    select s.slug as space, k.slug as consultation, e.slug as exercise, t.number, t.name, count(*)::int as count
    from (select distinct coalesce(w.topic_id, p.topic_id) as topic_id from commitment_drafts d
        join working_tables w on w.id = d.table_id and w.published_at is not null
        left join problem_trees p on p.id = w.tree_id
        where d.commitment_id = ${commitmentId}) at_table
      join topics t on t.id = at_table.topic_id join outcomes_of_contributions o on o.topic_id = t.id
      join contributions c on c.id = o.contribution_id and not c.is_hidden
      join consultations k on k.id = t.consultation_id and k.published_at is not null
      join systematisations y on y.consultation_id = k.id and y.published_at is not null
      join spaces s on s.id = k.space_id left join exercises e on e.id = k.exercise_id and e.published_at is not null
    group by 1, 2, 3, 4, 5 order by count desc, t.number`.execute(db)
  return rows
}
