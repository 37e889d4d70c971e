import type { Context } from '../../../../platform/context.ts'
import { allow, type Fault, Refused } from '../../../../platform/errors.ts'
import { record } from '../../../../platform/record.ts'
import { type Lack, lacksOf } from '../checklist/model.ts'
import { surroundingsOf } from '../checklist/queries.ts'
import { happening, lockEdition, type Tx } from '../commands.ts'
import type { Act, Edition } from '../model.ts'
import { partPath } from '../paths.ts'
import { canOrganise } from '../policy.ts'

/** Publishes the call. Every rule is asked again under the lock; throws Refused with all that is missing, each with its place. */
export async function publishEdition(context: Context, edition: Edition): Promise<void> {
  allow(canOrganise(context.actor, edition.space.id))
  await context.db.transaction().execute((tx) => publishLocked(tx, context, edition))
}

/** The same with no question of who: for the command line and the demonstration. */
export async function publishLocked(tx: Tx, context: Context, edition: Edition): Promise<void> {
  const held = await lockEdition(tx, edition.id)
  if (held.acts.cancelled) throw new Refused('rally.locked.cancelled')
  if (held.acts.published) throw new Refused('rally.publication.already')
  const lacks = lacksOf(held, await surroundingsOf(tx, held.id)).filter(({ severity }) => severity === 'error')
  if (lacks.length > 0) {
    const faults = lacks.map((lack) => faultOf(held, lack))
    throw new Refused('rally.publication.incomplete', { count: lacks.length }, faults)
  }
  await insertAct(tx, context, held, 'published', null)
  await record(tx, context, { ...happening(held, 'rally.published'), details: { slug: held.slug, name: held.name } })
}

export async function cancelEdition(context: Context, edition: Edition, reason: string): Promise<void> {
  allow(canOrganise(context.actor, edition.space.id))
  await context.db.transaction().execute(async (tx) => {
    const held = await lockEdition(tx, edition.id)
    if (held.acts.cancelled) throw new Refused('rally.locked.cancelled')
    if (held.acts.finalised) throw new Refused('rally.locked.finalised')
    await insertAct(tx, context, held, 'cancelled', reason)
    await record(tx, context, { ...happening(held, 'rally.cancelled'), details: { slug: held.slug, reason } })
  })
}

async function insertAct(tx: Tx, context: Context, edition: Edition, act: Act, reason: string | null): Promise<void> {
  const { actor, now } = context
  await tx
    .insertInto('rally_acts')
    .values({ edition_id: edition.id, act, at: now, done_by: actor?.id ?? null, reason })
    .execute()
}

function faultOf(edition: Edition, { code, part, field, severity, values }: Lack): Fault {
  return { key: `rally.lack.${code}`, values: values ?? {}, href: `${partPath(edition, part)}#${field}`, severity }
}
