import { sql } from 'kysely'
import type { Db } from '../../../../platform/context.ts'
import type { Edition } from '../../editions/model.ts'
import type { Account, EditionInput, Judgement, PanelPoints, Setting, Work } from '../../scoring/model.ts'
import { accountsOf } from '../../teams/queries.ts'
import {
  type Corrections,
  postKey,
  readableAccounts,
  readableJudgements,
  readablePanel,
  readableWorks,
} from './model.ts'

/** Everything but the posts that the engine scores an edition from, as it stands now. */
export async function settingOf(db: Db, edition: Edition & { opensAt: Date; closesAt: Date }): Promise<Setting> {
  const input = editionInputOf(edition)
  const accounts = readableAccounts(await accountsOf(db, edition.id), input.team_size)
  const works = readableWorks(await worksOf(db, edition.id))
  return { edition: input, works, accounts, ...(await decisionsOf(db, edition.id, input, accounts)) }
}

/** What judges and the panel decided, as far as the rules and the teams still have a place for it. */
export async function decisionsOf(
  db: Db,
  editionId: string,
  input: EditionInput,
  accounts: readonly Account[],
): Promise<Pick<Setting, 'panel' | 'judgements'>> {
  return {
    panel: readablePanel(await panelOf(db, editionId), input, accounts),
    judgements: readableJudgements(await judgementsOf(db, editionId), input),
  }
}

/** An edition as the contract's edition.json. */
export function editionInputOf(edition: Edition & { opensAt: Date; closesAt: Date }): EditionInput {
  return {
    id: `${edition.space.slug}-${edition.slug}`,
    name: edition.name,
    timezone: edition.timeZone,
    opens_at: edition.opensAt.toISOString(),
    closes_at: edition.closesAt.toISOString(),
    hashtags: edition.hashtags,
    networks: edition.networks,
    team_size: { min: edition.teamMin, max: edition.teamMax },
    rules: edition.rules.rules,
  }
}

async function worksOf(db: Db, editionId: string): Promise<Work[]> {
  const rows = await db
    .selectFrom('rally_works')
    .select(['key', 'name', 'state_key', 'municipality', 'latitude', 'longitude', 'physical_progress'])
    .where('edition_id', '=', editionId)
    .orderBy('key')
    .execute()
  return rows.map((row) => ({
    key: row.key,
    name: row.name,
    state: row.state_key ?? '',
    municipality: row.municipality ?? '',
    lat: row.latitude,
    lon: row.longitude,
    progress: row.physical_progress === null ? null : Number(row.physical_progress),
  }))
}

async function panelOf(db: Db, editionId: string): Promise<PanelPoints[]> {
  const rows = await db
    .selectFrom('rally_panel_points as p')
    .innerJoin('rally_teams as t', 't.id', 'p.team_id')
    .select(['p.challenge', 't.code as team_id', 'p.points'])
    .where('p.edition_id', '=', editionId)
    .orderBy('p.challenge')
    .orderBy('t.code')
    .execute()
  return rows.map((row) => ({ ...row, points: Number(row.points) }))
}

/** Those that settle something; a judge alone does not. */
async function judgementsOf(db: Db, editionId: string): Promise<Judgement[]> {
  return db
    .selectFrom('rally_settled_judgements')
    .select(['network', 'external_id as post_id', 'criterion', 'judge_code as judge', 'decision'])
    .where('edition_id', '=', editionId)
    .orderBy('network')
    .orderBy('external_id')
    .orderBy('criterion')
    .orderBy('judge_code')
    .$castTo<Judgement>()
    .execute()
}

/** What people settled about posts; the newest work named for a post holds. */
export async function correctionsOf(db: Db, editionId: string): Promise<Corrections> {
  const rows = await db
    .selectFrom('rally_corrections')
    .select(['network', 'external_id', 'work_key', 'text_is_own'])
    .where('edition_id', '=', editionId)
    .orderBy('corrected_at')
    .orderBy('id')
    .execute()
  const works = new Map<string, string>()
  for (const row of rows) if (row.work_key !== null) works.set(postKey(row.network, row.external_id), row.work_key)
  const own = new Set(rows.flatMap((row) => (row.text_is_own ? postKey(row.network, row.external_id) : [])))
  const keys = own.size === 0 ? [] : await worksOf(db, editionId)
  return { works, own, keys: new Set(keys.map(({ key }) => key)) }
}

export type Marks = { setting: string; judged: string }

/**
 * Two texts: `setting` differs whenever accounts, works, rules, corrections or which posts were taken away differ, and then a ledger
 * begins anew; `judged` whenever judgements or the panel's points do, which a ledger takes as it stands. Works stand still from the
 * opening on but for those adopted, so they are counted; judgements are added or taken back, never changed.
 */
export async function marksOf(db: Db, editionId: string): Promise<Marks> {
  const { rows } = await sql<Marks>`
    select md5(concat_ws('|', e.name, e.time_zone, e.opens_at, e.closes_at, e.hashtags, e.networks, e.team_min, e.team_max,
      e.posts_removed,
      (select max(number) from rally_rules r where r.edition_id = e.id),
      (select count(*) from rally_works w where w.edition_id = e.id),
      (select string_agg(concat_ws(' ', t.code, t.name, w.withdrawn_at), ',' order by t.code) from rally_teams t
        left join rally_team_withdrawals w on w.team_id = t.id where t.edition_id = e.id),
      (select string_agg(concat_ws(' ', a.team_id, a.member_id, a.network, a.handle_folded), ',' order by a.id)
        from rally_accounts a join rally_account_proofs p on p.account_id = a.id where a.edition_id = e.id),
      (select string_agg(concat_ws(' ', m.team_id, m.position, m.is_minor, g.given_at), ',' order by m.id)
        from rally_members m left join rally_guardian_consents g on g.member_id = m.id where m.edition_id = e.id),
      (select concat_ws(' ', count(*), max(corrected_at)) from rally_corrections c where c.edition_id = e.id))) as setting,
      md5(concat_ws('|',
      (select string_agg(concat_ws(' ', p.challenge, p.team_id, p.points), ',' order by p.challenge, p.team_id)
        from rally_panel_points p where p.edition_id = e.id),
      (select concat_ws(' ', count(*), max(judged_at)) from rally_judgements j
        where j.edition_id = e.id and j.round <> 'blind'))) as judged
    from rally_editions e where e.id = ${editionId}`.execute(db)
  const [marks] = rows
  if (!marks) throw new Error(`no edition ${editionId}`)
  return marks
}
