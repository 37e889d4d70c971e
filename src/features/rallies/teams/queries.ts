import { sql } from 'kysely'
import type { Db } from '../../../platform/context.ts'
import type { Account } from '../scoring/model.ts'

/**
 * teams.csv of an edition: its proven accounts. Left out: withdrawn teams, minors whose guardian has not consented, and teams
 * that are smaller than the edition asks, which are no teams yet. `person` is a code of the place in the team, the same in
 * every export, that leads to nobody.
 */
export async function accountsOf(db: Db, editionId: string): Promise<Account[]> {
  const { rows } = await sql<Account>`
    with members as (
      select m.* from rally_members m left join rally_guardian_consents g on g.member_id = m.id
      where m.edition_id = ${editionId} and (not m.is_minor or g.given_at is not null)
    ), teams as (
      select t.id, t.code, t.name from rally_teams t join rally_editions e on e.id = t.edition_id
      where t.edition_id = ${editionId}
        and not exists (select from rally_team_withdrawals w where w.team_id = t.id)
        and (select count(distinct m.id) from members m where m.team_id = t.id) >= e.team_min
    )
    select t.code as team_id, t.name as team_name, a.network, a.handle_folded as handle, t.code || '-' || m.position as person
    from rally_accounts a join teams t on t.id = a.team_id join members m on m.id = a.member_id
    join rally_account_proofs p on p.account_id = a.id
    order by t.code collate "C", m.position, a.network collate "C", a.handle_folded collate "C"`.execute(db)
  return rows
}
