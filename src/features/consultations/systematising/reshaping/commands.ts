import { sql, type Transaction } from 'kysely'
import type { Context } from '../../../../platform/context.ts'
import type { DB } from '../../../../platform/db/types.ts'
import { allow, found, Refused } from '../../../../platform/errors.ts'
import { record, recordAll } from '../../../../platform/record.ts'
import type { Consultation } from '../../model.ts'
import { insertAct, insertCodings } from '../coding/commands.ts'
import { about, lockSystematisation, placeOf, reckon } from '../commands.ts'
import type { NewTopic, Verdict } from '../model.ts'
import { canCode, canLeadSystematising } from '../policy.ts'
import { insertTopic, livingTopicRow } from '../topics/commands.ts'

type Tx = Transaction<DB>

/** All of one topic goes to another; the first stays, empty, and says where it went. */
export async function mergeTopics(
  context: Context,
  consultation: Consultation,
  fromId: string,
  intoId: string,
): Promise<void> {
  allow(canLeadSystematising(context.actor, consultation.space.id))
  if (fromId === intoId) throw new Refused('systematising.refused.itself')
  await context.db.transaction().execute(async (tx) => {
    const { codedTwice } = await lockSystematisation(tx, consultation.id)
    const from = await livingTopicRow(tx, consultation.id, fromId)
    const into = await livingTopicRow(tx, consultation.id, intoId)
    await tx.updateTable('topics').set({ merged_into: intoId }).where('id', '=', fromId).execute()
    const touched = await spokenOf(tx, fromId)
    const act = { kind: 'merge', topicId: fromId, otherId: intoId, count: touched.length } as const
    await insertAct(tx, context, consultation, act)
    await reckon(tx, consultation.id, touched, codedTwice)
    const details = { ...about(consultation), from: from.name, into: into.name, count: touched.length }
    await record(tx, context, { type: 'topic.merged', ...placeOf(consultation), details })
  })
}

/** Contributions of which a word stands in this topic, or in one that went into it. */
async function spokenOf(tx: Tx, topicId: string): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    with recursive gathered as (
      select ${topicId}::uuid as id union select t.id from topics t join gathered g on t.merged_into = g.id)
    select distinct contribution_id as id from codings
    where undone_at is null and topic_id in (select id from gathered)`.execute(tx)
  return rows.map(({ id }) => id)
}

/** Some of a topic's settled contributions become a topic of their own, as its decision over the coders' words. */
export async function splitTopic(
  context: Context,
  consultation: Consultation,
  fromId: string,
  ids: readonly string[],
  fields: NewTopic,
): Promise<{ number: number; count: number }> {
  const { actor } = context
  allow(canLeadSystematising(actor, consultation.space.id))
  return context.db.transaction().execute(async (tx) => {
    const { codedTwice } = await lockSystematisation(tx, consultation.id)
    const from = await livingTopicRow(tx, consultation.id, fromId)
    const moved = await tx
      .selectFrom('outcomes_of_contributions')
      .select(['contribution_id as id', 'kind', 'response'])
      .where('topic_id', '=', fromId)
      .where(sql<boolean>`contribution_id = any(${[...new Set(ids)]}::uuid[])`)
      .execute()
    if (moved.length === 0) throw new Refused('systematising.refused.nothing-to-split')
    const { id: topicId, number, made } = await insertTopic(tx, context, consultation, { ...fields, splitFrom: fromId })
    const act = { kind: 'split', topicId, otherId: fromId, count: moved.length } as const
    const words = moved.map(({ id, kind, response }) => {
      return { id, verdict: { kind, topicId, response } as Verdict, settles: true }
    })
    await insertCodings(tx, { ...context, actor }, await insertAct(tx, context, consultation, act), words)
    await reckon(
      tx,
      consultation.id,
      words.map(({ id }) => id),
      codedTwice,
    )
    const details = { ...about(consultation), from: from.name, into: fields.name, count: moved.length }
    await recordAll(tx, context, [made, { type: 'topic.split', ...placeOf(consultation), details }])
    return { number, count: moved.length }
  })
}

/** Takes back one act as a whole: one's own, or anybody's for whoever leads. Others' later words stay. */
export async function undoAct(context: Context, consultation: Consultation, actId: string): Promise<void> {
  const { actor } = context
  allow(canCode(actor, consultation.space.id))
  await context.db.transaction().execute(async (tx) => {
    const { codedTwice } = await lockSystematisation(tx, consultation.id)
    const act = found(
      await tx
        .selectFrom('systematising_acts')
        .selectAll()
        .where('id', '=', actId)
        .where('consultation_id', '=', consultation.id)
        .executeTakeFirst(),
    )
    allow(act.acted_by === actor.id || canLeadSystematising(actor, consultation.space.id))
    if (act.undone_at !== null) throw new Refused('systematising.refused.undone')
    await tx
      .updateTable('systematising_acts')
      .set({ undone_at: context.now, undone_by: actor.id })
      .where('id', '=', actId)
      .execute()
    const touched =
      act.kind === 'merge' ? await takeApart(tx, act.topic_id ?? '') : await withdrawWords(tx, actId, context.now)
    if (act.kind === 'split') await removeIfEmpty(tx, act.topic_id ?? '', context.now)
    await reckon(tx, consultation.id, touched, codedTwice)
    const details = { ...about(consultation), kind: act.kind, count: act.contributions }
    await record(tx, context, { type: 'systematisation.undone', ...placeOf(consultation), details })
  })
}

async function takeApart(tx: Tx, fromId: string): Promise<string[]> {
  await tx.updateTable('topics').set({ merged_into: null }).where('id', '=', fromId).execute()
  return spokenOf(tx, fromId)
}

async function withdrawWords(tx: Tx, actId: string, now: Date): Promise<string[]> {
  const rows = await tx
    .updateTable('codings')
    .set({ undone_at: now })
    .where('batch_id', '=', actId)
    .returning('contribution_id as id')
    .execute()
  return rows.map(({ id }) => id)
}

/** Where a word still stands in it, or another topic went into it, it stays. */
async function removeIfEmpty(tx: Tx, topicId: string, now: Date): Promise<void> {
  await sql`update topics t set removed_at = ${now} where t.id = ${topicId} and t.merged_into is null
    and not exists (select from codings g where g.topic_id = t.id and g.undone_at is null)
    and not exists (select from topics m where m.merged_into = t.id)
    and not exists (select from problem_trees p where p.topic_id = t.id)
    and not exists (select from working_tables w where w.topic_id = t.id)`.execute(tx)
}
