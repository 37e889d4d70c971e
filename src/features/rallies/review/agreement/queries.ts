import { sql } from 'kysely'
import type { Db } from '../../../../platform/context.ts'
import type { Pair } from './model.ts'

/** The first two decisions of every question that two judges decided; what was taken back is not among them. */
export async function decidedPairs(db: Db, editionId: string): Promise<Pair[]> {
  const { rows } = await sql<Pair>`
    select criterion, decisions[1] as first, decisions[2] as second from (
      select network, external_id, criterion, array_agg(decision order by judged_at, id) as decisions
      from rally_judgements where edition_id = ${editionId} and round in ('first', 'settling')
      group by network, external_id, criterion) q
    where cardinality(decisions) >= 2 order by criterion, network, external_id`.execute(db)
  return rows
}
