import type { Context } from '../../../platform/context.ts'
import { found, Refused } from '../../../platform/errors.ts'
import { newId } from '../../../platform/identity.ts'
import { record } from '../../../platform/record.ts'
import { aboutTable, within } from '../locking/commands.ts'
import type { WorkingTable } from '../model.ts'
import { minutesOf } from './queries.ts'
import type { ParagraphFields } from './schema.ts'

/** Adds a paragraph at the end, or puts one in the place of another, which stays readable. Everybody sees it at once. */
export async function writeMinutes(
  context: Context,
  table: WorkingTable,
  { body, replaces }: ParagraphFields,
): Promise<void> {
  await within(context, table, async (tx) => {
    const minutes = await minutesOf(tx, table.id)
    const own = tx.selectFrom('table_minutes').select('position').where('table_id', '=', table.id)
    const before = replaces === null ? null : found(await own.where('id', '=', replaces).executeTakeFirst())
    // Somebody else has put another wording there meanwhile.
    if (before && !minutes.some(({ id }) => id === replaces)) throw new Refused('tables.refused.paragraph-replaced')
    const position = before?.position ?? (minutes.at(-1)?.position ?? 0) + 1
    const by = { written_by: context.actor?.id ?? null, written_at: context.now }
    await tx
      .insertInto('table_minutes')
      .values({ id: newId(), table_id: table.id, position, body, replaces, ...by })
      .execute()
    const details = { paragraph: position, replaced: before !== null }
    await record(tx, context, aboutTable(table, 'table.minutes-written', details))
  })
}
