import { createHash } from 'node:crypto'
import type { Transaction } from 'kysely'
import type { Context } from '../../../platform/context.ts'
import type { DB } from '../../../platform/db/types.ts'
import { allow, found, Refused } from '../../../platform/errors.ts'
import { translator } from '../../../platform/i18n.ts'
import { newId } from '../../../platform/identity.ts'
import { takeInMany } from '../contributions/commands.ts'
import { type Consultation, phaseOf } from '../model.ts'
import { canRunConsultations } from '../policy.ts'
import type { Mapping } from './mapping.ts'
import type { Report } from './queries.ts'
import { readTable, type Table } from './reading.ts'
import { type Kind, rowsAsArrivals } from './rows.ts'

/** Keeps a file until a person has looked at its columns; what nobody reads within the day is forgotten with the next one. */
export async function bringFile(
  { actor, db, now }: Context,
  consultation: Consultation,
  file: { kind: Kind; fileName: string; bytes: Uint8Array; mapping: Mapping },
): Promise<string> {
  allow(canRunConsultations(actor, consultation.space.id))
  const phase = phaseOf(consultation, now)
  if (phase === 'draft' || phase === 'upcoming') throw new Refused('consultations.refused.not-yet')
  const id = newId()
  await db
    .updateTable('contribution_imports')
    .set({ content: null })
    .where('consultation_id', '=', consultation.id)
    .where('requested_at', '<', new Date(now.getTime() - 86_400_000))
    .execute()
  await db
    .insertInto('contribution_imports')
    .values({
      ...{ id, consultation_id: consultation.id, kind: file.kind, file_name: file.fileName },
      ...{ sha256: createHash('sha256').update(file.bytes).digest('hex'), content: Buffer.from(file.bytes) },
      ...{ mapping: JSON.stringify(file.mapping), requested_by: actor.id, requested_at: now },
    })
    .execute()
  return id
}

/** Keeps what a person said of the columns. */
export async function mapFile(
  { actor, db }: Context,
  consultation: Consultation,
  id: string,
  mapping: Mapping,
): Promise<void> {
  allow(canRunConsultations(actor, consultation.space.id))
  await db
    .updateTable('contribution_imports')
    .set({ mapping: JSON.stringify(mapping) })
    .where('id', '=', id)
    .where('consultation_id', '=', consultation.id)
    .where('finished_at', 'is', null)
    .execute()
}

/** Reads a kept file in, once: all good rows or, on an error of ours, none. A file that is being read twice is read once. */
export async function readFileIn(context: Context, consultation: Consultation, id: string): Promise<Report> {
  const { actor, db, locale } = context
  allow(canRunConsultations(actor, consultation.space.id))
  return db.transaction().execute(async (tx) => {
    const row = found(
      await tx
        .selectFrom('contribution_imports')
        .selectAll()
        .where('id', '=', id)
        .where('consultation_id', '=', consultation.id)
        .forUpdate()
        .executeTakeFirst(),
    )
    if (row.finished_at !== null || row.content === null) throw new Refused('consultations.refused.read-already')
    const table = await readTable(row.content, translator(locale))
    const source = { kind: row.kind as Kind, mapping: row.mapping as Mapping, importId: id }
    const report = await takeTable(tx, context, consultation, table, source)
    await tx
      .updateTable('contribution_imports')
      .set({ content: null, finished_at: context.now, report: JSON.stringify(report) })
      .where('id', '=', id)
      .execute()
    return report
  })
}

/** A table's rows into a consultation, with no question of who: also for the demonstration and measurements. */
export async function takeTable(
  tx: Transaction<DB>,
  context: Pick<Context, 'actor' | 'now' | 'locale'>,
  consultation: Consultation,
  table: Table,
  { kind, mapping, importId }: { kind: Kind; mapping: Mapping; importId?: string },
): Promise<Report> {
  const reading = { consultation, mapping, kind, now: context.now }
  const read = rowsAsArrivals(table, reading, translator(context.locale))
  const received = await takeInMany(tx, context, consultation, read.arrivals, importId ? { importId } : {})
  const added = received.filter(({ isNew }) => isNew)
  return {
    rowsRead: read.rowsRead,
    added: added.length,
    known: received.length - added.length,
    rejected: read.rejections.length,
    held: added.filter(({ isHeld }) => isHeld).length,
    rejections: read.rejections.map((one) => ({ ...one, value: one.value.replaceAll('\u0000', '\ufffd') })),
    unknownAxes: read.unknownAxes,
  }
}
