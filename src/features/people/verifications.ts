import { type RawBuilder, sql } from 'kysely'

/**
 * Rows of `verifications` that name an address: better-auth keeps JSON in a text column, so the quoted address is looked for
 * (quotes on both sides: 'ana@example.org' does not match 'joana@example.org').
 */
export function carries(email: string): RawBuilder<boolean> {
  return sql<boolean>`strpos(value, ${JSON.stringify(email)}) > 0`
}
