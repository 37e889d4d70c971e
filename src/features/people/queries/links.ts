import { type RawBuilder, sql } from 'kysely'
import { tokenHash } from '../../../platform/auth/one-time-link.ts'
import type { Db } from '../../../platform/context.ts'

/** Whom a link that was not used yet would sign in; null when it was, or is too old. Reading it does not use it up. */
export async function linkOwner(db: Db, token: string, now: Date): Promise<string | null> {
  const row = await db
    .selectFrom('verifications')
    .select('value')
    .where('identifier', '=', tokenHash(token))
    .where('expires_at', '>', now)
    .executeTakeFirst()
  if (!row) return null
  const { email } = JSON.parse(row.value) as { email?: unknown }
  return typeof email === 'string' ? email : null
}

/**
 * Rows of `verifications` that name an address: better-auth keeps JSON in a text column, so the quoted address is looked for
 * (quotes on both sides: 'ana@example.org' does not match 'joana@example.org').
 */
export function carries(email: string): RawBuilder<boolean> {
  return sql<boolean>`strpos(value, ${JSON.stringify(email)}) > 0`
}
