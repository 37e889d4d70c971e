import { sql, type Transaction } from 'kysely'
import type { DB } from '../../../../platform/db/types.ts'
import type { Verdict } from '../../scoring/model.ts'
import { postKey } from '../setting/model.ts'

export type Scored = { verdict: Verdict; published_at: string }

const chunkRows = 5000

/** Writes verdicts in bulk and returns how many rows that changed: one that already says the same is left alone. */
export async function writeVerdicts(
  tx: Transaction<DB>,
  at: { editionId: string; pass: number; now: Date },
  scored: readonly Scored[],
): Promise<number> {
  let changed = 0
  for (let start = 0; start < scored.length; start += chunkRows) {
    const rows = JSON.stringify(scored.slice(start, start + chunkRows).map((one) => rowOf(at, one)))
    const { numAffectedRows } = await sql`
      insert into rally_verdicts as v (edition_id, network, external_id, team_code, works, kind, status, reason, points, because,
        published_at, pass, scored_at)
      select edition_id, network, external_id, team_code, works, kind, status, reason, points, because, published_at, pass, scored_at
      from json_populate_recordset(null::rally_verdicts, ${rows}::json)
      on conflict (edition_id, network, external_id) do update set team_code = excluded.team_code, works = excluded.works,
        kind = excluded.kind, status = excluded.status, reason = excluded.reason, points = excluded.points,
        because = excluded.because, published_at = excluded.published_at, pass = excluded.pass, scored_at = excluded.scored_at
      where (v.team_code, v.works, v.kind, v.status, v.reason, v.points, v.because, v.published_at) is distinct from
        (excluded.team_code, excluded.works, excluded.kind, excluded.status, excluded.reason, excluded.points,
        excluded.because, excluded.published_at)`.execute(tx)
    changed += Number(numAffectedRows ?? 0)
  }
  return changed
}

function rowOf(at: { editionId: string; pass: number; now: Date }, { verdict, published_at }: Scored) {
  const { network, id, team, works, kind, status, reason, points, because } = verdict
  return {
    ...{
      edition_id: at.editionId,
      network,
      external_id: id,
      team_code: team,
      works,
      kind,
      status,
      reason,
      points,
      because,
    },
    ...{ published_at, pass: at.pass, scored_at: at.now },
  }
}

/** Drops the verdicts of posts that a scoring from nothing no longer knows. */
export async function deleteVerdicts(tx: Transaction<DB>, editionId: string, all: readonly Scored[]): Promise<number> {
  const keys = JSON.stringify(all.map(({ verdict }) => ({ network: verdict.network, external_id: verdict.id })))
  const { numAffectedRows } = await sql`
    with known as materialized (select network, external_id from json_populate_recordset(null::rally_verdicts, ${keys}::json))
    delete from rally_verdicts v where v.edition_id = ${editionId}
      and (v.network, v.external_id) not in (select network, external_id from known)`.execute(tx)
  return Number(numAffectedRows ?? 0)
}

/** When the posts were published whose verdicts were written after a pass. */
export async function verdictsSince(
  tx: Transaction<DB>,
  editionId: string,
  pass: number,
): Promise<Map<string, string>> {
  const rows = await tx
    .selectFrom('rally_verdicts')
    .select(['network', 'external_id', 'published_at'])
    .where('edition_id', '=', editionId)
    .where('pass', '>', pass)
    .execute()
  return new Map(rows.map((row) => [postKey(row.network, row.external_id), row.published_at.toISOString()]))
}
