import { sql } from 'kysely'
import type { Db } from '../../../../platform/context.ts'
import type { Edition } from '../../editions/model.ts'
import type { RaceStep, Run, RunKind, VerifiedWork } from './model.ts'

const runColumns = sql`id, kind, pass, rules_number as "rulesNumber", finished_at as "finishedAt",
  input_sha256 as "inputSha256", output_sha256 as "outputSha256", standings, challenges, summary`

/** The run that the scoreboard shows: the final one once there is one, else the live one. */
export async function shownRun(db: Db, editionId: string): Promise<Run | null> {
  const { rows } = await sql<Run>`select ${runColumns} from rally_runs
    where edition_id = ${editionId} and kind in ('live', 'final')
    order by kind = 'final' desc, finished_at desc limit 1`.execute(db)
  return rows[0] ?? null
}

/** All kept runs, newest first, with the live one. */
export async function listRuns(db: Db, editionId: string): Promise<Run[]> {
  const { rows } = await sql<Run>`select ${runColumns} from rally_runs where edition_id = ${editionId}
    order by finished_at desc, id`.execute(db)
  return rows
}

export async function newestRun(db: Db, editionId: string, kind: RunKind): Promise<Run | null> {
  const { rows } = await sql<Run>`select ${runColumns} from rally_runs
    where edition_id = ${editionId} and kind = ${kind} order by finished_at desc, id desc limit 1`.execute(db)
  return rows[0] ?? null
}

/** The live runs' passes of these editions; what `FollowedNumbers` reads. */
export async function livePasses(db: Db, editionIds: readonly string[]): Promise<Map<string, number>> {
  const rows = await db
    .selectFrom('rally_runs')
    .select(['edition_id', 'pass'])
    .where('kind', '=', 'live')
    .where('edition_id', 'in', editionIds)
    .execute()
  return new Map(rows.map((row) => [row.edition_id, Number(row.pass)]))
}

export async function countTeams(db: Db, editionId: string): Promise<number> {
  const row = await db
    .selectFrom('rally_teams as t')
    .leftJoin('rally_team_withdrawals as w', 'w.team_id', 't.id')
    .select((select) => select.fn.countAll().as('teams'))
    .where('t.edition_id', '=', editionId)
    .where('w.team_id', 'is', null)
    .executeTakeFirstOrThrow()
  return Number(row.teams)
}

const stretches = 60

/** Points of the given teams' posts, summed over sixtieths of the rally's time; posts outside it gave none. */
export async function raceSteps(db: Db, edition: Edition, teams: readonly string[]): Promise<RaceStep[]> {
  if (!edition.opensAt || !edition.closesAt || teams.length === 0) return []
  const seconds = Math.max(60, Math.ceil((edition.closesAt.getTime() - edition.opensAt.getTime()) / 1000 / stretches))
  const { rows } = await sql<RaceStep>`
    select team_code as team, date_bin(make_interval(secs => ${seconds}), published_at, ${edition.opensAt})
      + make_interval(secs => ${seconds}) as at, sum(points)::float8 as points
    from rally_verdicts where edition_id = ${edition.id} and team_code = any(${teams}::text[]) and points > 0
    group by 1, 2 order by 2, 1`.execute(db)
  return rows
}

/** Works with a counted visit, by key. */
export async function verifiedWorks(db: Db, editionId: string): Promise<VerifiedWork[]> {
  const { rows } = await sql<VerifiedWork>`
    select w.key, w.name, w.state_key as "stateKey", w.state_name as state, w.municipality, w.latitude, w.longitude,
      count(*)::int as visits
    from rally_verdicts v join rally_works w on w.edition_id = v.edition_id and w.key = v.works[1]
    where v.edition_id = ${editionId} and v.status = 'counted' and v.kind = 'visit'
    group by w.edition_id, w.key order by w.key`.execute(db)
  return rows
}

/** Posts of the rally's time that were received after its preliminary results. */
export async function countLateArrivals(db: Db, edition: Edition): Promise<number> {
  if (!edition.acts.frozen) return 0
  const { rows } = await sql<{ posts: number }>`
    select count(distinct (p.network, p.external_id))::int as posts from rally_posts p
    join rally_verdicts v on v.edition_id = p.edition_id and v.network = p.network and v.external_id = p.external_id
    where p.edition_id = ${edition.id} and p.received_at > ${edition.acts.frozen}
      and v.published_at >= ${edition.opensAt} and v.published_at < ${edition.closesAt}
      and not exists (select from rally_posts e where e.edition_id = p.edition_id and e.network = p.network
        and e.external_id = p.external_id and e.received_at <= ${edition.acts.frozen})`.execute(db)
  return rows[0]?.posts ?? 0
}
