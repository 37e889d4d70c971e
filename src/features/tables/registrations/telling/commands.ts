import type { Database } from '../../../../platform/context.ts'
import { translator } from '../../../../platform/i18n.ts'
import { queueMail } from '../../../../platform/mail/queue.ts'
import type { Tx } from '../../locking/commands.ts'
import type { WorkingTable } from '../../model.ts'
import { tablePaths } from '../../paths.ts'
import { tablesBetween } from '../../queries.ts'
import { cancelledMail, changedMail, reminderMail } from '../emails.ts'
import { toRemind, toTell } from '../queries.ts'

const remindedHours = 48
const keptDays = 30

/** Once to each with a place and an address, within the two days before. Returns how many letters were queued. */
export async function remindRegistered(work: { db: Database; baseUrl: string }, now: Date): Promise<number> {
  let letters = 0
  for (const table of await tablesBetween(work.db, now, new Date(now.getTime() + remindedHours * 3_600_000))) {
    letters += await work.db.transaction().execute(async (tx) => {
      await tx.selectFrom('working_tables').select('id').where('id', '=', table.id).forUpdate().execute()
      const people = await toRemind(tx, table.id)
      const url = new URL(tablePaths.table(table), work.baseUrl).href
      for (const { id, email, language, folio } of people) {
        const mail = reminderMail(translator(language), table, { folio, url })
        await queueMail(tx, { ...mail, recipient: email, purpose: 'table-reminder' }, now)
        await tx.updateTable('table_registrations').set({ reminded_at: now }).where('id', '=', id).execute()
      }
      return people.length
    })
  }
  return letters
}

/** Thirty days after a table nobody is written to any more: addresses go, counts stay. Returns how many went. */
export async function dropAddresses(db: Database, now: Date): Promise<number> {
  const before = new Date(now.getTime() - keptDays * 86_400_000)
  const rows = await db
    .updateTable('table_registrations')
    .set({ email: null })
    .where('email', 'is not', null)
    .where('table_id', 'in', (select) => select.selectFrom('working_tables').select('id').where('held_at', '<', before))
    .returning('id')
    .execute()
  return rows.length
}

/** Everybody who registered and left an address, those who wait too, once each: that the table was called off. Returns how many letters. */
export async function tellCancelled(tx: Tx, now: Date, table: WorkingTable, reason: string, baseUrl: string) {
  const url = new URL(tablePaths.table(table), baseUrl).href
  const people = await toTell(tx, table.id)
  for (const { email, language, folio } of people) {
    const mail = cancelledMail(translator(language), table, { folio, url, reason })
    await queueMail(tx, { ...mail, recipient: email, purpose: 'table-cancelled' }, now)
  }
  return people.length
}

/** The same where day, hour or place changed; whoever was reminded of the old ones is reminded again. Returns how many letters. */
export async function tellChanged(tx: Tx, now: Date, table: WorkingTable, baseUrl: string) {
  const url = new URL(tablePaths.table(table), baseUrl).href
  const people = await toTell(tx, table.id)
  for (const { email, language, folio } of people) {
    const mail = changedMail(translator(language), table, { folio, url })
    await queueMail(tx, { ...mail, recipient: email, purpose: 'table-changed' }, now)
  }
  await tx.updateTable('table_registrations').set({ reminded_at: null }).where('table_id', '=', table.id).execute()
  return people.length
}
