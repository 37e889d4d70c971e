import type { Db } from '../../platform/context.ts'
import type { EditionWork, Precision, WorksFilter } from './model.ts'

/**
 * The works of a cut that an edition takes over, by key. What cannot be seen on a street stays out unless the filter says
 * `withOthers` (T-41). `municipalities` holds INEGI keys (five digits) or names as the source writes them.
 */
export async function worksForEdition(db: Db, cutId: string, filter: WorksFilter): Promise<EditionWork[]> {
  const municipalities = filter.municipalities ?? []
  let query = db
    .selectFrom('work_states as w')
    .leftJoin('territories as t', 't.key', 'w.state_key')
    .select([
      ...(['w.key', 'w.name', 'w.state_key', 't.name as state_name', 'w.municipality', 'w.latitude'] as const),
      ...(['w.longitude', 'w.location_precision', 'w.physical_progress'] as const),
    ])
    .where('w.cut_id', '=', cutId)
    .orderBy('w.key')
  if (!filter.withOthers) query = query.where('w.is_visitable', '=', true)
  if (filter.states?.length) query = query.where('w.state_key', 'in', filter.states)
  if (filter.kinds?.length) query = query.where('w.kind', 'in', filter.kinds)
  if (municipalities.length > 0)
    query = query.where((where) =>
      where.or([where('w.municipality_key', 'in', municipalities), where('w.municipality', 'in', municipalities)]),
    )
  const rows = await query.execute()
  return rows.map((row) => ({
    key: row.key,
    name: row.name,
    stateKey: row.state_key,
    stateName: row.state_name,
    municipality: row.municipality,
    latitude: row.latitude,
    longitude: row.longitude,
    locationPrecision: row.location_precision as Precision,
    physicalProgress: row.physical_progress === null ? null : Number(row.physical_progress),
  }))
}
