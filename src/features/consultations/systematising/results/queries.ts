import { sql } from 'kysely'
import type { Db } from '../../../../platform/context.ts'
import { type OutcomeKind, pageSizes } from '../model.ts'
import type { Tally } from './model.ts'

/** All received, once each: whatever is added up from these adds up. */
export async function talliesOf(db: Db, consultationId: string): Promise<Tally[]> {
  const { rows } = await sql<Tally>`
    select o.topic_id as "topicId", o.kind, c.channel, c.territory_key as "territoryKey", t.name as territory, count(*)::int as count
    from contributions c left join outcomes_of_contributions o on o.contribution_id = c.id
    left join territories t on t.key = c.territory_key
    where c.consultation_id = ${consultationId} group by 1, 2, 3, 4, 5 order by 5 nulls last, 4, 3`.execute(db)
  return rows
}

export type Representative = { topicId: string; folio: string; title: string | null; body: string; language: string }

/**
 * Those of each topic that say most of what the others of it say: the greatest sum of likenesses to them, then most supported.
 * Nothing withheld is among them.
 */
export async function representativesOf(db: Db, consultationId: string, each: number): Promise<Representative[]> {
  const { rows } = await sql<Representative>`
    select "topicId", folio, title, body, language from (
      select o.topic_id as "topicId", c.folio, c.title, c.body, c.language,
        row_number() over (partition by o.topic_id order by coalesce(near.likeness, 0) desc,
          (select count(*) from contribution_supports v where v.contribution_id = c.id) desc, c.folio) as place
      from outcomes_of_contributions o join contributions c on c.id = o.contribution_id
      left join (
        select p.contribution_id, sum(p.score) as likeness from suggested_similar p
        join outcomes_of_contributions a on a.contribution_id = p.contribution_id
        join outcomes_of_contributions b on b.contribution_id = p.other_id and b.topic_id = a.topic_id
        join contributions k on k.id = p.contribution_id
        where k.consultation_id = ${consultationId} group by 1) near on near.contribution_id = c.id
      where c.consultation_id = ${consultationId} and o.topic_id is not null and not c.is_hidden) ranked
    where place <= ${each} order by "topicId", place`.execute(db)
  return rows
}

export type ResultFilters = {
  /** A topic's number. */
  topic: number | null
  outcome: OutcomeKind | 'taken-up' | 'not-taken-up' | 'pending' | null
  channel: string | null
  territory: string | null
}

export type ResultRow = {
  id: string
  folio: string
  title: string | null
  body: string | null
  language: string
  channel: string
  territoryKey: string | null
  territory: string | null
  saidOn: string
  topic: number | null
  topicName: string | null
  kind: OutcomeKind | null
  response: string | null
  settledAt: Date | null
}

const from = sql`contributions c left join outcomes_of_contributions o on o.contribution_id = c.id
  left join topics t on t.id = o.topic_id left join territories p on p.key = c.territory_key`

function conditionOf(consultationId: string, { topic, outcome, channel, territory }: ResultFilters) {
  const parts = [sql`c.consultation_id = ${consultationId}`]
  if (topic !== null) parts.push(sql`t.number = ${topic}`)
  if (outcome === 'pending') parts.push(sql`o.kind is null`)
  else if (outcome === 'taken-up') parts.push(sql`o.topic_id is not null`)
  else if (outcome === 'not-taken-up') parts.push(sql`o.kind is not null and o.topic_id is null`)
  else if (outcome !== null) parts.push(sql`o.kind = ${outcome}`)
  if (channel !== null) parts.push(sql`c.channel = ${channel}`)
  if (territory === 'ninguno') parts.push(sql`c.territory_key is null`)
  else if (territory !== null) parts.push(sql`c.territory_key = ${territory}`)
  return sql.join(parts, sql` and `)
}

const columns = sql`c.id, c.folio, c.language, c.channel, c.territory_key as "territoryKey", p.name as territory,
  c.said_on as "saidOn", case when not c.is_hidden then c.title end as title, case when not c.is_hidden then c.body end as body,
  t.number as topic, t.name as "topicName", o.kind, coalesce(o.response, t.response) as response, o.settled_at as "settledAt"`

export async function resultRows(
  db: Db,
  consultationId: string,
  filters: ResultFilters,
  page: number,
): Promise<{ rows: ResultRow[]; all: number }> {
  const condition = conditionOf(consultationId, filters)
  const counted = await sql<{ count: number }>`select count(*)::int as count from ${from} where ${condition}`.execute(
    db,
  )
  const { rows } = await sql<ResultRow>`
    select ${columns} from ${from} where ${condition} order by c.received_at, c.id
    limit ${pageSizes.results} offset ${(page - 1) * pageSizes.results}`.execute(db)
  return { rows, all: counted.rows[0]?.count ?? 0 }
}

/** All of them by their ids, some thousand at a time. */
export async function* eachResult(db: Db, consultationId: string): AsyncGenerator<ResultRow[]> {
  const most = 2000
  let last = '00000000-0000-0000-0000-000000000000'
  for (;;) {
    const { rows } = await sql<ResultRow>`
      select ${columns} from ${from} where c.consultation_id = ${consultationId} and c.id > ${last}::uuid
      order by c.id limit ${most}`.execute(db)
    if (rows.length > 0) yield rows
    if (rows.length < most) return
    last = rows.at(-1)?.id ?? last
  }
}
