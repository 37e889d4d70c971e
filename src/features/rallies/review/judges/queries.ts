import { sql } from 'kysely'
import type { Db } from '../../../../platform/context.ts'
import type { Judge, JudgedTeam } from '../model.ts'

export async function findJudge(db: Db, editionId: string, personId: string | null): Promise<Judge | null> {
  if (personId === null) return null
  const row = await db
    .selectFrom('rally_judges')
    .select(['code', 'person_id as personId', 'organization_id as organizationId'])
    .where('edition_id', '=', editionId)
    .where('person_id', '=', personId)
    .executeTakeFirst()
  return row ?? null
}

export type NamedJudge = { code: string; name: string; organization: string | null; namedAt: Date; decisions: number }

/** For the organisers' desk: here alone a name stands beside a code. */
export async function listJudges(db: Db, editionId: string): Promise<NamedJudge[]> {
  const { rows } = await sql<NamedJudge>`
    select j.code, p.name, o.name as organization, j.named_at as "namedAt",
      (select count(*) from rally_judgements d where d.edition_id = j.edition_id and d.judge_code = j.code)::int as decisions
    from rally_judges j join people p on p.id = j.person_id left join organizations o on o.id = j.organization_id
    where j.edition_id = ${editionId} order by j.named_at, j.code`.execute(db)
  return rows
}

export type Choice = { id: string; name: string }

/** Evaluators of the space who are not judges yet, and the organisations that a judge may be of. */
export async function judgeChoices(db: Db, edition: { id: string; space: { id: string } }) {
  const { rows: evaluators } = await sql<Choice>`
    select distinct p.id, p.name from role_grants g join people p on p.id = g.person_id
    left join role_revocations r on r.grant_id = g.id
    where g.space_id = ${edition.space.id} and g.role = 'evaluator' and r.grant_id is null
      and not exists (select from rally_judges j where j.edition_id = ${edition.id} and j.person_id = p.id)
    order by p.name`.execute(db)
  const organizations: Choice[] = await db
    .selectFrom('organizations')
    .select(['id', 'name'])
    .where('space_id', '=', edition.space.id)
    .orderBy('name')
    .execute()
  return { evaluators, organizations }
}

export async function judgedTeam(db: Db, editionId: string, code: string | null): Promise<JudgedTeam | null> {
  if (code === null) return null
  const { rows } = await sql<JudgedTeam>`
    select t.code, t.organization_id as "organizationId",
      array(select m.person_id from rally_members m where m.team_id = t.id and m.person_id is not null) as "memberIds"
    from rally_teams t where t.edition_id = ${editionId} and t.code = ${code}`.execute(db)
  return rows[0] ?? null
}
