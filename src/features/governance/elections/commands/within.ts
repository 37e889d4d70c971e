import type { Transaction } from 'kysely'
import type { Context } from '../../../../platform/context.ts'
import type { DB } from '../../../../platform/db/types.ts'
import { allow, found } from '../../../../platform/errors.ts'
import { record } from '../../../../platform/record.ts'
import type { Body } from '../../model.ts'
import { canKeepBody } from '../../policy.ts'
import type { Election } from '../model.ts'
import { findElection } from '../queries.ts'

export type Tx = Transaction<DB>

/** As it stands under its lock, so that nothing changes between the rule and the write. */
export async function lockedElection(tx: Tx, body: { id: string }, slug: string): Promise<Election> {
  await tx
    .selectFrom('elections')
    .select('id')
    .where('body_id', '=', body.id)
    .where('slug', '=', slug)
    .forUpdate()
    .executeTakeFirst()
  return found(await findElection(tx, body.id, slug))
}

/** For whoever keeps the body's papers. */
export async function keeping<R>(
  context: Context,
  body: Body,
  slug: string,
  act: (tx: Tx, election: Election) => Promise<R>,
): Promise<R> {
  allow(canKeepBody(context.actor, body.space.id))
  return context.db.transaction().execute(async (tx) => act(tx, await lockedElection(tx, body, slug)))
}

export function tell(
  tx: Tx,
  context: Context,
  body: Body,
  election: { id: string; slug: string },
  type: `election.${string}`,
  details: Record<string, unknown> = {},
) {
  const subject = { type: 'election', id: election.id }
  const place = { body: body.slug, election: election.slug }
  return record(tx, context, { type, spaceId: body.space.id, subject, details: { ...place, ...details } })
}
