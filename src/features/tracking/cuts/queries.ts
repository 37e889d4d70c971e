import type { Db } from '../../../platform/context.ts'
import type { Storage } from '../../../platform/storage/storage.ts'
import { type Cut, type CutDate, type FrozenBoard, readBoard, type StoredBoard } from './model.ts'

const columns = [
  ...(['number', 'title', 'as_of', 'frozen_at', 'record_seq', 'sha256', 'bytes', 'opinions_missing'] as const),
] as const

function select(db: Db, planId: string) {
  return db
    .selectFrom('cuts')
    .select([...columns])
    .where('plan_id', '=', planId)
}

type Row = Awaited<ReturnType<ReturnType<typeof select>['execute']>>[number]

function cutOf(row: Row): Cut {
  return {
    number: row.number,
    title: row.title,
    asOf: row.as_of,
    frozenAt: row.frozen_at,
    recordSeq: Number(row.record_seq),
    sha256: row.sha256,
    bytes: Number(row.bytes),
    opinionsMissing: row.opinions_missing,
  }
}

/** The newest first. */
export async function listCuts(db: Db, planId: string): Promise<Cut[]> {
  return (await select(db, planId).orderBy('number', 'desc').execute()).map(cutOf)
}

export async function findCut(db: Db, planId: string, number: number): Promise<Cut | null> {
  if (number > 1_000_000) return null
  const row = await select(db, planId).where('number', '=', number).executeTakeFirst()
  return row ? cutOf(row) : null
}

/** The bytes as they were frozen, read as what they say. */
export async function readFrozen(storage: Storage, cut: Pick<Cut, 'sha256'>): Promise<FrozenBoard> {
  return readBoard(JSON.parse((await storage.read(cut.sha256)).toString('utf8')) as StoredBoard)
}

/** Every date set for the plan, the earliest first, each with the cut that was taken on it. */
export async function listCutDates(db: Db, planId: string): Promise<CutDate[]> {
  const rows = await db
    .selectFrom('cut_dates as d')
    .leftJoin('cuts as c', 'c.cut_date_id', 'd.id')
    .select(['d.id', 'd.number', 'd.title', 'd.due_on', 'c.number as cut'])
    .where('d.plan_id', '=', planId)
    .orderBy('d.due_on')
    .orderBy('d.number')
    .execute()
  return rows.map((row) => ({
    id: row.id,
    number: row.number,
    title: row.title,
    dueOn: row.due_on,
    cutNumber: row.cut,
  }))
}

/** Dates of published plans on which nothing was frozen yet, with the zone that says whether their day is over. */
export async function openCutDates(db: Db) {
  return db
    .selectFrom('cut_dates as d')
    .innerJoin('plan_publications as u', 'u.plan_id', 'd.plan_id')
    .innerJoin('plans as p', 'p.id', 'd.plan_id')
    .innerJoin('spaces as s', 's.id', 'p.space_id')
    .leftJoin('cuts as c', 'c.cut_date_id', 'd.id')
    .select(['d.id', 'd.plan_id', 'd.due_on', 'd.title', 'p.time_zone', 'p.space_id'])
    .where('c.id', 'is', null)
    .orderBy('d.due_on')
    .execute()
}
