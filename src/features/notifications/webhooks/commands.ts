import { randomBytes } from 'node:crypto'
import type { Context } from '../../../platform/context.ts'
import { allow, found, Refused } from '../../../platform/errors.ts'
import { newId } from '../../../platform/identity.ts'
import { record } from '../../../platform/record.ts'
import { canKeepWebhooks } from '../policy.ts'
import type { WebhookFields } from '../schema.ts'
import { isOutside } from './model.ts'
import { webhookSubjects } from './queries.ts'

const mostWebhooks = 20

/** Returns its id and the secret, which is told this once. @throws {Refused} when the address lies inside, or there are too many. */
export async function addWebhook(
  context: Context,
  spaceId: string,
  fields: WebhookFields,
  trusted: readonly string[],
): Promise<{ id: string; secret: string }> {
  allow(canKeepWebhooks(context.actor, spaceId))
  if (!isOutside(fields.url, trusted)) throw new Refused('webhook.error.inside')
  const secret = `whsec_${randomBytes(32).toString('base64url')}`
  const id = newId()
  await context.db.transaction().execute(async (tx) => {
    await tx.selectFrom('spaces').select('id').where('id', '=', spaceId).forUpdate().executeTakeFirstOrThrow()
    const kept = await tx.selectFrom('webhooks').select('id').where('space_id', '=', spaceId).execute()
    if (kept.length >= mostWebhooks) throw new Refused('webhook.error.many', { max: mostWebhooks })
    const subjects = await webhookSubjects(tx, spaceId)
    const { type, id: subjectId } = fields.subject
    found(subjects.find((one) => one.type === type && one.id === subjectId))
    await tx
      .insertInto('webhooks')
      .values({
        ...{ id, space_id: spaceId, subject_type: type, subject_id: subjectId, url: fields.url, secret },
        ...{ created_by: context.actor?.id ?? null, created_at: context.now },
      })
      .execute()
    // The address itself may carry a key: where it leads is enough.
    const details = { host: new URL(fields.url).host, about: type }
    await record(tx, context, { type: 'webhook.added', spaceId, subject: { type: 'webhook', id }, details })
  })
  return { id, secret }
}

export async function turnWebhook(context: Context, spaceId: string, id: string, isOn: boolean): Promise<void> {
  allow(canKeepWebhooks(context.actor, spaceId))
  await context.db
    .updateTable('webhooks')
    .set({ is_on: isOn, failures: 0 })
    .where('id', '=', id)
    .where('space_id', '=', spaceId)
    .execute()
}

export async function removeWebhook(context: Context, spaceId: string, id: string): Promise<void> {
  allow(canKeepWebhooks(context.actor, spaceId))
  await context.db.transaction().execute(async (tx) => {
    const gone = await tx
      .deleteFrom('webhooks')
      .where('id', '=', id)
      .where('space_id', '=', spaceId)
      .returning('id')
      .executeTakeFirst()
    found(gone)
    await record(tx, context, { type: 'webhook.removed', spaceId, subject: { type: 'webhook', id } })
  })
}
