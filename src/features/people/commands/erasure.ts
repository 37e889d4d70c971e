import type { Context } from '../../../platform/context.ts'
import { allow, found } from '../../../platform/errors.ts'
import { newId } from '../../../platform/identity.ts'
import { record } from '../../../platform/record.ts'
import { holdings } from '../holdings.ts'
import { newFolio } from '../model.ts'

/**
 * Deletes what is held about the person who asks, all or nothing; what she did in public stands without her name. Returns the
 * folio of the receipt, which tells how much was deleted and not whose it was.
 */
export async function erasePerson(context: Context): Promise<string> {
  const { db, actor, now } = context
  allow(actor !== null)
  const folio = newFolio('BAJA')
  await db.transaction().execute(async (tx) => {
    // Locked first: two presses of the button make one deletion, and no role is granted in between.
    const person = found(
      await tx.selectFrom('people').select(['id', 'email']).where('id', '=', actor.id).forUpdate().executeTakeFirst(),
    )
    const removed: Record<string, number> = {}
    for (const holding of holdings) {
      if (holding.erase) removed[holding.id] = await holding.erase(tx, person)
    }
    await tx
      .insertInto('erasures')
      .values({ id: newId(), folio, erased_at: now, removed: JSON.stringify(removed) })
      .execute()
    await record(tx, context, { type: 'person.erased', spaceId: null, subject: { type: 'person', id: person.id } })
  })
  return folio
}
