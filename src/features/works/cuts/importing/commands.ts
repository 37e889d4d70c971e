import type { Transaction } from 'kysely'
import type { Context, Database } from '../../../../platform/context.ts'
import { type Fault, rejection, UnreadableFile } from '../../../../platform/csv/faults.ts'
import type { DB } from '../../../../platform/db/types.ts'
import { translator } from '../../../../platform/i18n.ts'
import { record } from '../../../../platform/record.ts'
import type { Cut } from '../../model.ts'
import { tally } from '../../normalizing/report.ts'
import type { FileSource } from '../../reading/encodings.ts'
import type { ReadRow, WorksFile } from '../../reading/work-row.ts'
import type { Mapping } from '../../tables/mapping.ts'
import { changesSince, flagFalls, keeper, neighbour } from '../keeping/commands.ts'
import { readWorks } from '../read-file.ts'
import { RefusedCut } from '../refused-cut.ts'
import { type CutReport, rowDropOf, storable } from '../report.ts'

export type CutToImport = {
  cut: Cut
  mapping: Mapping | null
  admittedStatuses: readonly string[]
  source: FileSource
}

/**
 * Reads a cut's file into works, all of it in one transaction: whatever is wrong with the file or refused on the way, nothing of
 * the cut stays (RefusedCut says why). Rows that cannot be read stay out one by one, in the report.
 */
export async function importCut(context: Context, asked: CutToImport): Promise<CutReport> {
  const t = translator(context.locale)
  const { cut, source } = asked
  const progress = progressOf(context.db, cut.id)
  try {
    const file = await readWorks(source, cut.format, asked.mapping)
    return await context.db
      .transaction()
      .execute((tx) => keepCut({ tx, context, asked, file, onRows: progress.say, settled: progress.settled }))
  } catch (error) {
    if (!(error instanceof UnreadableFile)) throw error
    const { row, column, value, expected } = rejection(t, error.fault)
    const place = { file: source.name, row, column: column || '—', value: value || '—', expected }
    throw new RefusedCut(t('works.cli.unreadable', place))
  } finally {
    await progress.settled()
  }
}

type Keeping = {
  tx: Transaction<DB>
  context: Context
  asked: CutToImport
  file: WorksFile
  onRows: (done: number) => void
  settled: () => Promise<unknown>
}

async function keepCut({ tx, context, asked, file, onRows, settled }: Keeping): Promise<CutReport> {
  const { cut } = asked
  const t = translator(context.locale)
  // Two imports of one data set at once: the second waits, and is compared with what the first left.
  await tx.selectFrom('works_datasets').select('id').where('id', '=', cut.dataset.id).forUpdate().execute()
  const counted = tally(t, { file: cut.fileName, schema: file.schema, encoding: file.encoding })
  const municipalities = await municipalityKeys(tx)
  const keeping = keeper(tx, { id: cut.id, datasetId: cut.dataset.id }, municipalities)
  const unknown = new Map<string, number>()
  let rows = 0
  for await (const batch of file.rows) {
    for (const read of batch) {
      counted.add(read)
      noteMunicipality(read, municipalities, counted.note)
      noteStatus(read, cut, asked.admittedStatuses, unknown)
    }
    rows += batch.length
    if (unknown.size === 0) await keeping.keep(batch.flatMap((read) => ('work' in read ? [read.work] : [])))
    onRows(rows)
  }
  const { accepted, ...read } = counted.done()
  const base: CutReport = {
    ...read,
    ...{ added: 0, changed: 0, unchanged: 0, repeated_keys: 0, repeated_rows: 0, progress_fell: 0 },
    ...{ unknown_statuses: [], earlier: null, row_drop: null },
  }
  if (unknown.size > 0) {
    const unknown_statuses = [...unknown].map(([value, count]) => ({ value, rows: count }))
    const list = unknown_statuses.map(({ value }) => `«${value}»`).join(', ')
    throw new RefusedCut(t('works.import.unknown-statuses', { list }), { ...base, unknown_statuses })
  }
  if (accepted === 0) throw new RefusedCut(t('works.import.no-works'), base)
  const report = await compared(tx, cut, base, keeping.repeatedKeys())
  report.repeated_rows = accepted - keeping.keys() + report.repeated_keys
  await settled()
  await finish(tx, context, cut, file, report)
  return report
}

/** a word of status that is none of the known ones stops the cut, unless a person let it in. */
function noteStatus(read: ReadRow, cut: Cut, admitted: readonly string[], unknown: Map<string, number>): void {
  if (cut.format !== 'opa' || !('work' in read)) return
  const { statusSource, status } = read.work
  if (statusSource === null || status !== null || admitted.includes(statusSource)) return
  unknown.set(statusSource, (unknown.get(statusSource) ?? 0) + 1)
}

/** a municipality that the catalogue does not have is said, and the work kept without it. */
function noteMunicipality(read: ReadRow, known: ReadonlySet<string>, note: (fault: Fault) => void): void {
  if (!('work' in read) || read.work.municipalityKey === null || known.has(read.work.municipalityKey)) return
  const { row, municipalityKey: value } = read.work
  note({ row, column: 'municipality_key', value, reason: 'work-municipality' })
}

async function municipalityKeys(tx: Transaction<DB>): Promise<Set<string>> {
  const rows = await tx.selectFrom('territories').select('key').where('level', '=', 'municipality').execute()
  return new Set(rows.map(({ key }) => key))
}

async function compared(tx: Transaction<DB>, cut: Cut, report: CutReport, repeatedKeys: number): Promise<CutReport> {
  const place = { id: cut.id, datasetId: cut.dataset.id, datedOn: cut.datedOn, number: cut.number }
  const before = await neighbour(tx, place, 'before')
  const after = await neighbour(tx, place, 'after')
  const fell = before ? await flagFalls(tx, cut.id, before.id) : 0
  // A cut that comes in late stands between two others: the later one is now compared with it.
  if (after) await flagFalls(tx, after.id, cut.id)
  const earlier = await sameQuarter(tx, cut)
  return {
    ...report,
    ...(await changesSince(tx, cut.id, before?.id ?? null)),
    repeated_keys: repeatedKeys,
    progress_fell: fell,
    earlier,
    row_drop: rowDropOf(report.rows_read, earlier?.rows ?? null),
  }
}

/** The newest earlier cut of the same product and quarter. */
async function sameQuarter(tx: Transaction<DB>, cut: Cut): Promise<CutReport['earlier']> {
  let query = tx
    .selectFrom('works_cuts')
    .select(['number', 'dated_on', 'rows_total'])
    .where('dataset_id', '=', cut.dataset.id)
    .where('outcome', '=', 'kept')
    .where('product', '=', cut.product)
    .where('dated_on', '<', cut.datedOn)
    .orderBy('dated_on', 'desc')
    .limit(1)
  query = cut.quarter === null ? query.where('quarter', 'is', null) : query.where('quarter', '=', cut.quarter)
  const row = await query.executeTakeFirst()
  return row ? { number: row.number, dated_on: row.dated_on, rows: row.rows_total ?? 0 } : null
}

async function finish(
  tx: Transaction<DB>,
  context: Context,
  cut: Cut,
  file: WorksFile,
  report: CutReport,
): Promise<void> {
  await tx
    .updateTable('works_cuts')
    .set({
      ...{ outcome: 'kept', finished_at: context.now, report: JSON.stringify(report, storable) },
      ...{ rows_done: report.rows_read, rows_total: report.rows_read, works: report.works },
      ...{ source_schema: file.schema, encoding: file.encoding, has_personal_data: file.hasPersonalData },
    })
    .where('id', '=', cut.id)
    .execute()
  const { sha256, number, datedOn: dated_on } = cut
  const details = {
    dataset: cut.dataset.slug,
    number,
    dated_on,
    sha256,
    works: report.works,
    rejected: report.rejected,
  }
  const subject = { type: 'works-cut', id: cut.id }
  await record(tx, context, { type: 'works.cut-kept', spaceId: cut.dataset.space.id, subject, details })
}

const progressEveryMs = 500

/** Progress is written beside the import's own transaction, so that its page can see it; at most twice a second. */
function progressOf(db: Database, id: string) {
  let writing: Promise<unknown> = Promise.resolve()
  let saidAt = performance.now()
  return {
    say: (done: number) => {
      if (performance.now() - saidAt < progressEveryMs) return
      saidAt = performance.now()
      writing = writing.then(() => db.updateTable('works_cuts').set({ rows_done: done }).where('id', '=', id).execute())
    },
    settled: () => writing,
  }
}
