import { sql } from 'kysely'
import type { Db } from '../../../platform/context.ts'
import type { Coding, Merges, Progress, Standing, Topic } from './model.ts'
import type { MeaningFault } from './suggesting/meaning-server.ts'

type CodingRow = {
  id: string
  seq: number
  contribution_id: string
  coder_id: string
  settles: boolean
  coded_at: Date
  kind: Coding['kind']
  topic_id: string | null
  response: string | null
}

/** What stands of what was said of each of these contributions; those of which nobody spoke have an empty list. */
export async function codingsOf(db: Db, ids: readonly string[]): Promise<Map<string, Coding[]>> {
  const { rows } = await sql<CodingRow>`
    select id, seq, contribution_id, coder_id, settles, coded_at, kind, topic_id, response from codings
    where contribution_id = any(${ids}::uuid[]) and undone_at is null order by seq`.execute(db)
  const codings = new Map<string, Coding[]>(ids.map((id) => [id, []]))
  for (const row of rows) codings.get(row.contribution_id)?.push(codingOf(row))
  return codings
}

function codingOf({ id, seq, coder_id: coderId, settles, coded_at: at, ...row }: CodingRow): Coding {
  return { id, seq, coderId, settles, at, kind: row.kind, topicId: row.topic_id, response: row.response } as Coding
}

export async function mergesOf(db: Db, consultationId: string): Promise<Merges> {
  const { rows } = await sql<{ id: string; into: string }>`
    select id, merged_into as into from topics
    where consultation_id = ${consultationId} and merged_into is not null`.execute(db)
  return new Map(rows.map(({ id, into }) => [id, into]))
}

/** In the order of their numbers; those that were merged away too, those that a split left behind when undone not. */
export async function topicsOf(db: Db, consultationId: string): Promise<Topic[]> {
  const rows = await db
    .selectFrom('topics as t')
    .leftJoin('topics as m', 'm.id', 't.merged_into')
    .leftJoin('topics as s', 's.id', 't.split_from')
    .select(['t.id', 't.number', 't.name', 't.problem', 't.axis_id', 't.is_priority', 't.response'])
    .select(['m.id as into_id', 'm.number as into_number', 's.id as from_id', 's.number as from_number'])
    .where('t.consultation_id', '=', consultationId)
    .where('t.removed_at', 'is', null)
    .orderBy('t.number')
    .execute()
  return rows.map((row) => ({
    ...{ id: row.id, number: row.number, name: row.name, problem: row.problem, axisId: row.axis_id },
    ...{ isPriority: row.is_priority, response: row.response },
    mergedInto: row.into_id && row.into_number !== null ? { id: row.into_id, number: row.into_number } : null,
    splitFrom: row.from_id && row.from_number !== null ? { id: row.from_id, number: row.from_number } : null,
  }))
}

export type Settings = {
  codedTwice: number
  suggestionsAskedAt: Date | null
  suggestedAt: Date | null
  suggestedFrom: number | null
  suggestedBy: 'words' | 'meaning' | null
  suggestionFault: MeaningFault | null
  publishedAt: Date | null
}

export async function settingsOf(db: Db, consultationId: string): Promise<Settings> {
  const row = await db
    .selectFrom('systematisations')
    .selectAll()
    .where('consultation_id', '=', consultationId)
    .executeTakeFirst()
  return {
    codedTwice: row?.coded_twice ?? 100,
    suggestionsAskedAt: row?.suggestions_asked_at ?? null,
    suggestedAt: row?.suggested_at ?? null,
    suggestedFrom: row?.suggested_from ?? null,
    suggestedBy: (row?.suggested_by ?? null) as Settings['suggestedBy'],
    suggestionFault: (row?.suggestion_fault ?? null) as MeaningFault | null,
    publishedAt: row?.published_at ?? null,
  }
}

/** How far it is. The four add up to what was received, whatever was merged, split or undone. */
export async function progressOf(db: Db, consultationId: string): Promise<Progress> {
  const { rows } = await sql<{ standing: Standing; count: number }>`
    select coalesce(s.standing, 'open') as standing, count(*)::int as count
    from contributions c left join codings_standing s on s.contribution_id = c.id
    where c.consultation_id = ${consultationId} group by 1`.execute(db)
  const of = (standing: Standing) => rows.find((row) => row.standing === standing)?.count ?? 0
  const parts = { open: of('open'), half: of('half'), disputed: of('disputed'), settled: of('settled') }
  return { ...parts, received: parts.open + parts.half + parts.disputed + parts.settled }
}

export type Answers = { received: number; answered: number; unanswered: number }

/**
 * R-12, for whoever publishes a plan: how many of what was received has a reasoned response, its own or its topic's. What has no outcome
 * yet has none. Of one consultation, or of all published ones of an exercise.
 */
export async function answersOf(db: Db, of: { consultationId: string } | { exerciseId: string }): Promise<Answers> {
  const which =
    'consultationId' in of
      ? sql`k.id = ${of.consultationId}`
      : sql`k.exercise_id = ${of.exerciseId} and k.published_at is not null`
  const { rows } = await sql<{ received: number; answered: number }>`
    select count(*)::int as received, count(coalesce(o.response, t.response))::int as answered
    from consultations k join contributions c on c.consultation_id = k.id
    left join outcomes_of_contributions o on o.contribution_id = c.id
    left join topics t on t.id = o.topic_id
    where ${which}`.execute(db)
  const { received, answered } = rows[0] ?? { received: 0, answered: 0 }
  return { received, answered, unanswered: received - answered }
}
