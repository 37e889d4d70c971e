import { tokenHash } from '../../../../platform/auth/one-time-link.ts'
import type { AuthSettings } from '../../../../platform/auth/settings.ts'
import type { Context } from '../../../../platform/context.ts'
import { found, Refused } from '../../../../platform/errors.ts'
import { newId } from '../../../../platform/identity.ts'
import { networkPrefix } from '../../../../platform/rate-limit.ts'
import { limit } from '../../../people/commands/signing-in.ts'
import { leaveToken } from '../../follows/model.ts'
import { belongsTo } from '../../follows/queries.ts'
import { asksANetwork } from '../../model.ts'
import { findSubject } from '../../queries.ts'
import type { BrowserRequest } from '../../schema.ts'
import { isOutside } from '../../webhooks/model.ts'
import { queuePush } from '../commands.ts'

/** Not more than a person follows: each is a row and a message for every event. */
const mostABrowser = 100

type Asking = { settings: AuthSettings; trusted: readonly string[]; clientAddress: string | null }

/**
 * Follows by the browser that asked. It begins when its push service takes the first message; until then it is a row that is
 * forgotten after a week. Returns the follow's id. @throws {Refused} where the address lies inside, or the browser follows too much.
 */
export async function followByBrowser(
  context: Context,
  { settings, trusted, clientAddress }: Asking,
  { type, subject: subjectId, ...push }: BrowserRequest,
): Promise<string> {
  const { db, now, locale } = context
  found(await findSubject(db, type, subjectId))
  await limit(db, settings, now, asksANetwork, networkPrefix(clientAddress))
  if (!isOutside(push.endpoint, trusted)) throw new Refused('follow.push.error.inside')
  return db.transaction().execute(async (tx) => {
    const known = await tx
      .selectFrom('follows')
      .select(['id', 'subject_type', 'subject_id'])
      .where(belongsTo({ endpoint: push.endpoint }))
      .execute()
    const same = known.find((row) => row.subject_type === type && row.subject_id === subjectId)
    if (same) {
      // The browser may have new keys under its old address.
      await tx
        .updateTable('follows')
        .set({ push: JSON.stringify(push), locale })
        .where('id', '=', same.id)
        .execute()
      return same.id
    }
    if (known.length >= mostABrowser) throw new Refused('follow.push.error.many', { max: mostABrowser })
    const id = newId()
    const made = await tx
      .insertInto('follows')
      .values({
        ...{ id, subject_type: type, subject_id: subjectId, channel: 'push', cadence: 'at-once', locale },
        ...{ push: JSON.stringify(push), leave_hash: tokenHash(leaveToken(id, settings.secret)), asked_at: now },
      })
      .onConflict((conflict) => conflict.doNothing())
      .returning('id')
      .executeTakeFirst()
    // Another request of the same browser was quicker: it has queued the first message.
    if (made) await queuePush(tx, id, now)
    return id
  })
}
