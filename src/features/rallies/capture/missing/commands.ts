import type { Context } from '../../../../platform/context.ts'
import { allow, found, Refused } from '../../../../platform/errors.ts'
import { newId } from '../../../../platform/identity.ts'
import { record } from '../../../../platform/record.ts'
import { type Edition, stateOf } from '../../editions/model.ts'
import { folioOf } from '../model.ts'
import { insertPhotos } from '../photos/commands.ts'
import { canAnswerMissing } from '../policy.ts'
import { membershipOf } from '../queries.ts'
import type { MissingReport, Outcome } from './model.ts'
import { folioOfClient } from './queries.ts'

/** Keeps a report of a work that the list lacks, once however often it is sent; returns its folio. It gives no points by itself. */
export async function reportMissingWork(context: Context, edition: Edition, report: MissingReport): Promise<string> {
  const { db, actor, now } = context
  allow(actor !== null)
  if (['closed', 'cancelled'].includes(stateOf(edition, now))) throw new Refused('capture.window.closed')
  const membership = await membershipOf(db, edition.id, actor.id)
  const id = newId(now.getTime())
  const folio = folioOf(id).replace('CALLE', 'OBRA')
  await db.transaction().execute(async (tx) => {
    const row = await tx
      .insertInto('rally_missing_works')
      .values({
        id,
        edition_id: edition.id,
        team_id: membership?.teamId ?? null,
        client_id: report.clientId,
        folio,
        name: report.name,
        description: report.description,
        municipality: report.municipality,
        latitude: report.position?.latitude ?? null,
        longitude: report.position?.longitude ?? null,
        reported_by: actor.id,
        device_at: now,
        received_at: now,
      })
      .onConflict((conflict) => conflict.columns(['edition_id', 'client_id']).doNothing())
      .returning('id')
      .executeTakeFirst()
    if (!row) return
    if (report.photo) await insertPhotos(tx, { edition, of: { missingWorkId: id }, photos: [report.photo] }, now)
    const subject = { type: 'rally-missing-work', id }
    const details = { edition: edition.slug, folio }
    await record(tx, context, { type: 'rally-missing-work.reported', spaceId: edition.space.id, subject, details })
  })
  return found(await folioOfClient(db, edition.id, report.clientId))
}

/** The organisers' answer to a report; one, which everybody reads. */
export async function answerMissingWork(
  context: Context,
  edition: Edition,
  { folio, ...answer }: { folio: string; outcome: Outcome; reason: string; workKey: string | null },
): Promise<void> {
  const { db, actor, now } = context
  allow(canAnswerMissing(actor, edition.space.id))
  await db.transaction().execute(async (tx) => {
    const work = found(
      await tx
        .selectFrom('rally_missing_works')
        .select('id')
        .where('edition_id', '=', edition.id)
        .where('folio', '=', folio)
        .forUpdate()
        .executeTakeFirst(),
    )
    const row = await tx
      .insertInto('rally_missing_work_answers')
      .values({
        missing_work_id: work.id,
        outcome: answer.outcome,
        reason: answer.reason,
        work_key: answer.workKey,
        answered_by: actor?.id ?? null,
        answered_at: now,
      })
      .onConflict((conflict) => conflict.column('missing_work_id').doNothing())
      .returning('missing_work_id')
      .executeTakeFirst()
    if (!row) throw new Refused('capture.missing.answered-already')
    const subject = { type: 'rally-missing-work', id: work.id }
    const details = { edition: edition.slug, folio, outcome: answer.outcome }
    await record(tx, context, { type: 'rally-missing-work.answered', spaceId: edition.space.id, subject, details })
  })
}
