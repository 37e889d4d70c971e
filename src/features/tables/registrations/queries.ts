import { sql } from 'kysely'
import { tokenHash } from '../../../platform/auth/one-time-link.ts'
import type { Db } from '../../../platform/context.ts'
import type { Sector } from '../model.ts'
import type { Registration, Waiting } from './model.ts'

async function read(db: Db, where: ReturnType<typeof sql>): Promise<Registration[]> {
  const { rows } = await sql<Registration>`
    select r.id, r.folio, r.name, r.sector, r.organization, r.is_waiting as "isWaiting", r.registered_at as "registeredAt",
      r.left_at as "leftAt", case when p.key is not null then json_build_object('key', p.key, 'name', p.name) end as territory,
      case when a.registration_id is not null then json_build_object('at', a.arrived_at, 'way', a.way) end as arrival
    from table_registrations r left join territories p on p.key = r.territory_key
      left join table_attendance a on a.registration_id = r.id
    where ${where} order by r.registered_at, r.id`.execute(db)
  return rows.map((row) => ({ ...row, arrival: row.arrival && { ...row.arrival, at: new Date(row.arrival.at) } }))
}

/** Who is expected, those who wait among them; for whoever keeps the door, never public. */
export function registrationsOf(db: Db, tableId: string): Promise<Registration[]> {
  return read(db, sql`r.table_id = ${tableId} and r.left_at is null`)
}

/** The place that a secret leads to, at this table and no other. */
export async function registrationBySecret(db: Db, tableId: string, secret: string): Promise<Registration | null> {
  const [one] = await read(db, sql`r.table_id = ${tableId} and r.secret_hash = ${tokenHash(secret)}`)
  return one ?? null
}

export type Seated = Partial<Record<Sector, number>>

/** How many have a place, by sector; and who waits, first come first. */
export async function seatingOf(db: Db, tableId: string): Promise<{ seated: Seated; waiting: Waiting[] }> {
  const { rows } = await sql<Waiting & { isWaiting: boolean }>`
    select id, sector, is_waiting as "isWaiting" from table_registrations
    where table_id = ${tableId} and left_at is null order by registered_at, id`.execute(db)
  const seated: Seated = {}
  for (const { sector, isWaiting } of rows) if (!isWaiting) seated[sector] = (seated[sector] ?? 0) + 1
  return { seated, waiting: rows.filter(({ isWaiting }) => isWaiting) }
}

export type Addressee = { id: string; email: string; language: 'es' | 'en'; folio: string }

/** Those with a place and an address who were not reminded yet. */
export async function toRemind(db: Db, tableId: string): Promise<Addressee[]> {
  const { rows } = await sql<Addressee>`
    select id, email, language, folio from table_registrations r where table_id = ${tableId} and left_at is null
      and not is_waiting and email is not null and reminded_at is null
      and not exists (select from bounced_addresses b where b.email = r.email) order by registered_at limit 2000`.execute(
    db,
  )
  return rows
}

/** Everybody who registered and did not give it up, those who wait too, where the address takes mail. */
export async function toTell(db: Db, tableId: string): Promise<Addressee[]> {
  const { rows } = await sql<Addressee>`
    select distinct on (email) id, email, language, folio from table_registrations r
    where table_id = ${tableId} and left_at is null and email is not null
      and not exists (select from bounced_addresses b where b.email = r.email) order by email, registered_at`.execute(
    db,
  )
  return rows
}
