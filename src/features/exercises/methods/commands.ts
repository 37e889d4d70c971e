import type { Context, Database } from '../../../platform/context.ts'
import { loadReferenceSet } from '../../../platform/db/reference-set.ts'
import { allow, Refused } from '../../../platform/errors.ts'
import { newId, slugOf } from '../../../platform/identity.ts'
import { record } from '../../../platform/record.ts'
import { canRunExercises } from '../policy.ts'
import type { Method, MethodDefinition } from './model.ts'
import { shippedMethods } from './shipped.ts'

/** Brings the shipped methods up to what this version carries; a version that is there already is never written over. */
export async function loadMethods(db: Database, now: Date): Promise<boolean> {
  const shipped = shippedMethods()
  return loadReferenceSet(db, { name: 'methods', text: JSON.stringify(shipped), now }, async (tx) => {
    for (const { code, version, name, definition } of shipped) {
      await tx
        .insertInto('methods')
        .values({ id: newId(), code, version, name, definition: JSON.stringify(definition), made_at: now })
        .onConflict((conflict) => conflict.columns(['space_id', 'code', 'version']).doNothing())
        .execute()
    }
  })
}

export type Adaptation = { name: string; reason: string; definition: MethodDefinition }

/**
 * Writes the space's own version of a method: the first one of a copy, or the next of its own. Exercises that already run keep
 * the version they began with. Returns the code under which the space finds it.
 */
export async function adaptMethod(
  context: Context,
  space: { id: string; slug: string },
  from: Method,
  { name, reason, definition }: Adaptation,
): Promise<string> {
  const { db, actor, now } = context
  allow(canRunExercises(actor, space.id))
  return db.transaction().execute(async (tx) => {
    await tx.selectFrom('spaces').select('id').where('id', '=', space.id).forUpdate().executeTakeFirstOrThrow()
    const code = from.spaceId === space.id ? from.code : slugOf(name, 60) || 'metodo'
    const newest = await tx
      .selectFrom('methods')
      .select((eb) => eb.fn.max('version').as('version'))
      .where('space_id', '=', space.id)
      .where('code', '=', code)
      .executeTakeFirstOrThrow()
    if (from.spaceId !== space.id && newest.version !== null) throw new Refused('method.error.name-taken')
    if (from.spaceId === space.id && newest.version !== from.version) throw new Refused('method.error.changed')
    const id = newId()
    const version = (newest.version ?? 0) + 1
    await tx
      .insertInto('methods')
      .values({
        ...{ id, space_id: space.id, code, version, name, reason, definition: JSON.stringify(definition) },
        ...{ copied_from: from.id, made_by: actor?.id ?? null, made_at: now },
      })
      .execute()
    const details = { code, version, name, reason, copiedFrom: `${from.code} ${from.version}` }
    await record(tx, context, { type: 'method.adapted', spaceId: space.id, subject: { type: 'method', id }, details })
    return code
  })
}
