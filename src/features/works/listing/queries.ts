import { type SelectQueryBuilder, sql } from 'kysely'
import type { Db } from '../../../platform/context.ts'
import type { DB } from '../../../platform/db/types.ts'
import type { CoordinateFault, Coverage, Precision, WorkFlag, WorkKind, WorkStatus } from '../model.ts'
import { type Filters, pageSize } from './schema.ts'

/** A work as one cut tells it. */
export type WorkState = {
  key: string
  name: string
  description: string | null
  kindSource: string | null
  kind: WorkKind | null
  branch: string | null
  unitKey: string | null
  unit: string | null
  locationText: string | null
  coverage: Coverage
  stateKey: string | null
  stateName: string | null
  municipalityKey: string | null
  municipality: string | null
  latitude: number | null
  longitude: number | null
  precision: Precision
  coordinateFault: CoordinateFault | null
  amounts: Record<string, string>
  totalAmount: string | null
  progress: number | null
  startsOn: string | null
  endsOn: string | null
  statusSource: string | null
  status: WorkStatus | null
  rows: number
  isVisitable: boolean
  flags: WorkFlag[]
  other: Record<string, string>
}

export type ListedWork = WorkState & { metres: number | null }

export function selectStates(db: Db) {
  return (
    db
      .selectFrom('work_states as w')
      .leftJoin('territories as t', 't.key', 'w.state_key')
      .select([
        ...([
          'w.key',
          'w.name',
          'w.description',
          'w.kind_source',
          'w.kind',
          'w.branch',
          'w.unit_key',
          'w.unit',
        ] as const),
        ...(['w.location_text', 'w.coverage', 'w.state_key', 't.name as state_name', 'w.municipality_key'] as const),
        ...(['w.municipality', 'w.latitude', 'w.longitude', 'w.location_precision', 'w.coordinate_fault'] as const),
        ...(['w.amounts', 'w.physical_progress', 'w.starts_on', 'w.ends_on', 'w.status_source', 'w.status'] as const),
        ...(['w.sub_rows', 'w.is_visitable', 'w.flags', 'w.other'] as const),
      ])
      // As text: an amount is never a binary fraction.
      .select(sql<string | null>`w.total_amount::text`.as('total_amount'))
  )
}

type Row = Awaited<ReturnType<ReturnType<typeof selectStates>['execute']>>[number]

export function stateOf(row: Row): WorkState {
  return {
    key: row.key,
    name: row.name,
    description: row.description,
    kindSource: row.kind_source,
    kind: row.kind as WorkKind | null,
    branch: row.branch,
    unitKey: row.unit_key,
    unit: row.unit,
    locationText: row.location_text,
    coverage: row.coverage as Coverage,
    stateKey: row.state_key,
    stateName: row.state_name,
    municipalityKey: row.municipality_key,
    municipality: row.municipality,
    latitude: row.latitude,
    longitude: row.longitude,
    precision: row.location_precision as Precision,
    coordinateFault: row.coordinate_fault as CoordinateFault | null,
    amounts: row.amounts as Record<string, string>,
    totalAmount: row.total_amount,
    progress: row.physical_progress === null ? null : Number(row.physical_progress),
    startsOn: row.starts_on,
    endsOn: row.ends_on,
    statusSource: row.status_source,
    status: row.status as WorkStatus | null,
    rows: row.sub_rows,
    isVisitable: row.is_visitable,
    flags: row.flags as WorkFlag[],
    other: row.other as Record<string, string>,
  }
}

type States = DB & { w: DB['work_states'] }

/** Narrows any question about the states of a cut, named `w`, to what the address asks. */
function narrowed<Query extends SelectQueryBuilder<States, 'w', object>>(
  query: Query,
  cutId: string,
  filters: Filters,
): Query {
  const { q, estado, municipio, tipo, estatus, visitable } = filters
  let narrow = query.where('w.cut_id', '=', cutId)
  if (q) narrow = narrow.where(sql<boolean>`w.search @@ websearch_to_tsquery('spanish', fold(${q}))`)
  if (estado) narrow = narrow.where('w.state_key', '=', estado)
  if (municipio) narrow = narrow.where('w.municipality', '=', municipio)
  if (tipo) narrow = tipo === 'sin-tipo' ? narrow.where('w.kind', 'is', null) : narrow.where('w.kind', '=', tipo)
  if (estatus)
    narrow = estatus === 'sin-estatus' ? narrow.where('w.status', 'is', null) : narrow.where('w.status', '=', estatus)
  if (visitable) narrow = narrow.where('w.is_visitable', '=', visitable === 'si')
  return narrow as Query
}

const earthMetres = 6_371_008.8

/** Metres to a point along the sphere that scoring uses. */
function metresTo({ latitude, longitude }: NonNullable<Filters['cerca']>) {
  return sql<number | null>`2 * ${earthMetres}::float8 * asin(least(1, sqrt(
    power(sin(radians(w.latitude - ${latitude}::float8) / 2), 2)
    + cos(radians(${latitude}::float8)) * cos(radians(w.latitude))
      * power(sin(radians(w.longitude - ${longitude}::float8) / 2), 2))))`
}

export async function listWorks(db: Db, cutId: string, filters: Filters): Promise<ListedWork[]> {
  const metres = filters.cerca ? metresTo(filters.cerca) : sql<number | null>`null::float8`
  const order = filters.orden ?? (filters.cerca ? 'distancia' : 'nombre')
  let query = narrowed(selectStates(db) as never, cutId, filters) as ReturnType<typeof selectStates>
  if (order === 'avance') query = query.orderBy('w.physical_progress', (by) => by.desc().nullsLast())
  if (order === 'distancia' && filters.cerca) query = query.orderBy(metres, (by) => by.asc().nullsLast())
  const rows = await query
    .select(metres.as('metres'))
    .orderBy('w.name')
    .orderBy('w.key')
    .limit(pageSize)
    .offset((filters.pagina - 1) * pageSize)
    .execute()
  return rows.map((row) => ({ ...stateOf(row), metres: row.metres }))
}

export async function countWorks(db: Db, cutId: string, filters: Filters): Promise<number> {
  const query = db.selectFrom('work_states as w').select((select) => select.fn.countAll<string>().as('count'))
  const row = await (narrowed(query as never, cutId, filters) as typeof query).executeTakeFirstOrThrow()
  return Number(row.count)
}

/** All works that the address asks for, by key, some thousand at a time. */
export async function* eachWork(db: Db, cutId: string, filters: Filters): AsyncGenerator<WorkState[]> {
  const most = 2_000
  let last = ''
  for (;;) {
    const query = (narrowed(selectStates(db) as never, cutId, filters) as ReturnType<typeof selectStates>)
      .where('w.key', '>', last)
      .orderBy('w.key')
      .limit(most)
    const rows = await query.execute()
    if (rows.length > 0) yield rows.map(stateOf)
    if (rows.length < most) return
    last = rows.at(-1)?.key ?? ''
  }
}

export type Choice = { value: string; label: string; count: number }
export type Choices = { states: Choice[]; municipalities: Choice[]; kinds: Choice[]; statuses: Choice[] }

/** What can be found in a cut, each with how many; municipalities only once a state is chosen. */
export async function choicesOf(db: Db, cutId: string, estado: string | undefined): Promise<Choices> {
  const counted = async (value: 'state_key' | 'municipality' | 'kind' | 'status') => {
    let query = db
      .selectFrom('work_states as w')
      .leftJoin('territories as t', 't.key', 'w.state_key')
      .select([`w.${value} as value`, (select) => select.fn.countAll<string>().as('count')])
      .select((select) => select.fn.min('t.name').as('label'))
      .where('w.cut_id', '=', cutId)
      .groupBy(`w.${value}`)
      .orderBy(`w.${value}`)
    if (value === 'municipality') query = query.where('w.state_key', '=', estado ?? '')
    const rows = await query.execute()
    return rows.flatMap(({ value: found, count, label }) =>
      found === null
        ? []
        : [{ value: found, label: value === 'state_key' ? (label ?? found) : found, count: Number(count) }],
    )
  }
  return {
    states: await counted('state_key'),
    municipalities: estado ? await counted('municipality') : [],
    kinds: await counted('kind'),
    statuses: await counted('status'),
  }
}

/** Works with a place, as small as they can be told: key, degrees, whether they can be visited. By key. */
export async function pointsOf(db: Db, cutId: string, filters: Filters) {
  const query = db
    .selectFrom('work_states as w')
    .select(['w.key', 'w.latitude', 'w.longitude', 'w.is_visitable'])
    .where('w.latitude', 'is not', null)
    .orderBy('w.key')
  const rows = await (narrowed(query as never, cutId, filters) as typeof query).execute()
  return rows.flatMap(({ key, latitude, longitude, is_visitable: isVisitable }) =>
    latitude === null || longitude === null ? [] : [{ key, latitude, longitude, isVisitable }],
  )
}
