import { sql } from 'kysely'
import type { Db } from '../../../../platform/context.ts'
import { pageSizes, type Standing } from '../model.ts'
import { waitsFor } from '../suggesting/queries.ts'

/** A contribution on the workbench. `text` is null while withheld from whoever looks. */
export type Coded = {
  id: string
  folio: string
  title: string | null
  body: string | null
  language: string
  channel: string
  territory: string | null
  place: string | null
  group: number | null
  standing: Standing
  /** How alike the one before it in this list, 0 to 1; null where likeness has nothing to do with its being here. */
  score: number | null
}

const columns = (readsWithheld: boolean) => sql`
  c.id, c.folio, c.language, c.channel, c.place, t.name as territory, m.number as "group",
  case when c.is_hidden and not ${readsWithheld}::boolean then null else c.title end as title,
  case when c.is_hidden and not ${readsWithheld}::boolean then null else c.body end as body,
  coalesce(s.standing, 'open') as standing`

const tables = sql`contributions c
  left join codings_standing s on s.contribution_id = c.id
  left join suggested_members m on m.contribution_id = c.id
  left join territories t on t.key = c.territory_key`

export type Coder = { id: string; readsWithheld: boolean }
export type BenchQuery = { group: number | null; folio: string | null; skipped: number }

/** What a coder has before her: one contribution and those most alike, or what is left of a suggested group. */
export type Bench = { items: Coded[]; waiting: number }

export async function benchOf(db: Db, consultationId: string, coder: Coder, asked: BenchQuery): Promise<Bench> {
  const waiting = await countWaiting(db, consultationId, coder.id, asked.group)
  if (asked.folio !== null) {
    const items = await itemsWhere(db, consultationId, coder, sql`c.folio = ${asked.folio}`, 1, 0)
    return { items: [...items, ...(await alikeOf(db, items[0], coder))], waiting }
  }
  const inGroup = asked.group === null ? sql`true` : sql`m.number = ${asked.group}`
  const condition = sql`${inGroup} and ${waitsFor('c.id', coder.id)}`
  const most = asked.group === null ? 1 : pageSizes.bench
  const items = await itemsWhere(db, consultationId, coder, condition, most, asked.skipped)
  return { items: asked.group === null ? [...items, ...(await alikeOf(db, items[0], coder))] : items, waiting }
}

async function countWaiting(db: Db, consultationId: string, coderId: string, group: number | null): Promise<number> {
  const inGroup = group === null ? sql`true` : sql`m.number = ${group}`
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from contributions c
    left join codings_standing s on s.contribution_id = c.id
    left join suggested_members m on m.contribution_id = c.id
    where c.consultation_id = ${consultationId} and ${inGroup} and ${waitsFor('c.id', coderId)}`.execute(db)
  return rows[0]?.count ?? 0
}

async function itemsWhere(
  db: Db,
  consultationId: string,
  { readsWithheld }: Coder,
  condition: ReturnType<typeof sql>,
  most: number,
  skipped: number,
): Promise<Coded[]> {
  const { rows } = await sql<Coded>`
    select ${columns(readsWithheld)}, null as score from ${tables}
    where c.consultation_id = ${consultationId} and ${condition}
    order by m.number nulls last, c.received_at, c.id limit ${most} offset ${skipped}`.execute(db)
  return rows
}

/** Those most like it that need this coder's word too, the most alike first. */
async function alikeOf(db: Db, item: Coded | undefined, coder: Coder): Promise<Coded[]> {
  if (!item) return []
  const { rows } = await sql<Coded>`
    select ${columns(coder.readsWithheld)}, max(p.score)::float8 as score from ${tables}
    join (select other_id as id, score from suggested_similar where contribution_id = ${item.id}
      union all select contribution_id, score from suggested_similar where other_id = ${item.id}) p on p.id = c.id
    where ${waitsFor('c.id', coder.id)}
    group by c.id, t.name, m.number, s.standing order by max(p.score) desc, c.folio limit ${pageSizes.bench - 1}`.execute(
    db,
  )
  return rows
}

export type ListFilters = { standing: Standing | null; topicId: string | null; page: number }

/** Contributions by where they stand or the topic in which they are settled. */
export async function listCoded(
  db: Db,
  consultationId: string,
  coder: Coder,
  { standing, topicId, page }: ListFilters,
): Promise<{ items: Coded[]; all: number }> {
  const parts = [
    standing === null ? sql`true` : sql`coalesce(s.standing, 'open') = ${standing}`,
    topicId === null
      ? sql`true`
      : sql`exists (select from outcomes_of_contributions o where o.contribution_id = c.id and o.topic_id = ${topicId})`,
  ]
  const condition = sql.join(parts, sql` and `)
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from ${tables} where c.consultation_id = ${consultationId} and ${condition}`.execute(
    db,
  )
  const skipped = (page - 1) * pageSizes.list
  const items = await itemsWhere(db, consultationId, coder, condition, pageSizes.list, skipped)
  return { items, all: rows[0]?.count ?? 0 }
}

export type Act = {
  id: string
  kind: 'code' | 'settle' | 'merge' | 'split'
  topic: string | null
  other: string | null
  contributions: number
  by: string | null
  byId: string | null
  at: Date
  undoneAt: Date | null
}

/** Newest first. */
export async function actsOf(db: Db, consultationId: string, page: number): Promise<{ acts: Act[]; all: number }> {
  const { rows } = await sql<Act & { all: number }>`
    select a.id, a.kind, t.name as topic, o.name as other, a.contributions, p.name as by, a.acted_by as "byId",
      a.acted_at as at, a.undone_at as "undoneAt", (count(*) over ())::int as all
    from systematising_acts a left join topics t on t.id = a.topic_id left join topics o on o.id = a.other_topic_id
    left join people p on p.id = a.acted_by
    where a.consultation_id = ${consultationId} order by a.acted_at desc, a.id desc
    limit ${pageSizes.acts} offset ${(page - 1) * pageSizes.acts}`.execute(db)
  return { acts: rows, all: rows[0]?.all ?? 0 }
}

/** The newest act of this person that stands: what "undo" takes back. */
export async function lastActOf(db: Db, consultationId: string, personId: string): Promise<string | null> {
  const { rows } = await sql<{ id: string }>`
    select id from systematising_acts where consultation_id = ${consultationId} and acted_by = ${personId}
      and undone_at is null order by acted_at desc, id desc limit 1`.execute(db)
  return rows[0]?.id ?? null
}
