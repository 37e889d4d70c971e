import { createHmac, timingSafeEqual } from 'node:crypto'
import { sql } from 'kysely'
import type { Database, Db, Grant, Person, Role } from '../context.ts'
import { type AuthSettings, idleDays, sessionCookieName } from './settings.ts'

export type Session = { id: string; person: Person; startedAt: Date }

const hourMs = 3_600_000

/**
 * Who a request comes from, with every role and its reach, in one query; null for anybody. A session ends thirty days after it
 * began or after seven without use. Nothing is remembered between requests: a role revoked or a person deleted counts at once.
 */
export async function sessionOf(
  db: Database,
  headers: Headers,
  settings: AuthSettings,
  now: Date,
): Promise<Session | null> {
  const token = tokenFrom(headers.get('cookie'), settings)
  if (!token) return null
  const idleSince = new Date(now.getTime() - idleDays * 24 * hourMs)
  const row = await loadPerson(
    db,
    now,
    sql`select s.id as session_id, s.created_at as started_at, s.updated_at as used_at, p.id, p.name
        from sessions s join people p on p.id = s.person_id
        where s.token = ${token} and s.expires_at > ${now} and s.updated_at > ${idleSince}`,
  )
  if (!row) return null
  if (now.getTime() - row.used_at.getTime() > hourMs) {
    await db.updateTable('sessions').set({ updated_at: now }).where('id', '=', row.session_id).execute()
  }
  return { id: row.session_id, startedAt: row.started_at, person: personFrom(row) }
}

/** The same person as a request would load, for jobs, the command line and tests. */
export async function personOf(db: Db, personId: string, now: Date): Promise<Person | null> {
  const row = await loadPerson(
    db,
    now,
    sql`select p.id as session_id, p.created_at as started_at, p.created_at as used_at, p.id, p.name
        from people p where p.id = ${personId}`,
  )
  return row && personFrom(row)
}

type Row = {
  session_id: string
  started_at: Date
  used_at: Date
  id: string
  name: string
  grants: { role: Role; organizationId: string | null; spaceIds: string[] }[]
}

async function loadPerson(db: Db, now: Date, me: ReturnType<typeof sql>): Promise<Row | null> {
  const result = await sql<Row>`
    with recursive me as (${me}),
    held as (
      select g.id, g.space_id, g.role, g.organization_id
      from role_grants g join me on me.id = g.person_id
      where (g.expires_at is null or g.expires_at > ${now})
        and not exists (select from role_revocations r where r.grant_id = g.id)
    ),
    reach (grant_id, space_id) as (
      select id, space_id from held
      union
      select reach.grant_id, spaces.id from reach join spaces on spaces.parent_id = reach.space_id
    )
    select me.*, coalesce((
      select json_agg(json_build_object(
        'role', held.role,
        'organizationId', held.organization_id,
        'spaceIds', (select json_agg(reach.space_id) from reach where reach.grant_id = held.id)))
      from held), '[]') as grants
    from me`.execute(db)
  return result.rows[0] ?? null
}

function personFrom(row: Row): Person {
  const grants: Grant[] = row.grants.map((grant) => ({ ...grant, spaceIds: new Set(grant.spaceIds) }))
  return { id: row.id, name: row.name, grants }
}

/** The token of a session cookie whose signature is ours; checked before the database is asked anything. */
export function tokenFrom(cookies: string | null, settings: AuthSettings): string | null {
  const name = `${sessionCookieName(settings)}=`
  const pair = cookies?.split(';').find((cookie) => cookie.trim().startsWith(name))
  if (!pair) return null
  const value = decoded(pair.trim().slice(name.length))
  const dot = value.lastIndexOf('.')
  if (dot < 1) return null
  const token = value.slice(0, dot)
  const given = Buffer.from(value.slice(dot + 1), 'base64')
  const expected = signatureOf(token, settings.secret)
  return given.length === expected.length && timingSafeEqual(given, expected) ? token : null
}

/** The Cookie header that a browser would send for a session token. */
export function sessionCookie(token: string, settings: AuthSettings): string {
  const value = `${token}.${signatureOf(token, settings.secret).toString('base64')}`
  return `${sessionCookieName(settings)}=${encodeURIComponent(value)}`
}

function signatureOf(token: string, secret: string): Buffer {
  return createHmac('sha256', secret).update(token).digest()
}

function decoded(value: string): string {
  try {
    return decodeURIComponent(value)
  } catch {
    return ''
  }
}
