import { sql } from 'kysely'
import type { Db } from '../../../platform/context.ts'
import type { Cut, Dataset } from '../model.ts'
import type { Mapping } from '../tables/mapping.ts'
import type { CutReport } from './report.ts'

function select(db: Db) {
  return db
    .selectFrom('works_cuts as c')
    .innerJoin('works_datasets as d', 'd.id', 'c.dataset_id')
    .innerJoin('spaces as s', 's.id', 'd.space_id')
    .select([
      ...(['c.id', 'c.number', 'c.dated_on', 'c.product', 'c.year', 'c.quarter', 'c.licence', 'c.file_name'] as const),
      ...(['c.source_url', 'c.sha256', 'c.bytes', 'c.downloaded_on', 'c.format', 'c.requested_at'] as const),
      ...(['c.rows_done', 'c.rows_total', 'c.finished_at', 'c.outcome', 'c.refusal', 'c.source_schema'] as const),
      ...(['c.encoding', 'c.works', 'd.id as dataset_id', 'd.slug', 'd.title', 'd.publisher'] as const),
      ...(['d.source_url as dataset_url', 'd.licence as dataset_licence', 'd.licence_url', 'd.about'] as const),
      ...(['s.id as space_id', 's.slug as space_slug', 's.name as space_name'] as const),
    ])
}

type Row = Awaited<ReturnType<ReturnType<typeof select>['execute']>>[number]

function cutOf(row: Row): Cut {
  const dataset: Dataset = {
    id: row.dataset_id,
    slug: row.slug,
    title: row.title,
    publisher: row.publisher,
    sourceUrl: row.dataset_url,
    licence: row.dataset_licence,
    licenceUrl: row.licence_url,
    about: row.about,
    space: { id: row.space_id, slug: row.space_slug, name: row.space_name },
  }
  return {
    id: row.id,
    dataset,
    number: row.number,
    datedOn: row.dated_on,
    product: row.product as Cut['product'],
    year: row.year,
    quarter: row.quarter,
    sourceUrl: row.source_url,
    licence: row.licence,
    fileName: row.file_name,
    sha256: row.sha256,
    bytes: Number(row.bytes),
    downloadedOn: row.downloaded_on,
    format: row.format as Cut['format'],
    requestedAt: row.requested_at,
    rowsDone: row.rows_done,
    rowsTotal: row.rows_total,
    finishedAt: row.finished_at,
    outcome: row.outcome as Cut['outcome'],
    refusal: row.refusal,
    sourceSchema: row.source_schema,
    encoding: row.encoding,
    works: row.works,
  }
}

/** The space and all above it in the tree: a municipality may use the cuts of its country. */
export function spacesFrom(spaceId: string) {
  return sql<string>`(with recursive up as (
    select id, parent_id from spaces where id = ${spaceId}
    union all select s.id, s.parent_id from spaces s join up on s.id = up.parent_id
  ) select id from up)`
}

/** Cuts that were kept, of the space and of those above it, newest data first. */
export async function listCuts(db: Db, spaceId: string): Promise<Cut[]> {
  const rows = await select(db)
    .where('c.outcome', '=', 'kept')
    .where('d.space_id', 'in', spacesFrom(spaceId))
    .orderBy('c.dated_on', 'desc')
    .orderBy('c.requested_at', 'desc')
    .execute()
  return rows.map(cutOf)
}

/** A cut that was kept and that the space may use. */
export async function findCut(db: Db, spaceId: string, id: string): Promise<Cut | null> {
  const row = await select(db)
    .where('c.id', '=', id)
    .where('c.outcome', '=', 'kept')
    .where('d.space_id', 'in', spacesFrom(spaceId))
    .executeTakeFirst()
  return row ? cutOf(row) : null
}

export type OwnCut = {
  cut: Cut
  mapping: Mapping | null
  admittedStatuses: readonly string[]
  requestedBy: string | null
  hasPersonalData: boolean
  report: CutReport | null
}

/** A cut with what is no one's but its keepers' to see, whatever became of it. */
export async function findOwnCut(db: Db, id: string): Promise<OwnCut | null> {
  const row = await select(db)
    .select(['c.mapping', 'c.admitted_statuses', 'c.requested_by', 'c.has_personal_data', 'c.report'])
    .where('c.id', '=', id)
    .executeTakeFirst()
  if (!row) return null
  return {
    cut: cutOf(row),
    mapping: row.mapping as Mapping | null,
    admittedStatuses: row.admitted_statuses,
    requestedBy: row.requested_by,
    hasPersonalData: row.has_personal_data,
    report: row.report as CutReport | null,
  }
}

/** Every file that was brought to a space, kept or not: the newest fifty. */
export async function listBroughtCuts(db: Db, spaceId: string): Promise<Cut[]> {
  const rows = await select(db).where('d.space_id', '=', spaceId).orderBy('c.requested_at', 'desc').limit(50).execute()
  return rows.map(cutOf)
}

/** The data sets that a space itself keeps. */
export async function listDatasets(db: Db, spaceId: string): Promise<{ id: string; slug: string; title: string }[]> {
  return db
    .selectFrom('works_datasets')
    .select(['id', 'slug', 'title'])
    .where('space_id', '=', spaceId)
    .orderBy('title')
    .execute()
}
