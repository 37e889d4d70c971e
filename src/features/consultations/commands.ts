import type { Transaction } from 'kysely'
import type { Context } from '../../platform/context.ts'
import type { DB } from '../../platform/db/types.ts'
import { allow, Refused } from '../../platform/errors.ts'
import { newId, slugOf } from '../../platform/identity.ts'
import { record } from '../../platform/record.ts'
import type { Space } from '../spaces/model.ts'
import { type Consultation, hasNonDigitalChannel } from './model.ts'
import { canRunConsultations } from './policy.ts'
import type { AxisFields, ConsultationFields } from './schema.ts'

type Tx = Transaction<DB>

/** Writes a consultation as a draft; returns its id and its part of the address. */
export async function openConsultation(
  context: Context,
  space: Space,
  fields: ConsultationFields,
): Promise<{ id: string; slug: string }> {
  allow(canRunConsultations(context.actor, space.id))
  return context.db.transaction().execute((tx) => insertConsultation(tx, context, space, fields))
}

/** The same with no question of who: for the command line and the demonstration. */
export async function insertConsultation(
  tx: Tx,
  context: Pick<Context, 'actor' | 'now'>,
  space: Space,
  fields: ConsultationFields,
): Promise<{ id: string; slug: string }> {
  const slug = fields.slug || slugOf(fields.title) || 'consulta'
  await tx.selectFrom('spaces').select('id').where('id', '=', space.id).forUpdate().executeTakeFirstOrThrow()
  const other = await tx
    .selectFrom('consultations')
    .select('id')
    .where('space_id', '=', space.id)
    .where('slug', '=', slug)
    .executeTakeFirst()
  if (other || slug === 'nueva') throw new Refused('consultations.refused.slug')
  await refuseExercise(tx, space.id, fields.exercise)
  const id = newId()
  await tx
    .insertInto('consultations')
    .values({
      ...{ id, space_id: space.id, slug, ...rowOf(fields) },
      ...{ created_by: context.actor?.id ?? null, created_at: context.now },
    })
    .execute()
  await writeAxes(tx, id, fields.axes)
  const details = { slug, title: fields.title }
  await record(tx, context, {
    ...{ type: 'consultation.created', spaceId: space.id, subject: { type: 'consultation', id } },
    details,
  })
  return { id, slug }
}

function rowOf(fields: ConsultationFields) {
  return {
    ...{ title: fields.title, summary: fields.summary, question: fields.question, channels: fields.channels },
    ...{ opens_at: fields.opensAt, closes_at: fields.closesAt, time_zone: fields.timeZone },
    ...{ demographics: JSON.stringify(fields.demographics), has_statements: fields.hasStatements },
    ...{ exercise_id: fields.exercise, source_title: fields.sourceTitle, source_url: fields.sourceUrl },
    source_licence: fields.sourceLicence,
  }
}

async function refuseExercise(tx: Tx, spaceId: string, id: string | null): Promise<void> {
  if (id === null) return
  const own = await tx
    .selectFrom('exercises')
    .select('id')
    .where('id', '=', id)
    .where('space_id', '=', spaceId)
    .executeTakeFirst()
  if (!own) throw new Refused('consultations.refused.exercise')
}

/** Axes by their place; one that people already spoke to keeps its id and may be renamed, never dropped. */
async function writeAxes(tx: Tx, consultationId: string, axes: readonly AxisFields[]): Promise<void> {
  const known = await tx
    .selectFrom('consultation_axes')
    .select('id')
    .where('consultation_id', '=', consultationId)
    .execute()
  const kept = new Set(axes.flatMap(({ id }) => id ?? []))
  const dropped = known.map(({ id }) => id).filter((id) => !kept.has(id))
  if (dropped.length > 0) {
    const used = await tx
      .selectFrom('contributions')
      .select('id')
      .where('axis_id', 'in', dropped)
      .limit(1)
      .executeTakeFirst()
    if (used) throw new Refused('consultations.refused.axis-used')
    await tx.deleteFrom('consultation_axes').where('id', 'in', dropped).execute()
  }
  // Out of each other's places first: two axes that change places would meet halfway.
  await tx
    .updateTable('consultation_axes')
    .set(({ eb }) => ({ position: eb('position', '+', 1000) }))
    .where('consultation_id', '=', consultationId)
    .execute()
  for (const [index, axis] of axes.entries()) {
    const row = { position: index + 1, name: axis.name, guiding_question: axis.guidingQuestion, sdgs: axis.sdgs }
    const own = axis.id !== null && known.some(({ id }) => id === axis.id)
    if (own) await tx.updateTable('consultation_axes').set(row).where('id', '=', axis.id).execute()
    else
      await tx
        .insertInto('consultation_axes')
        .values({ id: newId(), consultation_id: consultationId, ...row })
        .execute()
  }
}

/** Changes a consultation; once it is published, with a reason that stays in the record. */
export async function editConsultation(
  context: Context,
  consultation: Consultation,
  fields: ConsultationFields,
  reason: string | null,
): Promise<void> {
  allow(canRunConsultations(context.actor, consultation.space.id))
  await context.db.transaction().execute(async (tx) => {
    const { published_at: publishedAt } = await lock(tx, consultation.id)
    if (publishedAt !== null && reason === null) throw new Refused('consultations.error.reason')
    if (publishedAt !== null && !hasNonDigitalChannel(fields.channels))
      throw new Refused('consultations.refused.only-digital')
    await refuseExercise(tx, consultation.space.id, fields.exercise)
    await tx.updateTable('consultations').set(rowOf(fields)).where('id', '=', consultation.id).execute()
    await writeAxes(tx, consultation.id, fields.axes)
    const dates = { opensAt: fields.opensAt.toISOString(), closesAt: fields.closesAt.toISOString() }
    const details = { slug: consultation.slug, title: fields.title, ...dates, ...(reason ? { reason } : {}) }
    await record(tx, context, { type: 'consultation.changed', ...placeOf(consultation), details })
  })
}

/** Publishes: from then on the clock opens and closes it. R-15: refused while every way to take part is digital. */
export async function publishConsultation(context: Context, consultation: Consultation): Promise<void> {
  allow(canRunConsultations(context.actor, consultation.space.id))
  await context.db.transaction().execute((tx) => markPublished(tx, context, consultation))
}

/** The same with no question of who. */
export async function markPublished(
  tx: Tx,
  context: Pick<Context, 'actor' | 'now'>,
  consultation: Consultation,
): Promise<void> {
  const row = await lock(tx, consultation.id)
  if (row.published_at !== null) throw new Refused('consultations.refused.published')
  if (!hasNonDigitalChannel(row.channels)) throw new Refused('consultations.refused.only-digital')
  await tx.updateTable('consultations').set({ published_at: context.now }).where('id', '=', consultation.id).execute()
  const dates = { opensAt: row.opens_at.toISOString(), closesAt: row.closes_at.toISOString() }
  const details = { slug: consultation.slug, title: row.title, channels: row.channels, ...dates }
  await record(tx, context, { type: 'consultation.published', ...placeOf(consultation), details })
}

async function lock(tx: Tx, id: string) {
  return tx.selectFrom('consultations').selectAll().where('id', '=', id).forUpdate().executeTakeFirstOrThrow()
}

function placeOf(consultation: Consultation) {
  return { spaceId: consultation.space.id, subject: { type: 'consultation', id: consultation.id } }
}
