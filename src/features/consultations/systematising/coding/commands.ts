import { sql, type Transaction } from 'kysely'
import type { Context, Person } from '../../../../platform/context.ts'
import { insertMany } from '../../../../platform/db/bulk.ts'
import type { DB } from '../../../../platform/db/types.ts'
import { allow, found, Refused } from '../../../../platform/errors.ts'
import { newId } from '../../../../platform/identity.ts'
import { type Happening, recordAll } from '../../../../platform/record.ts'
import type { Consultation } from '../../model.ts'
import { about, lockSystematisation, placeOf, reckon } from '../commands.ts'
import { type Coding, codersNeeded, type Saying, standingOf, type Verdict, wordsOf } from '../model.ts'
import { canCode } from '../policy.ts'
import { codingsOf, mergesOf } from '../queries.ts'
import { insertTopic } from '../topics/commands.ts'

type Tx = Transaction<DB>

export type Coded = { actId: string; count: number; passedOver: number }
/** One coder's word on one or many contributions. Undone as one. @throws Refused when all of them are settled by others already */
export async function codeContributions(
  context: Context,
  consultation: Consultation,
  ids: readonly string[],
  saying: Saying,
): Promise<Coded> {
  const { actor } = context
  allow(canCode(actor, consultation.space.id))
  return context.db.transaction().execute(async (tx) => {
    const { codedTwice } = await lockSystematisation(tx, consultation.id)
    const { verdict, before } = await verdictOf(tx, context, consultation, saying)
    const entries = [...new Set(ids)].map((id) => ({ id, verdict }))
    return writeWords(tx, { ...context, actor }, consultation, entries, { codedTwice, before })
  })
}

/** The same with a word for each: for files, the rehearsal and the demonstration. */
export async function codeMany(
  context: Context,
  consultation: Consultation,
  entries: readonly { id: string; verdict: Verdict }[],
): Promise<Coded> {
  const { actor } = context
  allow(canCode(actor, consultation.space.id))
  return context.db.transaction().execute(async (tx) => {
    const { codedTwice } = await lockSystematisation(tx, consultation.id)
    const once = [...new Map(entries.map((entry) => [entry.id, entry])).values()]
    return writeWords(tx, { ...context, actor }, consultation, once, { codedTwice, before: [] })
  })
}

async function verdictOf(
  tx: Tx,
  context: Context,
  consultation: Consultation,
  saying: Saying,
): Promise<{ verdict: Verdict; before: Happening[] }> {
  if (!('newTopic' in saying)) return { verdict: saying, before: [] }
  const { id, made } = await insertTopic(tx, context, consultation, saying.newTopic)
  return { verdict: { kind: saying.kind, topicId: id, response: saying.response }, before: [made] }
}

type Acting = Context & { actor: Person }

async function writeWords(
  tx: Tx,
  context: Acting,
  consultation: Consultation,
  entries: readonly { id: string; verdict: Verdict }[],
  { codedTwice, before }: { codedTwice: number; before: readonly Happening[] },
): Promise<Coded> {
  await refuseForeign(tx, consultation.id, entries)
  const given = await codingsOf(
    tx,
    entries.map(({ id }) => id),
  )
  const merges = await mergesOf(tx, consultation.id)
  const taken = entries.flatMap((entry) => {
    const codings = given.get(entry.id) ?? []
    const { standing } = standingOf(codings, merges, codersNeeded(entry.id, codedTwice))
    const isOwn = wordsOf(codings).some(({ coderId }) => coderId === context.actor.id)
    // Settled by others meanwhile: left as it is, whoever came second is told.
    if (standing === 'settled' && (!isOwn || codings.some(({ settles }) => settles))) return []
    return [{ ...entry, settles: standing === 'disputed' && !isOwn }]
  })
  if (taken.length === 0) throw new Refused('systematising.refused.settled')
  const only = new Set(taken.map(({ verdict }) => verdict.topicId))
  const kind = taken.every(({ settles }) => settles) ? 'settle' : 'code'
  const actId = await insertAct(tx, context, consultation, {
    ...{ kind, topicId: only.size === 1 ? ([...only][0] ?? null) : null, otherId: null, count: taken.length },
  })
  await insertCodings(tx, context, actId, taken)
  await reckon(
    tx,
    consultation.id,
    taken.map(({ id }) => id),
    codedTwice,
  )
  // Not what was said: another coder's word stays unread until she has given hers.
  const details = { ...about(consultation), count: taken.length }
  const type = kind === 'settle' ? 'contributions.settled' : 'contributions.coded'
  await recordAll(tx, context, [...before, { type, ...placeOf(consultation), details }])
  return { actId, count: taken.length, passedOver: entries.length - taken.length }
}

async function refuseForeign(
  tx: Tx,
  consultationId: string,
  entries: readonly { id: string; verdict: Verdict }[],
): Promise<void> {
  const ids = entries.map(({ id }) => id)
  const topics = [...new Set(entries.flatMap(({ verdict }) => verdict.topicId ?? []))]
  const { rows } = await sql<{ contributions: number; topics: number }>`
    select (select count(*)::int from contributions where id = any(${ids}::uuid[]) and consultation_id = ${consultationId})
        as contributions,
      (select count(*)::int from topics where id = any(${topics}::uuid[]) and consultation_id = ${consultationId}
        and merged_into is null and removed_at is null) as topics`.execute(tx)
  if (ids.length === 0 || rows[0]?.contributions !== ids.length)
    throw new Refused('systematising.refused.contributions')
  if (rows[0].topics !== topics.length) throw new Refused('systematising.refused.topic')
}

type Act = {
  kind: 'code' | 'settle' | 'merge' | 'split'
  topicId: string | null
  otherId: string | null
  count: number
}

export async function insertAct(tx: Tx, context: Context, consultation: Consultation, act: Act): Promise<string> {
  const id = newId()
  await tx
    .insertInto('systematising_acts')
    .values({
      ...{ id, consultation_id: consultation.id, kind: act.kind, topic_id: act.topicId, other_topic_id: act.otherId },
      ...{ contributions: act.count, acted_by: context.actor?.id ?? null, acted_at: context.now },
    })
    .execute()
  return id
}

export async function insertCodings(
  tx: Tx,
  { actor, now }: Acting,
  actId: string,
  words: readonly { id: string; verdict: Verdict; settles: boolean }[],
): Promise<void> {
  const rows = words.map(({ id, verdict, settles }) => ({
    ...{ id: newId(), contribution_id: id, topic_id: verdict.topicId, kind: verdict.kind, response: verdict.response },
    ...{ settles, batch_id: actId, coder_id: actor.id, coded_at: now.toISOString() },
  }))
  const columns = ['id', 'contribution_id', 'topic_id', 'kind', 'response', 'settles', 'batch_id', 'coder_id'] as const
  await insertMany(tx, 'codings', [...columns, 'coded_at'], rows)
}

/**
 * Decides between coders by making one of their words hold. Whoever decides is none of those who spoke.
 * @throws Refused when they agree by now, or it is her own word
 */
export async function decideBetween(context: Context, consultation: Consultation, codingId: string): Promise<void> {
  const { actor } = context
  allow(canCode(actor, consultation.space.id))
  await context.db.transaction().execute(async (tx) => {
    const { codedTwice } = await lockSystematisation(tx, consultation.id)
    const { contribution_id: id } = found(
      await tx
        .selectFrom('codings as g')
        .innerJoin('contributions as c', 'c.id', 'g.contribution_id')
        .select('g.contribution_id')
        .where('g.id', '=', codingId)
        .where('c.consultation_id', '=', consultation.id)
        .executeTakeFirst(),
    )
    const given = (await codingsOf(tx, [id])).get(id) ?? []
    const word = chosen(given, codingId, actor.id)
    const { standing } = standingOf(given, await mergesOf(tx, consultation.id), codersNeeded(id, codedTwice))
    if (standing !== 'disputed' || !word) throw new Refused('systematising.refused.not-disputed')
    const verdict = { kind: word.kind, topicId: word.topicId, response: word.response } as Verdict
    const act = { kind: 'settle', topicId: word.topicId, otherId: null, count: 1 } as const
    await insertCodings(tx, { ...context, actor }, await insertAct(tx, context, consultation, act), [
      { id, verdict, settles: true },
    ])
    await reckon(tx, consultation.id, [id], codedTwice)
    const details = { ...about(consultation), count: 1 }
    await recordAll(tx, context, [{ type: 'contributions.settled', ...placeOf(consultation), details }])
  })
}

function chosen(given: readonly Coding[], codingId: string, actorId: string): Coding | undefined {
  const words = wordsOf(given)
  if (words.some(({ coderId }) => coderId === actorId)) throw new Refused('systematising.refused.own-word')
  return words.find(({ id }) => id === codingId)
}
