import { sql } from 'kysely'
import type { Db } from '../../../platform/context.ts'
import type { Account } from '../scoring/model.ts'
import type { Member, Team, TeamAccount, TeamKind } from './model.ts'

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

type Row = Omit<Team, 'members' | 'accounts' | 'withdrawal' | 'kind' | 'registeredAt'> & {
  kind: TeamKind
  registeredAt: Date
  withdrawal: { reason: string; at: string } | null
  members: (Omit<Member, 'joinedAt' | 'leftAt'> & { joinedAt: string; leftAt: string | null })[]
  accounts: (Omit<TeamAccount, 'proof'> & { proof: { method: 'post'; at: string } | null })[]
}

/** A team with its people, accounts and works; withdrawn ones too. */
export async function findTeam(db: Db, editionId: string, code: string): Promise<Team | null> {
  const { rows } = await sql<Row>`
    select t.id, t.code, t.name, t.kind, t.about, t.registered_at as "registeredAt",
      case when s.key is not null then json_build_object('key', s.key, 'name', s.name) end as state,
      case when o.id is not null then json_build_object('id', o.id, 'name', o.name) end as organization,
      (select json_build_object('reason', w.reason, 'at', w.withdrawn_at) from rally_team_withdrawals w
        where w.team_id = t.id) as withdrawal,
      coalesce((select json_agg(json_build_object('id', m.id, 'position', m.position, 'pseudonym', m.pseudonym,
        'personId', m.person_id, 'isCaptain', m.is_captain, 'isMinor', m.is_minor, 'joinedAt', m.joined_at,
        'leftAt', m.left_at, 'consent', case when not m.is_minor then null when g.given_at is null then 'waiting'
        else 'given' end) order by m.position) from rally_members m
        left join rally_guardian_consents g on g.member_id = m.id where m.team_id = t.id), '[]') as members,
      coalesce((select json_agg(json_build_object('id', a.id, 'memberId', a.member_id, 'network', a.network,
        'handle', a.handle, 'code', a.code, 'profileUrl', a.profile_url, 'proof',
        case when p.account_id is not null then json_build_object('method', p.method, 'at', p.proved_at) end)
        order by a.network, a.handle_folded) from rally_accounts a
        left join rally_account_proofs p on p.account_id = a.id where a.team_id = t.id), '[]') as accounts,
      coalesce((select json_agg(json_build_object('key', w.key, 'name', w.name, 'municipality', w.municipality)
        order by w.name) from rally_team_works c join rally_works w on w.edition_id = c.edition_id and w.key = c.key
        where c.team_id = t.id), '[]') as works
    from rally_teams t left join territories s on s.key = t.state_key
    left join organizations o on o.id = t.organization_id
    where t.edition_id = ${editionId} and t.code = ${code}`.execute(db)
  const [row] = rows
  return row ? teamOf(row) : null
}

function teamOf({ members, accounts, withdrawal, ...row }: Row): Team {
  return {
    ...row,
    withdrawal: withdrawal && { ...withdrawal, at: new Date(withdrawal.at) },
    members: members.map((member) => ({
      ...member,
      joinedAt: new Date(member.joinedAt),
      leftAt: member.leftAt ? new Date(member.leftAt) : null,
    })),
    accounts: accounts.map((account) => ({
      ...account,
      proof: account.proof && { ...account.proof, at: new Date(account.proof.at) },
    })),
  }
}

/** A work of a team: what it chose, and what became of it by the verdicts (its posts on networks as much as its visits). */
export type WorkOfTeam = {
  key: string
  name: string
  municipality: string | null
  isAnnounced: boolean
  isVisited: boolean
}

/** The works that a team chose, announced or visited; posts that were excluded tell nothing. */
export async function worksOfTeam(db: Db, editionId: string, team: { id: string; code: string }) {
  const { rows } = await sql<WorkOfTeam>`
    with told as (select unnest(works) as key, kind from rally_verdicts
      where edition_id = ${editionId} and team_code = ${team.code} and status <> 'excluded'),
    mine as (select key from rally_team_works where team_id = ${team.id} union select key from told)
    select w.key, w.name, w.municipality,
      exists (select from told where told.key = w.key and kind = 'announcement') as "isAnnounced",
      exists (select from told where told.key = w.key and kind = 'visit') as "isVisited"
    from mine join rally_works w on w.edition_id = ${editionId} and w.key = mine.key
    order by fold(w.name), w.key`.execute(db)
  return rows
}

export type TeamRow = {
  code: string
  name: string
  kind: TeamKind
  state: string | null
  organization: string | null
  members: number
  works: number
  isActive: boolean
  isWithdrawn: boolean
}

/** The teams of an edition by name. Active: it has sent something or something of it was read (T-49). */
export async function teamsOf(db: Db, editionId: string): Promise<TeamRow[]> {
  const { rows } = await sql<TeamRow>`
    select t.code, t.name, t.kind, s.name as state, o.name as organization,
      (select count(*)::int from rally_members m where m.team_id = t.id and m.left_at is null) as members,
      (select count(*)::int from (select key from rally_team_works where team_id = t.id union select unnest(v.works)
        from rally_verdicts v where v.edition_id = t.edition_id and v.team_code = t.code and v.status <> 'excluded') w) as works,
      exists (select from rally_captures c where c.team_id = t.id)
        or exists (select from rally_verdicts v where v.edition_id = t.edition_id and v.team_code = t.code) as "isActive",
      exists (select from rally_team_withdrawals w where w.team_id = t.id) as "isWithdrawn"
    from rally_teams t left join territories s on s.key = t.state_key
    left join organizations o on o.id = t.organization_id
    where t.edition_id = ${editionId} order by fold(t.name), t.code`.execute(db)
  return rows
}

/** The code of the team that a person plays in, if any. */
export async function ownTeamCode(db: Db, editionId: string, personId: string): Promise<string | null> {
  const row = await db
    .selectFrom('rally_members as m')
    .innerJoin('rally_teams as t', 't.id', 'm.team_id')
    .select('t.code')
    .where('m.edition_id', '=', editionId)
    .where('m.person_id', '=', personId)
    .executeTakeFirst()
  return row?.code ?? null
}

/** Organisations of civil society and schools that a team may be of: those of the space. */
export async function organizationsFor(db: Db, spaceId: string): Promise<{ id: string; name: string }[]> {
  return db.selectFrom('organizations').select(['id', 'name']).where('space_id', '=', spaceId).orderBy('name').execute()
}

/** All teams of an edition with everything about them, for its organisers. */
export async function fullTeams(db: Db, editionId: string): Promise<Team[]> {
  const teams: Team[] = []
  for (const { code } of await teamsOf(db, editionId)) {
    const team = await findTeam(db, editionId, code)
    if (team) teams.push(team)
  }
  return teams
}
