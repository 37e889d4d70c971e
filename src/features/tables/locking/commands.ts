import type { Transaction } from 'kysely'
import type { Context } from '../../../platform/context.ts'
import type { DB } from '../../../platform/db/types.ts'
import { allow, found, Refused } from '../../../platform/errors.ts'
import type { Happening } from '../../../platform/record.ts'
import type { WorkingTable } from '../model.ts'
import { canRunTables } from '../policy.ts'

export type Tx = Transaction<DB>

/** Under the table's lock, by whoever runs it; nothing happens any more at a cancelled one. */
export async function within<Result>(
  context: Context,
  table: WorkingTable,
  act: (tx: Tx) => Promise<Result>,
): Promise<Result> {
  allow(canRunTables(context.actor, table.space.id))
  return locked(context, table, act)
}

/** The same for whoever else may: of two who want the last place the second reads what the first wrote. */
export async function locked<Result>(
  context: Context,
  table: WorkingTable,
  act: (tx: Tx) => Promise<Result>,
): Promise<Result> {
  return context.db.transaction().execute(async (tx) => {
    const row = tx.selectFrom('working_tables').select('cancelled_reason').where('id', '=', table.id).forUpdate()
    if (found(await row.executeTakeFirst()).cancelled_reason !== null) throw new Refused('tables.refused.cancelled')
    return act(tx)
  })
}

export function aboutTable(
  table: WorkingTable,
  type: Happening['type'],
  details: Record<string, unknown>,
  subject: Happening['subject'] = { type: 'table', id: table.id },
): Happening {
  return { type, spaceId: table.space.id, subject, details: { table: table.slug, ...details } }
}
