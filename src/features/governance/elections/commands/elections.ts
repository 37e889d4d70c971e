import type { Context } from '../../../../platform/context.ts'
import { allow, Refused } from '../../../../platform/errors.ts'
import { newId, slugOf } from '../../../../platform/identity.ts'
import type { Body } from '../../model.ts'
import { canKeepBody } from '../../policy.ts'
import { newKeys, sealKey } from '../keys.ts'
import type { ElectionFields } from '../schema.ts'
import { tell } from './within.ts'

/** Calls an election of seats of one sector, with its own pair of keys; returns its part of the address. */
export async function callElection(
  context: Context,
  body: Body,
  fields: ElectionFields,
  secret: string,
): Promise<string> {
  allow(canKeepBody(context.actor, body.space.id))
  if (fields.votingFrom <= context.now) throw new Refused('elections.refused.past')
  const { publicKey, privateKey } = await newKeys()
  return context.db.transaction().execute(async (tx) => {
    await tx.selectFrom('bodies').select('id').where('id', '=', body.id).forUpdate().executeTakeFirstOrThrow()
    const slug = slugOf(fields.title) || 'eleccion'
    const other = tx.selectFrom('elections').select('id').where('body_id', '=', body.id).where('slug', '=', slug)
    if (slug === 'nueva' || (await other.executeTakeFirst())) throw new Refused('governance.refused.slug')
    const held = await tx
      .selectFrom('seats')
      .select(({ fn }) => fn.countAll<string>().as('count'))
      .where('body_id', '=', body.id)
      .where('sector', '=', fields.sector)
      .executeTakeFirstOrThrow()
    if (Number(held.count) < fields.seats) throw new Refused('elections.refused.seats', { seats: Number(held.count) })
    const id = newId()
    const { title, sector, seats, requirements, pollingPlace } = fields
    await tx
      .insertInto('elections')
      .values({
        ...{ id, body_id: body.id, slug, title, sector, seats, requirements, public_key: publicKey },
        polling_place: pollingPlace,
        ...{ candidacies_from: fields.candidaciesFrom, candidacies_to: fields.candidaciesTo },
        ...{ voting_from: fields.votingFrom, voting_to: fields.votingTo },
        ...{ created_by: context.actor?.id ?? null, created_at: context.now },
      })
      .execute()
    const sealed = sealKey(privateKey, secret, id)
    await tx.insertInto('election_keys').values({ election_id: id, sealed_private_key: sealed }).execute()
    await tell(tx, context, body, { id, slug }, 'election.called', { title, sector, seats, publicKey })
    return slug
  })
}
