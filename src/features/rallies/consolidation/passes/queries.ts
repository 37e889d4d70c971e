import { sql } from 'kysely'
import type { Db } from '../../../../platform/context.ts'
import type { PostRecord } from '../../scoring/model.ts'
import { type Corrections, corrected } from '../setting/model.ts'
import type { Horizon } from './arrivals.ts'

export async function horizonNow(db: Db): Promise<Horizon> {
  const { rows } = await sql<{ xmin: string; xmax: string; at: number }>`
    select pg_snapshot_xmin(s)::text as xmin, pg_snapshot_xmax(s)::text as xmax,
      extract(epoch from clock_timestamp())::float8 as at from pg_current_snapshot() s`.execute(db)
  const [row] = rows
  if (!row) throw new Error('no snapshot')
  return { xmin: BigInt(row.xmin), xmax: BigInt(row.xmax), at: row.at }
}

export async function arrivalsAbove(db: Db, editionId: string, floor: number): Promise<number[]> {
  const rows = await db
    .selectFrom('rally_posts')
    .select('arrival')
    .where('edition_id', '=', editionId)
    .where('arrival', '>', floor)
    .orderBy('arrival')
    .execute()
  return rows.map((row) => Number(row.arrival))
}

/** The records that arrived under these numbers, with what people settled about them. */
export async function recordsOf(db: Db, arrivals: readonly number[], corrections: Corrections): Promise<PostRecord[]> {
  const { rows } = await sql<{ record: PostRecord }>`
    select record from rally_posts where arrival = any(${arrivals}::bigint[]) order by arrival`.execute(db)
  return rows.map(({ record }) => corrected(record, corrections))
}
