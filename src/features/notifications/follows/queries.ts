import { sql } from 'kysely'
import { tokenHash } from '../../../platform/auth/one-time-link.ts'
import type { Db } from '../../../platform/context.ts'
import type { PushTarget } from '../../../platform/push/send.ts'
import { type Cadence, confirmWithinMs, type Subject, type SubjectType } from '../model.ts'
import { findSubject } from '../queries.ts'
import { followOfToken } from './model.ts'

/** What a link asks to confirm, while it can be confirmed. Reading it does not use it up. */
export async function pendingFollow(db: Db, token: string, now: Date) {
  const row = await db
    .selectFrom('follows')
    .select(['id', 'email', 'subject_type', 'subject_id', 'cadence'])
    .where('confirm_hash', '=', tokenHash(token))
    .where('asked_at', '>', new Date(now.getTime() - confirmWithinMs))
    .executeTakeFirst()
  if (!row) return null
  return {
    ...row,
    cadence: row.cadence as Cadence,
    subject: await findSubject(db, row.subject_type as SubjectType, row.subject_id),
  }
}

/** Where what is followed arrives: at an address or at a browser, known by where its push service is asked. */
export type Owner = { email: string } | { endpoint: string }

/** Whose follows a leave link shows; null when it leads nowhere (any more). */
export async function ownerOfToken(db: Db, token: string, secret: string): Promise<Owner | null> {
  const row = await followByToken(db, token, secret)
  if (!row) return null
  return row.email === null ? { endpoint: (row.push as PushTarget).endpoint } : { email: row.email }
}

/** A condition on rows of follows. */
export function belongsTo(owner: Owner) {
  return 'email' in owner
    ? sql<boolean>`follows.email = ${owner.email}`
    : sql<boolean>`follows.push ->> 'endpoint' = ${owner.endpoint}`
}

/** Some follow of a browser, by which it may see all of its own. */
export async function followOfBrowser(db: Db, endpoint: string): Promise<string | null> {
  const row = await db.selectFrom('follows').select('id').where(belongsTo({ endpoint })).executeTakeFirst()
  return row?.id ?? null
}

/** Links of before a change of SECRET are known by what was kept of them. */
export async function followByToken(db: Db, token: string, secret: string) {
  const id = followOfToken(token, secret)
  return db
    .selectFrom('follows')
    .select(['id', 'email', 'push', 'subject_type', 'subject_id'])
    .where((eb) => (id === null ? eb('leave_hash', '=', tokenHash(token)) : eb('id', '=', id)))
    .executeTakeFirst()
}

export type OwnFollow = { id: string; cadence: Cadence; subject: Subject | null }

export async function followsOf(db: Db, owner: Owner): Promise<OwnFollow[]> {
  const rows = await db
    .selectFrom('follows')
    .select(['id', 'cadence', 'subject_type', 'subject_id'])
    .where(belongsTo(owner))
    // A browser that asked has said yes already: what it waits for is its first message.
    .where((eb) => eb.or([eb('confirmed_at', 'is not', null), eb('channel', '=', 'push')]))
    .orderBy('asked_at')
    .execute()
  return Promise.all(
    rows.map(async ({ id, cadence, subject_type, subject_id }) => ({
      id,
      cadence: cadence as Cadence,
      subject: await findSubject(db, subject_type as SubjectType, subject_id),
    })),
  )
}

export async function emailOfPerson(db: Db, id: string): Promise<string | null> {
  const { rows } = await sql<{ email: string }>`select email from people where id = ${id} and email_verified`.execute(
    db,
  )
  return rows[0]?.email ?? null
}
