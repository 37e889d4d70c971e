import { sql } from 'kysely'
import type { Context, Database } from '../../../../platform/context.ts'
import { insertMany } from '../../../../platform/db/bulk.ts'
import { allow } from '../../../../platform/errors.ts'
import type { Consultation } from '../../model.ts'
import { lockSystematisation } from '../commands.ts'
import { canCode } from '../policy.ts'
import { groupApart } from './group-apart.ts'
import { type MeaningServer, meaningsOf } from './meaning-server.ts'

export const suggestTask = 'suggest_groups'

/** A likeness below this is chance: on real proposals, texts of different subjects reach it. */
const leastLikeness = 0.35

/** Leaves it to the worker; asked twice before it began, it runs once. */
export async function askSuggestions(context: Context, consultation: Consultation): Promise<void> {
  allow(canCode(context.actor, consultation.space.id))
  await context.db.transaction().execute(async (tx) => {
    await lockSystematisation(tx, consultation.id)
    await tx
      .updateTable('systematisations')
      .set({ suggestions_asked_at: context.now })
      .where('consultation_id', '=', consultation.id)
      .execute()
    await sql`select graphile_worker.add_job(${suggestTask}, json_build_object('consultation', ${consultation.id}::text),
      queue_name => ${suggestTask}, max_attempts => 3::int, job_key => ${`${suggestTask} ${consultation.id}`})`.execute(
      tx,
    )
  })
}

/**
 * Groups and likenesses anew, from the words of everything received; the same texts give the same. What is withheld takes part without
 * its words: labels are read by everybody who codes. With a `server` groups follow what texts mean, as it says; where it fails,
 * words do, and the fault is kept to be told.
 */
export async function makeSuggestions(
  db: Database,
  consultationId: string,
  now: Date,
  server: MeaningServer | null = null,
): Promise<void> {
  const { rows } = await sql<{ id: string; text: string }>`
    select id, case when is_hidden then '' else concat_ws(E'\n', title, body) end as text
    from contributions where consultation_id = ${consultationId} order by received_at, id`.execute(db)
  const answer = server ? await meaningsOf(server, rows) : null
  const meanings = answer && 'meanings' in answer ? answer.meanings : null
  const { groups, similar } = rows.length === 0 ? { groups: [], similar: [] } : await groupApart(rows, meanings)
  await db.transaction().execute(async (tx) => {
    await lockSystematisation(tx, consultationId)
    await tx.deleteFrom('suggested_groups').where('consultation_id', '=', consultationId).execute()
    await sql`delete from suggested_similar where contribution_id in
      (select id from contributions where consultation_id = ${consultationId})`.execute(tx)
    const own = { consultation_id: consultationId }
    const list = groups.map(({ number, label, ids }) => ({ ...own, number, label, size: ids.length }))
    await insertMany(tx, 'suggested_groups', ['consultation_id', 'number', 'label', 'size'], list)
    const members = groups.flatMap(({ number, ids }) => ids.map((id) => ({ ...own, number, contribution_id: id })))
    await insertMany(tx, 'suggested_members', ['contribution_id', 'consultation_id', 'number'], members)
    const near = similar.filter(({ score }) => score >= leastLikeness)
    const pairs = near.map(({ id, other, score }) => ({ contribution_id: id, other_id: other, score }))
    await insertMany(tx, 'suggested_similar', ['contribution_id', 'other_id', 'score'], pairs)
    await tx
      .updateTable('systematisations')
      .set({
        ...{ suggested_at: now, suggested_from: rows.length, suggested_by: meanings ? 'meaning' : 'words' },
        suggestion_fault: answer && 'fault' in answer ? answer.fault : null,
      })
      .where('consultation_id', '=', consultationId)
      .execute()
  })
}
