import type { Context } from '../../../../platform/context.ts'
import { allow, found } from '../../../../platform/errors.ts'
import { newId } from '../../../../platform/identity.ts'
import { record } from '../../../../platform/record.ts'
import { happening, lockEdition, refuseUnlessOpen } from '../commands.ts'
import type { Edition } from '../model.ts'
import { canOrganise } from '../policy.ts'
import type { PartnerFields } from '../schema.ts'

export async function addPartner(context: Context, edition: Edition, fields: PartnerFields): Promise<void> {
  allow(canOrganise(context.actor, edition.space.id))
  await context.db.transaction().execute(async (tx) => {
    const held = await lockEdition(tx, edition.id)
    refuseUnlessOpen(held)
    const { count } = await tx
      .selectFrom('rally_partners')
      .select((eb) => eb.fn.coalesce(eb.fn.max('position'), eb.lit(0)).as('count'))
      .where('edition_id', '=', held.id)
      .executeTakeFirstOrThrow()
    const { name, part, url, linkedOn } = fields
    await tx
      .insertInto('rally_partners')
      .values({ id: newId(), edition_id: held.id, position: Number(count) + 1, name, part, url, linked_on: linkedOn })
      .execute()
    await record(tx, context, { ...happening(held, 'rally.partner-added'), details: { slug: held.slug, name, part } })
  })
}

export async function removePartner(context: Context, edition: Edition, id: string): Promise<void> {
  allow(canOrganise(context.actor, edition.space.id))
  await context.db.transaction().execute(async (tx) => {
    const held = await lockEdition(tx, edition.id)
    refuseUnlessOpen(held)
    const gone = found(
      await tx
        .deleteFrom('rally_partners')
        .where('id', '=', id)
        .where('edition_id', '=', held.id)
        .returning(['name', 'part'])
        .executeTakeFirst(),
    )
    await record(tx, context, { ...happening(held, 'rally.partner-removed'), details: { slug: held.slug, ...gone } })
  })
}
