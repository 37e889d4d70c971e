import { sql, type Transaction } from 'kysely'
import { insertMany } from '../../../../platform/db/bulk.ts'
import type { DB } from '../../../../platform/db/types.ts'
import { newId } from '../../../../platform/identity.ts'
import type { WorkFlag } from '../../model.ts'
import type { WorkRow } from '../../reading/work-row.ts'
import { type JoinedWork, type Joining, joined } from '../joining.ts'

type Tx = Transaction<DB>

const columns = [
  ...(['cut_id', 'work_id', 'key', 'name', 'description', 'kind_source', 'kind', 'branch_key', 'branch'] as const),
  ...(['unit_key', 'unit', 'location_text', 'coverage', 'state_key', 'municipality_key', 'municipality'] as const),
  ...(['latitude', 'longitude', 'location_precision', 'coordinate_fault', 'amounts', 'total_amount'] as const),
  ...(['physical_progress', 'starts_on', 'ends_on', 'status_source', 'status', 'sub_rows', 'is_visitable'] as const),
  ...(['flags', 'other'] as const),
] as const

/** Writes the rows of one cut as they come; holds of the works already written only their keys. */
export function keeper(tx: Tx, cut: { id: string; datasetId: string }, municipalities: ReadonlySet<string>) {
  const seen = new Map<string, string>()
  let repeated = 0
  return {
    keys: () => seen.size,
    repeatedKeys: () => repeated,
    keep: async (rows: readonly WorkRow[]) => {
      const works = new Map<string, JoinedWork>()
      for (const row of rows) {
        const { row: _, ...work } = row
        const key = municipalities.has(work.municipalityKey ?? '') ? work.municipalityKey : null
        const part: JoinedWork = { ...work, municipalityKey: key, rows: 1 }
        const before = works.get(row.key)
        works.set(row.key, before ? joined(before, part) : part)
      }
      const fresh = [...works.values()].filter(({ key }) => !seen.has(key))
      repeated += fresh.filter(({ rows: parts }) => parts > 1).length
      for (const part of works.values()) {
        const workId = seen.get(part.key)
        if (workId !== undefined && (await joinStored(tx, cut.id, workId, part))) repeated += 1
      }
      const ids = await workIds(
        tx,
        cut.datasetId,
        fresh.map(({ key }) => key),
      )
      for (const [key, id] of ids) seen.set(key, id)
      const values = fresh.map((work) => stateRow(cut.id, ids.get(work.key) ?? '', work))
      await insertMany(tx, 'work_states', columns, values)
    },
  }
}

/** Keys become works of the data set once; the same key is the same work in every cut (T-38). */
async function workIds(tx: Tx, datasetId: string, keys: readonly string[]): Promise<Map<string, string>> {
  if (keys.length === 0) return new Map()
  const rows = keys.map((key) => ({ id: newId(), key }))
  const made = JSON.stringify(rows)
  const { rows: found } = await sql<{ id: string; key: string }>`
    with given as (select * from json_to_recordset(${made}::json) as g (id uuid, key text)),
    made as (
      insert into works (id, dataset_id, key) select id, ${datasetId}, key from given
      on conflict (dataset_id, key) do nothing returning id, key
    )
    select id, key from made
    union all
    select w.id, w.key from works w join given g on g.key = w.key where w.dataset_id = ${datasetId}`.execute(tx)
  return new Map(found.map(({ id, key }) => [key, id]))
}

/** Rows of a work that stand far apart in the file: joined with what was written of it. True when it is its second row. */
async function joinStored(tx: Tx, cutId: string, workId: string, part: JoinedWork): Promise<boolean> {
  const stored = await tx
    .selectFrom('work_states')
    .select(['amounts', 'physical_progress', 'latitude', 'longitude', 'state_key', 'municipality'])
    .select(['flags', 'sub_rows'])
    .where('cut_id', '=', cutId)
    .where('work_id', '=', workId)
    .executeTakeFirstOrThrow()
  const before: Joining = {
    amounts: stored.amounts as Record<string, string>,
    totalAmount: null,
    progress: stored.physical_progress === null ? null : Number(stored.physical_progress),
    latitude: stored.latitude,
    longitude: stored.longitude,
    stateKey: stored.state_key,
    municipality: stored.municipality,
    flags: stored.flags as WorkFlag[],
    rows: stored.sub_rows,
  }
  const now = joined(before, part)
  await tx
    .updateTable('work_states')
    .set({
      amounts: JSON.stringify(now.amounts),
      total_amount: now.totalAmount,
      physical_progress: now.progress,
      latitude: now.latitude,
      longitude: now.longitude,
      state_key: now.stateKey,
      municipality: now.municipality,
      flags: [...now.flags],
      sub_rows: now.rows,
    })
    .where('cut_id', '=', cutId)
    .where('work_id', '=', workId)
    .execute()
  return stored.sub_rows === 1
}

function stateRow(cutId: string, workId: string, work: JoinedWork): Record<string, unknown> {
  return {
    cut_id: cutId,
    work_id: workId,
    key: work.key,
    name: work.name,
    description: work.description,
    kind_source: work.kindSource,
    kind: work.kind,
    branch_key: work.branchKey,
    branch: work.branch,
    unit_key: work.unitKey,
    unit: work.unit,
    location_text: work.locationText,
    coverage: work.coverage,
    state_key: work.stateKey,
    municipality_key: work.municipalityKey,
    municipality: work.municipality,
    latitude: work.latitude,
    longitude: work.longitude,
    location_precision: work.precision,
    coordinate_fault: work.coordinateFault,
    amounts: work.amounts,
    total_amount: work.totalAmount,
    physical_progress: work.progress,
    starts_on: work.startsOn,
    ends_on: work.endsOn,
    status_source: work.statusSource,
    status: work.status,
    sub_rows: work.rows,
    is_visitable: work.isVisitable,
    flags: work.flags,
    other: work.other,
  }
}

/** The cut of the same data set whose data come right before (or after) these. */
export async function neighbour(
  tx: Tx,
  cut: { id: string; datasetId: string; datedOn: string; number: number },
  side: 'before' | 'after',
) {
  const sign = side === 'before' ? sql`<` : sql`>`
  const order = side === 'before' ? 'desc' : 'asc'
  return tx
    .selectFrom('works_cuts')
    .select(['id', 'number', 'dated_on'])
    .where('dataset_id', '=', cut.datasetId)
    .where('outcome', '=', 'kept')
    .where('id', '!=', cut.id)
    .where(sql<boolean>`(dated_on, number) ${sign} (${cut.datedOn}::date, ${cut.number}::int)`)
    .orderBy('dated_on', order)
    .orderBy('number', order)
    .executeTakeFirst()
}

/** marks the works whose progress is less than in the cut before; it is no error, and nothing is clamped (T-45). */
export async function flagFalls(tx: Tx, cutId: string, beforeId: string): Promise<number> {
  await sql`update work_states set flags = array_remove(flags, 'progress-fell')
    where cut_id = ${cutId} and 'progress-fell' = any(flags)`.execute(tx)
  const { numAffectedRows } = await sql`
    update work_states n set flags = array_append(n.flags, 'progress-fell') from work_states p
    where n.cut_id = ${cutId} and p.cut_id = ${beforeId} and p.work_id = n.work_id
      and n.physical_progress < p.physical_progress`.execute(tx)
  return Number(numAffectedRows ?? 0)
}

export type Changes = { added: number; changed: number; unchanged: number }

/** Rows of the cut whose works are new, told otherwise, or told the same as in the cut before. */
export async function changesSince(tx: Tx, cutId: string, beforeId: string | null): Promise<Changes> {
  const told = (alias: string) =>
    sql.raw(
      [
        'name',
        'physical_progress',
        'latitude',
        'longitude',
        'state_key',
        'status_source',
        'amounts',
        'starts_on',
        'ends_on',
      ]
        .map((column) => `${alias}.${column}`)
        .join(', '),
    )
  const { rows } = await sql<Changes>`
    select coalesce(sum(n.sub_rows) filter (where p.work_id is null), 0)::int as added,
      coalesce(sum(n.sub_rows) filter (where p.work_id is not null and (${told('n')}) is distinct from (${told('p')})), 0)::int as changed,
      coalesce(sum(n.sub_rows) filter (where p.work_id is not null and (${told('n')}) is not distinct from (${told('p')})), 0)::int as unchanged
    from work_states n left join work_states p on p.work_id = n.work_id and p.cut_id = ${beforeId}
    where n.cut_id = ${cutId}`.execute(tx)
  return rows[0] ?? { added: 0, changed: 0, unchanged: 0 }
}
