import type { Transaction } from 'kysely'
import type * as z from 'zod'
import type { Context } from '../../../platform/context.ts'
import type { DB } from '../../../platform/db/types.ts'
import { allow, Refused } from '../../../platform/errors.ts'
import { newId } from '../../../platform/identity.ts'
import { record, recordAll } from '../../../platform/record.ts'
import type { WorkState } from '../listing/queries.ts'
import type { Dataset } from '../model.ts'
import { canKeepWorks } from '../policy.ts'
import type { answerForm, CorrectionField, correctionForm, missingField } from './schema.ts'

/** What the data say now of what is said to be wrong. */
function saidOf(work: WorkState, field: CorrectionField): string | null {
  const words: Record<CorrectionField, string | null> = {
    place: work.latitude === null ? null : `${work.latitude}, ${work.longitude}`,
    municipality: work.municipality ?? work.stateName,
    name: work.name,
    kind: work.kindSource,
    progress: work.progress === null ? null : String(work.progress),
    status: work.statusSource,
    other: null,
  }
  return words[field]
}

/** A person says what is wrong in the data of a work; the data stay as their publisher gave them. */
export async function reportCorrection(
  context: Context,
  about: { dataset: Dataset; work: WorkState },
  said: z.output<typeof correctionForm>,
): Promise<string> {
  allow(context.actor !== null)
  const { dataset, work } = about
  const id = newId()
  await context.db.transaction().execute(async (tx) => {
    const row = { id, dataset_id: dataset.id, work_key: work.key, field: said.field, was: saidOf(work, said.field) }
    await tx
      .insertInto('work_corrections')
      .values({
        ...row,
        ...{ should_be: said.shouldBe, reason: said.reason, source_url: said.sourceUrl, reported_at: context.now },
      })
      .execute()
    const subject = { type: 'work-correction', id }
    const details = { dataset: dataset.slug, key: work.key, field: said.field }
    await record(tx, context, { type: 'works.correction-reported', spaceId: dataset.space.id, subject, details })
  })
  return id
}

export type LearnedCorrection = {
  /** The same for the same thing learned, so that telling it twice is telling it once. */
  id: string
  key: string
  field: CorrectionField | typeof missingField
  was: string | null
  shouldBe: string
  reason: string
  sourceUrl: string | null
}

/** What a rally learned about a data set, each thing once; how many were new. `details` say who learned it. */
export async function tellCorrections(
  tx: Transaction<DB>,
  context: Context,
  dataset: Dataset,
  learned: readonly LearnedCorrection[],
  details: Record<string, string>,
): Promise<number> {
  if (learned.length === 0) return 0
  const rows = learned.map((one) => ({
    ...{ id: one.id, dataset_id: dataset.id, work_key: one.key, field: one.field, was: one.was },
    ...{ should_be: one.shouldBe, reason: one.reason, source_url: one.sourceUrl, reported_at: context.now },
  }))
  const made = new Set<string>()
  // Nine parameters a row; PostgreSQL takes 65 535 in one statement.
  for (let start = 0; start < rows.length; start += 1000) {
    const written = await tx
      .insertInto('work_corrections')
      .values(rows.slice(start, start + 1000))
      .onConflict((conflict) => conflict.column('id').doNothing())
      .returning('id')
      .execute()
    for (const { id } of written) made.add(id)
  }
  const fresh = learned.filter(({ id }) => made.has(id))
  await recordAll(
    tx,
    context,
    fresh.map(({ id, key, field }) => ({
      type: 'works.correction-reported' as const,
      spaceId: dataset.space.id,
      subject: { type: 'work-correction', id },
      details: { dataset: dataset.slug, key, field, ...details },
    })),
  )
  return fresh.length
}

/** Answers once; a second answer at the same time is refused. */
export async function answerCorrection(
  context: Context,
  space: { id: string },
  correction: { id: string; key: string },
  { outcome, reason }: z.output<typeof answerForm>,
): Promise<void> {
  allow(canKeepWorks(context.actor, space.id))
  await context.db.transaction().execute(async (tx) => {
    const made = await tx
      .insertInto('work_correction_answers')
      .values({
        ...{ correction_id: correction.id, outcome, reason },
        ...{ answered_by: context.actor?.id ?? null, answered_at: context.now },
      })
      .onConflict((conflict) => conflict.column('correction_id').doNothing())
      .returning('correction_id')
      .executeTakeFirst()
    if (!made) throw new Refused('works.correction.answered-meanwhile')
    const subject = { type: 'work-correction', id: correction.id }
    const details = { key: correction.key, outcome }
    await record(tx, context, { type: 'works.correction-answered', spaceId: space.id, subject, details })
  })
}
