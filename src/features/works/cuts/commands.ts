import { sql } from 'kysely'
import { personOf } from '../../../platform/auth/session.ts'
import type { Context, Database, Locale } from '../../../platform/context.ts'
import { UnreadableFile } from '../../../platform/csv/faults.ts'
import { allow, Refused } from '../../../platform/errors.ts'
import { translator } from '../../../platform/i18n.ts'
import { newId, slugOf } from '../../../platform/identity.ts'
import { rememberFile } from '../../../platform/storage/files.ts'
import type { Storage } from '../../../platform/storage/storage.ts'
import type { Cut, CutFormat, Product } from '../model.ts'
import { canKeepWorks } from '../policy.ts'
import type { FileSource } from '../reading/encodings.ts'
import type { Mapping } from '../tables/mapping.ts'
import { importCut } from './importing/commands.ts'
import { findOwnCut } from './queries.ts'
import { recognise } from './read-file.ts'
import { RefusedCut } from './refused-cut.ts'
import { storable } from './report.ts'

export const importWorksTask = 'import_works'

export type WorksDeps = { db: Database; storage: Storage }
export type CutJob = { id: string; locale: Locale }

/** What whoever brings a file says of it. */
export type CutFields = {
  datedOn: string
  downloadedOn: string
  product: Product
  year: number | null
  quarter: number | null
  sourceUrl: string | null
}

/** An existing data set of the space, or one to be made with the first cut that is kept. */
export type DatasetFields = {
  slug: string | null
  title: string
  publisher: string
  sourceUrl: string | null
  licence: string
  licenceUrl: string | null
}

export type Bringing = {
  space: { id: string }
  dataset: { id: string } | DatasetFields
  cut: CutFields
  fileName: string
  /** Null: what the file looks like. */
  format: CutFormat | null
  mapping?: Mapping | null
  admittedStatuses?: readonly string[]
}

/** A file in the storage, read as often as needed. */
export function storedFile(storage: Storage, sha256: string, name: string): FileSource {
  return {
    name,
    open: async function* () {
      const file = await storage.open(sha256)
      if (!file) throw new Error(`no file ${sha256}`)
      yield* file.stream
    },
  }
}

/**
 * Takes a file in: kept under its hash before a byte of it is read, then looked at. Returns the cut, which waits for its
 * columns to be confirmed (a table), or is ready to be imported. The same file twice in a data set is refused and says so.
 */
export async function takeCut(
  context: Context,
  storage: Storage,
  bringing: Bringing,
  pieces: AsyncIterable<Uint8Array>,
): Promise<{ id: string; isReady: boolean }> {
  allow(context.actor === null || canKeepWorks(context.actor, bringing.space.id))
  const kept = await storage.putStream(pieces)
  const format = bringing.format ?? (await formatOf(storedFile(storage, kept.sha256, bringing.fileName)))
  const id = newId()
  await context.db.transaction().execute(async (db) => {
    await rememberFile(db, { ...kept, mediaType: mediaTypes[format] }, context.now)
    const datasetId = await datasetOf({ ...context, db: context.db }, db, bringing)
    await db.selectFrom('works_datasets').select('id').where('id', '=', datasetId).forUpdate().execute()
    await refuseTwice(db, datasetId, kept.sha256)
    const { licence } = await db
      .selectFrom('works_datasets')
      .select('licence')
      .where('id', '=', datasetId)
      .executeTakeFirstOrThrow()
    const { last } = await db
      .selectFrom('works_cuts')
      .select((select) => select.fn.max('number').as('last'))
      .where('dataset_id', '=', datasetId)
      .executeTakeFirstOrThrow()
    const { datedOn, downloadedOn, product, year, quarter, sourceUrl } = bringing.cut
    await db
      .insertInto('works_cuts')
      .values({
        ...{ id, dataset_id: datasetId, number: (last ?? 0) + 1, dated_on: datedOn, product, year, quarter },
        ...{ source_url: sourceUrl, licence, file_name: bringing.fileName, sha256: kept.sha256, bytes: kept.bytes },
        ...{ downloaded_on: downloadedOn, format, requested_by: context.actor?.id ?? null },
        mapping: bringing.mapping ? JSON.stringify(bringing.mapping) : null,
        admitted_statuses: [...(bringing.admittedStatuses ?? [])],
        requested_at: context.now,
      })
      .execute()
  })
  return { id, isReady: format !== 'table' || Boolean(bringing.mapping) }
}

const mediaTypes: Record<CutFormat, string> = {
  opa: 'text/csv',
  oc4ids: 'application/json',
  table: 'application/octet-stream',
}

/** An unreadable file is a cut too: its import says why it was refused. */
async function formatOf(source: FileSource): Promise<CutFormat> {
  try {
    return (await recognise(source)).format
  } catch (error) {
    if (error instanceof UnreadableFile) return 'opa'
    throw error
  }
}

type Tx = Parameters<Parameters<ReturnType<Database['transaction']>['execute']>[0]>[0]

async function datasetOf(context: Context, db: Tx, { space, dataset }: Bringing): Promise<string> {
  if ('id' in dataset) return dataset.id
  const id = newId()
  const { slug, title, publisher, sourceUrl, licence, licenceUrl } = dataset
  const wanted = slug ?? (slugOf(title) || 'obras')
  const made = await db
    .insertInto('works_datasets')
    .values({
      ...{ id, space_id: space.id, slug: wanted, title, publisher, source_url: sourceUrl, licence },
      ...{ licence_url: licenceUrl, created_by: context.actor?.id ?? null, created_at: context.now },
    })
    .onConflict((conflict) => conflict.columns(['space_id', 'slug']).doNothing())
    .returning('id')
    .executeTakeFirst()
  if (!made) throw new Refused('works.import.dataset-taken', { slug: wanted })
  return made.id
}

async function refuseTwice(db: Tx, datasetId: string, sha256: string): Promise<void> {
  const twin = await db
    .selectFrom('works_cuts')
    .select(['number', 'dated_on'])
    .where('dataset_id', '=', datasetId)
    .where('sha256', '=', sha256)
    .where('outcome', '=', 'kept')
    .executeTakeFirst()
  if (twin) throw new Refused('works.import.same-file', { number: twin.number, date: twin.dated_on })
}

/** A person confirmed which column is which: the table may be imported. */
export async function confirmMapping(context: Context, cut: Cut, mapping: Mapping): Promise<void> {
  allow(canKeepWorks(context.actor, cut.dataset.space.id))
  const { numUpdatedRows } = await context.db
    .updateTable('works_cuts')
    .set({ mapping: JSON.stringify(mapping) })
    .where('id', '=', cut.id)
    .where('mapping', 'is', null)
    .where('finished_at', 'is', null)
    .executeTakeFirst()
  if (numUpdatedRows === 0n) throw new Refused('works.import.mapped-meanwhile')
}

/** a person looked at words of status that nobody knew and lets them in: the same file again, as a cut of its own. */
export async function admitStatuses(
  context: Context,
  storage: Storage,
  cut: Cut & { mapping: Mapping | null },
  statuses: readonly string[],
): Promise<string> {
  const { datedOn, downloadedOn, product, year, quarter, sourceUrl, fileName, format, mapping } = cut
  const bringing: Bringing = {
    space: cut.dataset.space,
    dataset: { id: cut.dataset.id },
    cut: { datedOn, downloadedOn, product, year, quarter, sourceUrl },
    ...{ fileName, format, mapping, admittedStatuses: statuses },
  }
  allow(canKeepWorks(context.actor, cut.dataset.space.id))
  const { id } = await takeCut(context, storage, bringing, storedFile(storage, cut.sha256, fileName).open())
  return id
}

/** Files this small are read while the person waits. */
export const smallBytes = 300_000

export async function queueCut(db: Database, job: CutJob): Promise<void> {
  await sql`select graphile_worker.add_job(${importWorksTask}, ${JSON.stringify(job)}::json, max_attempts => 3::int)`.execute(
    db,
  )
}

/**
 * Imports a cut that waits, as whoever brought it and only if she still may; writes how it ended. Run twice it does nothing the
 * second time. Throws only what is a bug, after it wrote that it failed.
 */
export async function runCut({ db, storage }: WorksDeps, job: CutJob, now: Date): Promise<void> {
  const found = await findOwnCut(db, job.id)
  if (!found || found.cut.finishedAt !== null) return
  const { cut, mapping, requestedBy, admittedStatuses } = found
  if (cut.format === 'table' && mapping === null) return
  const t = translator(job.locale)
  const actor = requestedBy === null ? null : await personOf(db, requestedBy, now)
  const end = (outcome: 'refused' | 'failed', refusal: string, report: object | null) =>
    endCut(db, cut.id, { outcome, refusal, report }, now)
  if (requestedBy !== null && !canKeepWorks(actor, cut.dataset.space.id))
    return end('refused', t('error.not-allowed.text'), null)
  try {
    const source = storedFile(storage, cut.sha256, cut.fileName)
    await importCut({ db, actor, now, locale: job.locale }, { cut, mapping, admittedStatuses, source })
  } catch (error) {
    if (error instanceof RefusedCut) return end('refused', error.message, error.report)
    await end('failed', t('works.import.failed'), null)
    throw error
  }
}

type Ending = { outcome: 'refused' | 'failed'; refusal: string; report: object | null }

async function endCut(db: Database, id: string, { outcome, refusal, report }: Ending, now: Date): Promise<void> {
  await db
    .updateTable('works_cuts')
    .set({ outcome, refusal, finished_at: now, report: report && JSON.stringify(report, storable) })
    .where('id', '=', id)
    .where('finished_at', 'is', null)
    .execute()
}
