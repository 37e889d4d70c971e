import { sql } from 'kysely'
import type { Db } from '../../../platform/context.ts'
import type { Edition } from '../editions/model.ts'
import { nearnessOf } from './distance.ts'
import { type CapturedWork, folioOf, isProgressOutside, type Membership, type Receipt, type Warning } from './model.ts'
import { notableDriftMs } from './published-at.ts'

/** The team that a person plays in; null for everybody else. A minor publishes once her guardian has consented. */
export async function membershipOf(db: Db, editionId: string, personId: string | null): Promise<Membership | null> {
  if (personId === null) return null
  const { rows } = await sql<Membership>`
    select m.id as "memberId", t.id as "teamId", t.code, t.name as team,
      (not m.is_minor or g.given_at is not null) as "mayPublish"
    from rally_members m join rally_teams t on t.id = m.team_id
    left join rally_guardian_consents g on g.member_id = m.id
    where m.edition_id = ${editionId} and m.person_id = ${personId} and m.left_at is null
      and not exists (select from rally_team_withdrawals w where w.team_id = t.id)`.execute(db)
  return rows[0] ?? null
}

export async function isJudge(db: Db, editionId: string, personId: string | null): Promise<boolean> {
  if (personId === null) return false
  const row = await db
    .selectFrom('rally_judges')
    .select('code')
    .where('edition_id', '=', editionId)
    .where('person_id', '=', personId)
    .executeTakeFirst()
  return row !== undefined
}

const workColumns = sql`w.key, w.name, concat_ws(', ', w.municipality, w.state_name) as place, w.latitude, w.longitude,
  w.location_precision as precision, w.physical_progress::float8 as progress`

export type TeamWork = CapturedWork & { isAnnounced: boolean; isVisited: boolean; meters: number | null }

/** What a team chose or announced, nearest first where somebody says where she stands, else by name. */
export async function teamWorks(
  db: Db,
  { editionId, teamId }: { editionId: string; teamId: string },
  near: { latitude: number; longitude: number } | null,
): Promise<TeamWork[]> {
  const { rows } = await sql<TeamWork>`
    with captured as (
      select distinct c.kind, k.key from rally_captures c, unnest(c.work_keys) as k(key) where c.team_id = ${teamId}
    )
    select ${workColumns}, ${metersTo(near)} as meters,
      exists (select from captured c where c.key = w.key and c.kind = 'announcement') as "isAnnounced",
      exists (select from captured c where c.key = w.key and c.kind = 'visit') as "isVisited"
    from rally_works w where w.edition_id = ${editionId} and (
      w.key in (select key from rally_team_works where team_id = ${teamId}) or w.key in (select key from captured))
    order by meters nulls last, w.name collate "es-x-icu", w.key limit 200`.execute(db)
  return rows
}

/** Works of the edition around a point, or those whose key, name or municipality holds the words. */
export async function worksAround(
  db: Db,
  editionId: string,
  { near, text }: { near: { latitude: number; longitude: number } | null; text: string },
): Promise<(CapturedWork & { meters: number | null })[]> {
  const words = `%${text.replace(/[\\%_]/g, (sign) => `\\${sign}`)}%`
  const { rows } = await sql<CapturedWork & { meters: number | null }>`
    select ${workColumns}, ${metersTo(near)} as meters from rally_works w
    where w.edition_id = ${editionId}
      and (${text} = '' or fold(w.key || ' ' || w.name || ' ' || coalesce(w.municipality, '')) like fold(${words}))
    order by meters nulls last, w.name collate "es-x-icu", w.key limit 50`.execute(db)
  return rows
}

function metersTo(near: { latitude: number; longitude: number } | null) {
  if (near === null) return sql`null::float8`
  return sql`2 * 6371008.8 * asin(least(1, sqrt(sin(radians(w.latitude - ${near.latitude}::float8) / 2) ^ 2
    + cos(radians(${near.latitude}::float8)) * cos(radians(w.latitude))
    * sin(radians(w.longitude - ${near.longitude}::float8) / 2) ^ 2)))`
}

/** The works of these keys that belong to the edition (R-63), in the order of the keys. */
export async function worksOf(db: Db, editionId: string, keys: readonly string[]): Promise<CapturedWork[]> {
  const { rows } = await sql<CapturedWork>`
    select ${workColumns} from rally_works w where w.edition_id = ${editionId} and w.key = any(${[...keys]}::text[])
    order by array_position(${[...keys]}::text[], w.key)`.execute(db)
  return rows
}

type Row = Omit<Receipt, 'folio' | 'warnings'> & {
  mode: string | null
  declared: number | null
  observed: string | null
  accuracy: number | null
  sentAt: Date | null
  precision: string | null
}

const receiptSql = sql`
  select c.id, c.kind, c.finding, c.mode, c.team_id as "teamId", c.published_at as "publishedAt",
    c.received_at as "receivedAt", c.distance_meters as "distanceMeters", c.declared_progress::float8 as declared,
    c.observed_progress as observed, c.accuracy_meters as accuracy, c.sent_at as "sentAt",
    (select count(*)::int from rally_photos p where p.capture_id = c.id) as photos,
    (select json_agg(json_build_object('key', w.key, 'name', w.name) order by array_position(c.work_keys, w.key))
      from rally_works w where w.edition_id = c.edition_id and w.key = any(c.work_keys)) as works,
    (select w.location_precision from rally_works w where w.edition_id = c.edition_id and w.key = c.work_keys[1]) as precision
  from rally_captures c`

export async function findReceipt(db: Db, edition: Edition, id: string): Promise<Receipt | null> {
  const { rows } = await sql<Row>`${receiptSql} where c.edition_id = ${edition.id} and c.id = ${id}`.execute(db)
  return rows[0] ? receiptOf(rows[0], edition) : null
}

/** The capture that a phone already sent under this name. */
export async function receiptOfClient(db: Db, edition: Edition, clientId: string): Promise<Receipt | null> {
  const { rows } =
    await sql<Row>`${receiptSql} where c.edition_id = ${edition.id} and c.client_id = ${clientId}`.execute(db)
  return rows[0] ? receiptOf(rows[0], edition) : null
}

/** The newest of a team. */
export async function receiptsOfTeam(db: Db, edition: Edition, teamId: string): Promise<Receipt[]> {
  const { rows } =
    await sql<Row>`${receiptSql} where c.team_id = ${teamId} order by c.received_at desc limit 20`.execute(db)
  return rows.map((row) => receiptOf(row, edition))
}

function receiptOf(row: Row, edition: Edition): Receipt {
  const { mode: _mode, declared, observed, accuracy, sentAt, precision, ...receipt } = row
  const radiusMeters = edition.rules.rules.max_distance_m
  const nearness = nearnessOf(row.distanceMeters, {
    precision: precision ?? 'none',
    radiusMeters,
    accuracyMeters: accuracy,
  })
  const drift = sentAt === null ? 0 : Math.abs(sentAt.getTime() - row.receivedAt.getTime())
  const isVisit = row.kind === 'visit'
  const said: [Warning, boolean][] = [
    ['far', nearness === 'far'],
    ['not-found-without-photo', row.finding === 'not_found' && row.photos === 0],
    ['no-photo', isVisit && row.finding !== 'not_found' && row.photos === 0],
    ['progress', isProgressOutside(declared, observed as Parameters<typeof isProgressOutside>[1]) === true],
    ['clock', drift > notableDriftMs],
  ]
  const warnings = said.flatMap(([warning, holds]) => (holds ? [warning] : []))
  return { ...receipt, works: row.works ?? [], folio: folioOf(row.id), warnings }
}
