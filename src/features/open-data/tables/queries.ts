import { sql } from 'kysely'
import type { Db } from '../../../platform/context.ts'
import { readDocumentsById } from '../../commitments/document/queries.ts'
import type { Guard } from '../../commitments/imports/template/guard.ts'
import type { PublishedPlan } from '../model.ts'
import { commitmentIds } from '../queries.ts'
import { documentRows, documentTables, type Placed } from './document-rows.ts'
import { type DataTable, type TrackingTableName, trackingTableNames } from './fields.ts'
import { trackingBatches } from './tracking/queries.ts'
import { placeOf, voiceCells } from './voices/queries.ts'

/** Documents held at a time: a plan of thousands is read in pieces, so that memory stays flat. */
const batchSize = 50

/** The commitments of published plans, whole, in pieces and in the plans' order. */
export async function* placedBatches(
  db: Db,
  plans: readonly PublishedPlan[],
  withVoices = false,
): AsyncGenerator<Placed[]> {
  for (const plan of plans) {
    const ids = await commitmentIds(db, plan.id)
    for (let start = 0; start < ids.length; start += batchSize) {
      const batch = ids.slice(start, start + batchSize)
      const stored = await readDocumentsById(db, batch)
      const cells = withVoices ? await voiceCells(db, batch) : new Map<string, ReadonlyMap<string, string>>()
      yield stored.map(({ id, document }) => ({
        ...{ space: plan.space, plan: plan.slug, document },
        voices: (code) => cells.get(placeOf(id, code)),
      }))
    }
  }
}

/** The rows of any table for these plans, in pieces. */
export async function* tableBatches(
  db: Db,
  table: DataTable,
  plans: readonly PublishedPlan[],
  { guard, now }: { guard: Guard; now: Date },
): AsyncGenerator<string[][]> {
  if (isTracking(table)) return yield* trackingBatches(db, table, plans, { guard, now })
  if (!documentTables.includes(table.name)) {
    yield (await factRows(db, table, plans)).map((row) => row.map((cell) => guardedCell(cell, guard)))
    return
  }
  for await (const batch of placedBatches(db, plans, table.name === 'actividades'))
    yield batch.flatMap((placed) => documentRows(table, placed, guard))
}

function isTracking(table: DataTable): table is DataTable & { name: TrackingTableName } {
  return (trackingTableNames as readonly string[]).includes(table.name)
}

type Cell = string | number | boolean | Date | null

function guardedCell(cell: Cell, guard: Guard): string {
  if (cell === null) return ''
  if (cell instanceof Date) return cell.toISOString()
  return typeof cell === 'string' ? guard.write(cell) : String(cell)
}

async function factRows(db: Db, table: DataTable, plans: readonly PublishedPlan[]): Promise<Cell[][]> {
  if (table.name === 'espacios') return spaceRows(db)
  if (table.name === 'planes') return plans.map(planRow)
  if (table.name === 'versiones') return versionRows(db, plans)
  return organizationRows(db, plans)
}

function planRow(plan: PublishedPlan): Cell[] {
  const { space, slug, title, kind, number, startsOn, endsOn, origin, sourceTitle, sourceUrl } = plan
  const { launchedOn, approvedBy, approvedOn, publishedAt, commitments } = plan
  return [
    space,
    slug,
    title,
    kind,
    number,
    startsOn,
    endsOn,
    origin,
    sourceTitle,
    sourceUrl,
    launchedOn,
    approvedBy,
    approvedOn,
    publishedAt,
    commitments,
  ]
}

async function spaceRows(db: Db): Promise<Cell[][]> {
  const rows = await db
    .selectFrom('spaces as s')
    .leftJoin('spaces as p', 'p.id', 's.parent_id')
    .select(['s.slug', 's.name', 's.kind', 'p.slug as parent', 's.territory_key', 's.is_fictional'])
    .orderBy('s.slug')
    .execute()
  return rows.map((row) => [row.slug, row.name, row.kind, row.parent, row.territory_key, row.is_fictional])
}

const idsOf = (plans: readonly PublishedPlan[]) => sql`any(${plans.map((plan) => plan.id)}::uuid[])`

async function versionRows(db: Db, plans: readonly PublishedPlan[]): Promise<Cell[][]> {
  const { rows } = await sql<{ row: Cell[]; at: Date; number: number }>`
    select array[s.slug, p.slug, c.key] as row, v.number, v.at, v.reason, v.approved_by, v.approved_on, v.approval_url
    from commitment_versions v join commitments c on c.id = v.commitment_id join plans p on p.id = c.plan_id
    join spaces s on s.id = p.space_id where c.plan_id = ${idsOf(plans)} order by s.slug, p.slug, c.position, v.number`.execute(
    db,
  )
  return rows.map(({ row, number, at, ...rest }) => [...row, number, at, ...(Object.values(rest) as Cell[])])
}

async function organizationRows(db: Db, plans: readonly PublishedPlan[]): Promise<Cell[][]> {
  const { rows } = await sql<Record<string, Cell>>`
    select s.slug, o.name, o.acronym, o.kind, o.url, o.valid_from, o.valid_to, n.name as successor
    from organizations o join spaces s on s.id = o.space_id left join organizations n on n.id = o.successor_id
    where o.id in (select x.organization_id from commitment_organizations x join commitments c on c.id = x.commitment_id
      where c.plan_id = ${idsOf(plans)}) order by s.slug, o.name`.execute(db)
  return rows.map((row) => Object.values(row))
}
