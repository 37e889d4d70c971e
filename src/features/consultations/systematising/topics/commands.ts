import { sql, type Transaction } from 'kysely'
import type { Context } from '../../../../platform/context.ts'
import type { DB } from '../../../../platform/db/types.ts'
import { allow, Refused } from '../../../../platform/errors.ts'
import { newId } from '../../../../platform/identity.ts'
import { type Happening, record } from '../../../../platform/record.ts'
import type { Consultation } from '../../model.ts'
import { about, lockSystematisation, placeOf } from '../commands.ts'
import type { NewTopic } from '../model.ts'
import { canCode, canLeadSystematising } from '../policy.ts'
import type { TopicFields } from './schema.ts'

type Tx = Transaction<DB>

export async function createTopic(
  context: Context,
  consultation: Consultation,
  fields: NewTopic,
): Promise<{ id: string; number: number }> {
  allow(canCode(context.actor, consultation.space.id))
  return context.db.transaction().execute(async (tx) => {
    await lockSystematisation(tx, consultation.id)
    const { id, number, made } = await insertTopic(tx, context, consultation, fields)
    await record(tx, context, made)
    return { id, number }
  })
}

/** With the lock of the systematisation held; `made` is for the record, last of all. */
export async function insertTopic(
  tx: Tx,
  context: Context,
  consultation: Consultation,
  fields: NewTopic & { splitFrom?: string },
): Promise<{ id: string; number: number; made: Happening }> {
  await refuseName(tx, consultation, null, fields)
  const { rows } = await sql<{ next: number }>`
    select coalesce(max(number), 0) + 1 as next from topics where consultation_id = ${consultation.id}`.execute(tx)
  const [id, number] = [newId(), rows[0]?.next ?? 1]
  await tx
    .insertInto('topics')
    .values({
      ...{ id, consultation_id: consultation.id, number, name: fields.name, problem: fields.problem },
      ...{ axis_id: fields.axis, split_from: fields.splitFrom ?? null },
      ...{ made_by: context.actor?.id ?? null, made_at: context.now },
    })
    .execute()
  const details = { ...about(consultation), number, name: fields.name }
  return { id, number, made: { type: 'topic.created', ...placeOf(consultation), details } }
}

async function refuseName(tx: Tx, consultation: Consultation, own: string | null, { name, axis }: NewTopic) {
  if (axis !== null && !consultation.axes.some(({ id }) => id === axis)) throw new Refused('systematising.refused.axis')
  const { rows } = await sql<{ id: string }>`
    select id from topics where consultation_id = ${consultation.id} and fold(name) = fold(${name})
      and merged_into is null and removed_at is null and id is distinct from ${own}::uuid limit 1`.execute(tx)
  if (rows.length > 0) throw new Refused('systematising.refused.name', { name })
}

/** Its words, whether it goes first, and the answer to all whose contributions it gathers. */
export async function changeTopic(
  context: Context,
  consultation: Consultation,
  topicId: string,
  fields: TopicFields,
): Promise<void> {
  allow(canLeadSystematising(context.actor, consultation.space.id))
  await context.db.transaction().execute(async (tx) => {
    await lockSystematisation(tx, consultation.id)
    const { number } = await livingTopicRow(tx, consultation.id, topicId)
    await refuseName(tx, consultation, topicId, fields)
    await tx
      .updateTable('topics')
      .set({ name: fields.name, problem: fields.problem, axis_id: fields.axis })
      .set({ is_priority: fields.priority, response: fields.response })
      .where('id', '=', topicId)
      .execute()
    const what = { number, name: fields.name, priority: fields.priority, answer: fields.response }
    const details = { ...about(consultation), ...what }
    await record(tx, context, { type: 'topic.changed', ...placeOf(consultation), details })
  })
}

/** @throws Refused when it is not of this consultation, or was merged away */
export async function livingTopicRow(tx: Tx, consultationId: string, topicId: string) {
  const row = await tx
    .selectFrom('topics')
    .selectAll()
    .where('id', '=', topicId)
    .where('consultation_id', '=', consultationId)
    .where('merged_into', 'is', null)
    .where('removed_at', 'is', null)
    .executeTakeFirst()
  if (!row) throw new Refused('systematising.refused.topic')
  return row
}
