import { sql } from 'kysely'
import type { Db } from '../../../../platform/context.ts'
import type { Decision, Judge } from '../model.ts'
import type { Settled } from './model.ts'

/** Every question that judges settled, with what they settled it as. */
export async function settledQuestions(db: Db, editionId: string): Promise<(Settled & { decision: Decision })[]> {
  const { rows } = await sql<Settled & { decision: Decision }>`
    select network, external_id as id, criterion, case when ayes * 2 > judges then 'yes' else 'no' end as decision from (
      select network, external_id, criterion, count(*) as judges, count(*) filter (where decision = 'yes') as ayes
      from rally_judgements where edition_id = ${editionId} and round in ('first', 'settling')
      group by network, external_id, criterion) q
    where judges >= 2 and ayes * 2 <> judges order by network, id, criterion`.execute(db)
  return rows
}

/** SHA-256 of the inputs of the frozen run; null before the close was frozen. */
export async function frozenHash(db: Db, editionId: string): Promise<string | null> {
  const row = await db
    .selectFrom('rally_runs')
    .select('input_sha256')
    .where('edition_id', '=', editionId)
    .where('kind', '=', 'frozen')
    .orderBy('finished_at')
    .limit(1)
    .executeTakeFirst()
  return row?.input_sha256 ?? null
}

export type Sample = {
  seed: string
  drawnAt: Date
  questions: (Settled & { settled: Decision; again: Decision | null })[]
}

/** The sample with both looks, for the published rate. Never shown to a judge of the second look before she decided. */
export async function findSample(db: Db, editionId: string): Promise<Sample | null> {
  const { rows } = await sql<Settled & { seed: string; drawnAt: Date; again: Decision | null }>`
    select s.network, s.external_id as id, s.criterion, s.seed, s.drawn_at as "drawnAt", j.decision as again
    from rally_review_samples s
    left join rally_judgements j on j.edition_id = s.edition_id and j.network = s.network and j.external_id = s.external_id
      and j.criterion = s.criterion and j.round = 'blind'
    where s.edition_id = ${editionId} order by s.network, s.external_id, s.criterion`.execute(db)
  const [first] = rows
  if (!first) return null
  const settled = new Map((await settledQuestions(db, editionId)).map((one) => [keyOf(one), one.decision]))
  return {
    seed: first.seed,
    drawnAt: first.drawnAt,
    questions: rows.flatMap(({ network, id, criterion, again }) => {
      const decision = settled.get(keyOf({ network, id, criterion }))
      return decision ? [{ network, id, criterion, again, settled: decision }] : []
    }),
  }
}

const keyOf = ({ network, id, criterion }: Settled) => [network, id, criterion].join('\n')

export type Blind = Settled & { left: number }

/** The next drawn question for a judge who had no part in it. Selects nothing that the first look decided. */
export async function nextBlind(db: Db, editionId: string, judge: Judge): Promise<Blind | null> {
  const { rows } = await sql<Blind>`
    select s.network, s.external_id as id, s.criterion, (count(*) over ())::int as left
    from rally_review_samples s
    join rally_verdicts v on v.edition_id = s.edition_id and v.network = s.network and v.external_id = s.external_id
    left join rally_teams t on t.edition_id = v.edition_id and t.code = v.team_code
    where s.edition_id = ${editionId}
      and not exists (select from rally_judgements j where j.edition_id = s.edition_id and j.network = s.network
        and j.external_id = s.external_id and j.criterion = s.criterion
        and (j.round = 'blind' or j.judge_code = ${judge.code}))
      and (${judge.organizationId}::uuid is null or t.organization_id is distinct from ${judge.organizationId}::uuid)
      and not exists (select from rally_members m where m.team_id = t.id and m.person_id = ${judge.personId})
    order by md5(s.seed || s.network || s.external_id || s.criterion) limit 1`.execute(db)
  return rows[0] ?? null
}
