import { type SelectQueryBuilder, sql } from 'kysely'
import type { Db } from '../../../platform/context.ts'
import type { DB } from '../../../platform/db/types.ts'
import type { Channel } from '../model.ts'
import { type Comment, type Contribution, commentsPageSize, contributionsPageSize, type Decision } from './model.ts'
import type { ContributionFilters } from './schema.ts'

const supportCount = sql<string>`(select count(*) from contribution_supports s where s.contribution_id = c.id)`
const commentCount = sql<string>`(select count(*) from contribution_comments m where m.contribution_id = c.id and m.hidden_at is null)`

function select(db: Db) {
  return db
    .selectFrom('contributions as c')
    .leftJoin('consultation_axes as a', 'a.id', 'c.axis_id')
    .leftJoin('territories as t', 't.key', 'c.territory_key')
    .select(['c.id', 'c.folio', 'c.channel', 'c.title', 'c.body', 'c.signature', 'c.language', 'c.territory_key'])
    .select(['c.place', 'c.said_on', 'c.sheet', 'c.received_at', 'c.supports_elsewhere', 'c.is_hidden', 'c.axis_id'])
    .select(['a.name as axis_name', 't.name as territory_name'])
    .select([supportCount.as('supports'), commentCount.as('comments')])
}

type Row = Awaited<ReturnType<ReturnType<typeof select>['execute']>>[number]

function contributionOf(row: Row): Contribution {
  return {
    id: row.id,
    folio: row.folio,
    axis: row.axis_id && row.axis_name ? { id: row.axis_id, name: row.axis_name } : null,
    channel: row.channel as Channel,
    text: row.is_hidden ? null : { title: row.title, body: row.body, signature: row.signature },
    language: row.language,
    territory: row.territory_key && row.territory_name ? { key: row.territory_key, name: row.territory_name } : null,
    place: row.place,
    saidOn: row.said_on,
    sheet: row.sheet,
    receivedAt: row.received_at,
    supports: Number(row.supports),
    supportsElsewhere: row.supports_elsewhere,
    comments: Number(row.comments),
  }
}

type Named = DB & { c: DB['contributions'] }

/** Narrows any question about contributions, named `c`, to what the address asks. What is hidden is found by no word of its text. */
function narrowed<Query extends SelectQueryBuilder<Named, 'c', object>>(
  query: Query,
  consultationId: string,
  { q, eje, canal, territorio }: ContributionFilters,
): Query {
  let narrow = query.where('c.consultation_id', '=', consultationId)
  if (q)
    narrow = narrow.where(
      sql<boolean>`((c.search @@ websearch_to_tsquery('spanish', fold(${q})) and not c.is_hidden) or c.folio = upper(${q}))`,
    )
  if (eje) narrow = narrow.where('c.axis_id', '=', eje)
  if (canal) narrow = narrow.where('c.channel', '=', canal)
  if (territorio) narrow = narrow.where('c.territory_key', '=', territorio)
  return narrow as Query
}

/** One page of a consultation's contributions. Which ones is asked first: what is counted for each is counted for these alone. */
export async function listContributions(
  db: Db,
  consultationId: string,
  filters: ContributionFilters,
): Promise<Contribution[]> {
  const all = db.selectFrom('contributions as c').select('c.id')
  let query = narrowed(all as never, consultationId, filters) as typeof all
  if (filters.orden === 'apoyadas')
    query = query.orderBy(supportCount, 'desc').orderBy('c.supports_elsewhere', (by) => by.desc().nullsLast())
  const way = filters.orden === 'antiguas' ? 'asc' : 'desc'
  const page = await query
    .orderBy('c.received_at', way)
    .orderBy('c.id', way)
    .limit(contributionsPageSize)
    .offset((filters.pagina - 1) * contributionsPageSize)
    .execute()
  if (page.length === 0) return []
  const ids = page.map(({ id }) => id)
  const rows = await select(db).where('c.id', 'in', ids).execute()
  return rows.map(contributionOf).sort((a, b) => ids.indexOf(a.id) - ids.indexOf(b.id))
}

export async function countContributions(
  db: Db,
  consultationId: string,
  filters: ContributionFilters,
): Promise<number> {
  const query = db.selectFrom('contributions as c').select(({ fn }) => fn.countAll<string>().as('count'))
  const row = await (narrowed(query as never, consultationId, filters) as typeof query).executeTakeFirstOrThrow()
  return Number(row.count)
}

/** All contributions that the address asks for, oldest first, some thousand at a time. */
export async function* eachContribution(
  db: Db,
  consultationId: string,
  filters: ContributionFilters,
): AsyncGenerator<Contribution[]> {
  const most = 2_000
  let last: { receivedAt: Date; id: string } | null = null
  for (;;) {
    let query = narrowed(select(db) as never, consultationId, filters) as ReturnType<typeof select>
    if (last) query = query.where(sql<boolean>`(c.received_at, c.id) > (${last.receivedAt}, ${last.id}::uuid)`)
    const rows = await query.orderBy('c.received_at').orderBy('c.id').limit(most).execute()
    const page = rows.map(contributionOf)
    if (page.length > 0) yield page
    if (page.length < most) return
    last = page.at(-1) ?? null
  }
}

/** Known by its folio alone, in whatever consultation; the slug of its space and of its consultation lead to its page. */
export async function placeOfFolio(
  db: Db,
  folio: string,
): Promise<{ id: string; space: string; consultation: string } | null> {
  const row = await db
    .selectFrom('contributions as c')
    .innerJoin('consultations as k', 'k.id', 'c.consultation_id')
    .innerJoin('spaces as s', 's.id', 'k.space_id')
    .select(['c.id', 's.slug as space', 'k.slug as consultation'])
    .where('c.folio', '=', folio)
    .executeTakeFirst()
  return row ?? null
}

export async function findContribution(db: Db, consultationId: string, folio: string): Promise<Contribution | null> {
  const row = await select(db)
    .where('c.consultation_id', '=', consultationId)
    .where('c.folio', '=', folio)
    .executeTakeFirst()
  return row ? contributionOf(row) : null
}

/** What was written in a contribution that is held back; only for whoever decides on it. */
export async function withheldText(db: Db, id: string) {
  return db.selectFrom('contributions').select(['title', 'body', 'signature']).where('id', '=', id).executeTakeFirst()
}

/** Newest first. */
export async function decisionsOf(db: Db, contributionId: string): Promise<Decision[]> {
  const rows = await db
    .selectFrom('contribution_decisions')
    .select(['decision', 'reason', 'decided_at'])
    .where('contribution_id', '=', contributionId)
    .orderBy('decided_at', 'desc')
    .orderBy('id', 'desc')
    .execute()
  return rows.map((row) => ({ decision: row.decision as Decision['decision'], reason: row.reason, at: row.decided_at }))
}

/** Oldest first; those that are hidden keep their place, their reason and no text. */
export async function commentsOf(
  db: Db,
  contributionId: string,
  page: number,
  withWithheld: boolean,
): Promise<Comment[]> {
  const rows = await db
    .selectFrom('contribution_comments')
    .select(['id', 'body', 'signature', 'commented_at', 'hidden_reason'])
    .where('contribution_id', '=', contributionId)
    .orderBy('commented_at')
    .orderBy('id')
    .limit(commentsPageSize)
    .offset((page - 1) * commentsPageSize)
    .execute()
  return rows.map((row) => ({
    id: row.id,
    body: row.hidden_reason === null ? row.body : null,
    signature: row.hidden_reason === null ? row.signature : null,
    at: row.commented_at,
    hiddenReason: row.hidden_reason,
    withheld: withWithheld && row.hidden_reason !== null ? row.body : null,
  }))
}

export async function countComments(db: Db, contributionId: string): Promise<number> {
  const { count } = await db
    .selectFrom('contribution_comments')
    .select(({ fn }) => fn.countAll<string>().as('count'))
    .where('contribution_id', '=', contributionId)
    .executeTakeFirstOrThrow()
  return Number(count)
}

export async function hasSupported(db: Db, contributionId: string, voice: string): Promise<boolean> {
  const row = await db
    .selectFrom('contribution_supports')
    .select('supported_on')
    .where('contribution_id', '=', contributionId)
    .where('supporter_hash', '=', voice)
    .executeTakeFirst()
  return row !== undefined
}

export type HeldRow = { folio: string; body: string; at: Date }

/** What was held back without a person's decision: nobody has looked yet. */
function held(db: Db, consultationId: string) {
  const newestBy = sql<string | null>`(select d.decided_by from contribution_decisions d where d.contribution_id = c.id
    order by d.decided_at desc, d.id desc limit 1)`
  const contributions = db
    .selectFrom('contributions as c')
    .select(['c.folio', 'c.body', 'c.received_at as at'])
    .where('c.consultation_id', '=', consultationId)
    .where('c.is_hidden', '=', true)
    .where(newestBy, 'is', null)
  const comments = db
    .selectFrom('contribution_comments as m')
    .innerJoin('contributions as c', 'c.id', 'm.contribution_id')
    .select(['c.folio', 'm.body', 'm.commented_at as at'])
    .where('c.consultation_id', '=', consultationId)
    .where('m.hidden_at', 'is not', null)
    .where('m.hidden_by', 'is', null)
  return contributions.unionAll(comments)
}

const mostHeld = 200

/** Oldest first; the first two hundred. */
export async function heldRows(db: Db, consultationId: string): Promise<HeldRow[]> {
  const rows = await db.selectFrom(held(db, consultationId).as('h')).selectAll().orderBy('at').limit(mostHeld).execute()
  return rows
}

export async function countHeld(db: Db, consultationId: string): Promise<number> {
  const { count } = await db
    .selectFrom(held(db, consultationId).as('h'))
    .select(({ fn }) => fn.countAll<string>().as('count'))
    .executeTakeFirstOrThrow()
  return Number(count)
}

export type Captured = { folio: string; sheet: string | null; place: string | null; body: string }

/** The last five that this person captured, newest first. */
export async function lastCaptured(db: Db, consultationId: string, personId: string): Promise<Captured[]> {
  return db
    .selectFrom('contributions')
    .select(['folio', 'sheet', 'place', 'body'])
    .where('consultation_id', '=', consultationId)
    .where('captured_by', '=', personId)
    .where('import_id', 'is', null)
    .orderBy('received_at', 'desc')
    .orderBy('id', 'desc')
    .limit(5)
    .execute()
}
