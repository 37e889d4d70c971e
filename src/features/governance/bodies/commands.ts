import type { Context } from '../../../platform/context.ts'
import { allow, found, Refused } from '../../../platform/errors.ts'
import { newId, slugOf } from '../../../platform/identity.ts'
import { record } from '../../../platform/record.ts'
import { type Body, seatSectors } from '../model.ts'
import { canKeepBody } from '../policy.ts'
import type { BodyDocumentFields, BodyFields } from './schema.ts'

/** Makes a body with its empty seats; returns its part of the address. The three sectors hold one titular each at the least. */
export async function createBody(context: Context, space: { id: string }, fields: BodyFields): Promise<string> {
  allow(canKeepBody(context.actor, space.id))
  const { db, actor, now } = context
  return db.transaction().execute(async (tx) => {
    const slug = slugOf(fields.name) || 'organo'
    await tx.selectFrom('spaces').select('id').where('id', '=', space.id).forUpdate().executeTakeFirstOrThrow()
    const other = tx.selectFrom('bodies').select('id').where('space_id', '=', space.id).where('slug', '=', slug)
    if (slug === 'nuevo' || (await other.executeTakeFirst())) throw new Refused('governance.refused.slug')
    const exercise = tx
      .selectFrom('exercises')
      .select('id')
      .where('id', '=', fields.exercise ?? '00000000-0000-0000-0000-000000000000')
      .where('space_id', '=', space.id)
    if (fields.exercise !== null) found(await exercise.executeTakeFirst())
    const id = newId()
    await tx
      .insertInto('bodies')
      .values({
        ...{ id, space_id: space.id, slug, kind: fields.kind, name: fields.name, about: fields.about },
        ...{ term_from: fields.termFrom, term_to: fields.termTo, exercise_id: fields.exercise },
        minimum: JSON.stringify({ oversight: 1, 'civil-society': 1, government: 1 }),
        ...{ created_by: actor?.id ?? null, created_at: now },
      })
      .execute()
    const seats = seatSectors.flatMap((sector) =>
      Array.from({ length: fields[`seats.${sector}`] }, (_, index) => ({
        ...{ id: newId(), body_id: id, sector, number: index + 1 },
      })),
    )
    await tx.insertInto('seats').values(seats).execute()
    const details = { slug, name: fields.name, seats: seats.length }
    await record(tx, context, { type: 'body.created', spaceId: space.id, subject: { type: 'body', id }, details })
    return slug
  })
}

/**
 * Adds a document to the body's public papers. Rules and the annual agenda are the body's own decision: they name the motion that
 * carried them.
 */
export async function addBodyDocument(context: Context, body: Body, fields: BodyDocumentFields): Promise<void> {
  allow(canKeepBody(context.actor, body.space.id))
  const { db, actor, now } = context
  await db.transaction().execute(async (tx) => {
    const needsMotion = fields.kind === 'rules' || fields.kind === 'agenda'
    const carried = tx
      .selectFrom('motions as m')
      .innerJoin('motion_outcomes as o', 'o.motion_id', 'm.id')
      .innerJoin('sessions_of_bodies as s', 's.id', 'm.session_id')
      .select('m.id')
      .where('s.body_id', '=', body.id)
      .where('o.outcome', '=', 'carried')
      .where('m.kind', '=', fields.kind)
    const motion = needsMotion ? (await carried.execute()).find(({ id }) => id === fields.motion) : undefined
    if (needsMotion && !motion) throw new Refused('governance.refused.document-motion')
    const id = newId()
    await tx
      .insertInto('body_documents')
      .values({
        ...{ id, body_id: body.id, kind: fields.kind, title: fields.title, url: fields.url, dated_on: fields.datedOn },
        ...{ motion_id: motion?.id ?? null, added_by: actor?.id ?? null, added_at: now },
      })
      .execute()
    const details = { body: body.slug, kind: fields.kind, title: fields.title, url: fields.url }
    const subject = { type: 'body', id: body.id }
    await record(tx, context, { type: 'body.document-added', spaceId: body.space.id, subject, details })
  })
}
