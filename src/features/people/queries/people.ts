import type { Db } from '../../../platform/context.ts'
import type { T } from '../../../platform/i18n.ts'
import { holdingsAsTold } from '../model/holdings.ts'
import type { Held, PasskeyRow, PersonRow } from '../model/views.ts'
import { noticeVersion } from '../model.ts'
import { rowsHeld } from './holdings.ts'

export async function personById(db: Db, id: string): Promise<PersonRow | undefined> {
  return db
    .selectFrom('people')
    .select(['id', 'name', 'email', 'language', 'created_at'])
    .where('id', '=', id)
    .executeTakeFirst()
}

export async function personByEmail(db: Db, email: string): Promise<PersonRow | undefined> {
  return db
    .selectFrom('people')
    .select(['id', 'name', 'email', 'language', 'created_at'])
    .where('email', '=', email.toLowerCase())
    .executeTakeFirst()
}

/** Which of these people are still here, by id. */
export async function namesOf(db: Db, ids: readonly (string | null)[]): Promise<Map<string, string>> {
  const wanted = [...new Set(ids.filter((id) => id !== null))]
  if (wanted.length === 0) return new Map()
  const rows = await db.selectFrom('people').select(['id', 'name']).where('id', 'in', wanted).execute()
  return new Map(rows.map((row) => [row.id, row.name]))
}

/** Turns ids of authors into what a page shows: a name, or that its owner withdrew her data, or the platform itself. */
export async function displayNames(
  db: Db,
  ids: readonly (string | null)[],
  t: T,
): Promise<(id: string | null) => string> {
  const names = await namesOf(db, ids)
  return (id) => {
    if (id === null) return t('people.platform')
    const name = names.get(id)
    if (name === undefined) return t('people.withdrawn')
    return name || t('people.nameless')
  }
}

/** Whether somebody who just signed in has still to choose a name or read today's notice. */
export async function needsWelcome(db: Db, personId: string): Promise<boolean> {
  const row = await db
    .selectFrom('people as p')
    .leftJoin('notice_acceptances as n', (join) =>
      join.onRef('n.person_id', '=', 'p.id').on('n.version', '=', noticeVersion),
    )
    .select(['p.name', 'n.version'])
    .where('p.id', '=', personId)
    .executeTakeFirst()
  return row !== undefined && (row.name === '' || row.version === null)
}

/** Everything held about a person, place by place. */
export async function heldAbout(db: Db, owner: { id: string; email: string }): Promise<Held[]> {
  const held: Held[] = []
  for (const holding of holdingsAsTold) {
    const rows = await rowsHeld[holding.id](db, owner)
    held.push({ id: holding.id, staysAfterErasure: holding.stays, rows })
  }
  return held
}

export async function passkeysOf(db: Db, personId: string): Promise<PasskeyRow[]> {
  return db
    .selectFrom('passkeys')
    .select(['id', 'name', 'created_at'])
    .where('person_id', '=', personId)
    .orderBy('created_at')
    .execute()
}
