import type { Db } from '../../../../platform/context.ts'

export type PanelRow = { challenge: string; code: string; name: string; points: number; reason: string | null }
export type PanelOfTeams = { teams: readonly { code: string; name: string }[]; rows: readonly PanelRow[] }

/** Teams that take part and what the panel gave so far. */
export async function panelOfTeams(db: Db, editionId: string): Promise<PanelOfTeams> {
  const teams = await db
    .selectFrom('rally_teams as t')
    .leftJoin('rally_team_withdrawals as w', 'w.team_id', 't.id')
    .select(['t.code', 't.name'])
    .where('t.edition_id', '=', editionId)
    .where('w.team_id', 'is', null)
    .orderBy('t.name')
    .execute()
  const rows = await db
    .selectFrom('rally_panel_points as p')
    .innerJoin('rally_teams as t', 't.id', 'p.team_id')
    .select(['p.challenge', 't.code', 't.name', 'p.points', 'p.reason'])
    .where('p.edition_id', '=', editionId)
    .orderBy('p.challenge')
    .orderBy('p.points', 'desc')
    .execute()
  return { teams, rows: rows.map((row) => ({ ...row, points: Number(row.points) })) }
}
