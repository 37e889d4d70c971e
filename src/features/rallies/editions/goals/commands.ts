import type { Context } from '../../../../platform/context.ts'
import { allow, found } from '../../../../platform/errors.ts'
import { newId } from '../../../../platform/identity.ts'
import { record } from '../../../../platform/record.ts'
import { canOrganise } from '../policy.ts'
import type { Forum } from './schema.ts'

/** A forum where the mechanism was presented, with the page that says so. */
export async function addForum(context: Context, spaceId: string, forum: Forum): Promise<void> {
  const { db, actor, now } = context
  allow(canOrganise(actor, spaceId))
  await db.transaction().execute(async (tx) => {
    const { name, heldOn, url, isInternational } = forum
    await tx
      .insertInto('rally_forums')
      .values({
        ...{ id: newId(), space_id: spaceId, name, held_on: heldOn, url, is_international: isInternational },
        ...{ added_by: actor?.id ?? null, added_at: now },
      })
      .execute()
    const subject = { type: 'space', id: spaceId }
    await record(tx, context, { type: 'rally.forum-added', spaceId, subject, details: { name, heldOn, url } })
  })
}

/** Takes a forum back that was none or stands twice; the record keeps what it was and why it went. */
export async function removeForum(context: Context, spaceId: string, id: string, reason: string): Promise<void> {
  allow(canOrganise(context.actor, spaceId))
  await context.db.transaction().execute(async (tx) => {
    const gone = found(
      await tx
        .deleteFrom('rally_forums')
        .where('id', '=', id)
        .where('space_id', '=', spaceId)
        .returning(['name', 'held_on', 'url'])
        .executeTakeFirst(),
    )
    const details = { name: gone.name, heldOn: gone.held_on, url: gone.url, reason }
    const subject = { type: 'space', id: spaceId }
    await record(tx, context, { type: 'rally.forum-removed', spaceId, subject, details })
  })
}
