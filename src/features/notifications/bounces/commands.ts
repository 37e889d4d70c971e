import type { Database } from '../../../platform/context.ts'

/**
 * Writes to an address no more until its owner confirms a follow anew; what waits for it is dropped when it would leave. False for an
 * address that follows nothing: of strangers nothing is kept.
 */
export async function markBounced(db: Database, email: string, reason: string, now: Date): Promise<boolean> {
  return db.transaction().execute(async (tx) => {
    const known = await tx.selectFrom('follows').select('id').where('email', '=', email).executeTakeFirst()
    if (!known) return false
    await tx
      .insertInto('bounced_addresses')
      .values({ email, reason, bounced_at: now })
      .onConflict((conflict) => conflict.doNothing())
      .execute()
    return true
  })
}
