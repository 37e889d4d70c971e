import { createHash } from 'node:crypto'
import type { Transaction } from 'kysely'
import type { Database } from '../context.ts'
import type { DB } from './types.ts'

/**
 * Writes a set of reference facts unless the database already has exactly this text of it. Of several processes that start
 * at once one writes and the others wait for it. True when something was written.
 */
export async function loadReferenceSet(
  db: Database,
  set: { name: string; text: string; now: Date },
  write: (tx: Transaction<DB>) => Promise<void>,
): Promise<boolean> {
  const sha256 = createHash('sha256').update(set.text).digest('hex')
  const known = await db.selectFrom('reference_sets').select('sha256').where('name', '=', set.name).executeTakeFirst()
  if (known?.sha256 === sha256) return false
  return db.transaction().execute(async (tx) => {
    const taken = await tx
      .insertInto('reference_sets')
      .values({ name: set.name, sha256, loaded_at: set.now })
      .onConflict((conflict) =>
        conflict
          .column('name')
          .doUpdateSet({ sha256, loaded_at: set.now })
          .where('reference_sets.sha256', '<>', sha256),
      )
      .returning('name')
      .executeTakeFirst()
    if (!taken) return false
    await write(tx)
    return true
  })
}
