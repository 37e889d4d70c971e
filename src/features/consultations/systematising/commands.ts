import { sql, type Transaction } from 'kysely'
import { insertMany } from '../../../platform/db/bulk.ts'
import type { DB } from '../../../platform/db/types.ts'
import type { Consultation } from '../model.ts'
import { codersNeeded, standingOf } from './model.ts'
import { codingsOf, mergesOf } from './queries.ts'

type Tx = Transaction<DB>

/**
 * Begins a change of a consultation's systematisation: one at a time, so that two coders at one contribution come one after the other.
 * Returns how many of each hundred contributions are coded twice.
 */
export async function lockSystematisation(tx: Tx, consultationId: string): Promise<{ codedTwice: number }> {
  await tx
    .insertInto('systematisations')
    .values({ consultation_id: consultationId })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
  const row = await tx
    .selectFrom('systematisations')
    .select('coded_twice')
    .where('consultation_id', '=', consultationId)
    .forUpdate()
    .executeTakeFirstOrThrow()
  return { codedTwice: row.coded_twice }
}

/** Writes where these contributions stand, and the outcome of those that are settled, as their codings say now. */
export async function reckon(
  tx: Tx,
  consultationId: string,
  ids: readonly string[],
  codedTwice: number,
): Promise<void> {
  if (ids.length === 0) return
  const [codings, merges] = [await codingsOf(tx, ids), await mergesOf(tx, consultationId)]
  const [standings, outcomes]: Record<string, unknown>[][] = [[], []]
  for (const [id, given] of codings) {
    const { standing, outcome } = standingOf(given, merges, codersNeeded(id, codedTwice))
    if (standing !== 'open') standings?.push({ contribution_id: id, consultation_id: consultationId, standing })
    if (outcome) {
      const { kind, topicId, response, settledBy, at } = outcome
      const settled = { settled_by: settledBy, settled_at: at.toISOString() }
      outcomes?.push({ contribution_id: id, topic_id: topicId, kind, response, ...settled })
    }
  }
  for (const table of ['codings_standing', 'outcomes_of_contributions'] as const)
    await sql`delete from ${sql.table(table)} where contribution_id = any(${ids}::uuid[])`.execute(tx)
  await insertMany(tx, 'codings_standing', ['contribution_id', 'consultation_id', 'standing'], standings ?? [])
  await insertMany(
    tx,
    'outcomes_of_contributions',
    ['contribution_id', 'topic_id', 'kind', 'response', 'settled_by', 'settled_at'],
    outcomes ?? [],
  )
}

export function placeOf(consultation: Consultation) {
  return { spaceId: consultation.space.id, subject: { type: 'consultation', id: consultation.id } }
}

/** What every event of a systematisation says first. */
export function about(consultation: Consultation) {
  return { slug: consultation.slug, title: consultation.title }
}
