import { type RawBuilder, sql } from 'kysely'
import type { Db } from '../../../../../platform/context.ts'
import type { Edition } from '../../../editions/model.ts'
import type { Rules } from '../../../scoring/model.ts'
import { type Judge, type Question, questionsOf } from '../../model.ts'

export type Waiting = { network: string; id: string; criteria: string[]; left: number }

type Asked = Question & { status: string; reason: string | null; kind: string | null }

/** Every kind of post that something is asked about, from the rule itself, so that queue and command never differ. */
function askedUnder(rules: Rules): Asked[] {
  const reasons = ['photo_reused', 'copied_text', 'no_work', 'unknown_work'] as const
  const waiting = reasons.flatMap((reason) =>
    questionsOf({ status: 'review', reason, kind: null, isCompared: false }, rules).map((question) => ({
      ...question,
      ...{ status: 'review', reason, kind: null },
    })),
  )
  const counted = (['announcement', 'visit'] as const).flatMap((kind) =>
    questionsOf({ status: 'counted', reason: null, kind, isCompared: false }, rules).map((question) => ({
      ...question,
      ...{ status: 'counted', reason: null, kind },
    })),
  )
  return [...waiting, ...counted]
}

const columns = (asked: Asked) =>
  sql`(${asked.status}::text, ${asked.reason}::text, ${asked.kind}::text, ${asked.criterion}::text, ${asked.round}::text)`

/** The points of the comparison came with the author's own finding. */
export const isCompared = (because: RawBuilder<unknown>) =>
  sql<boolean>`exists (select from jsonb_array_elements(${because}) b where b->>'rule' = 'comparison' and b->>'points' <> '0.00')`

/**
 * What still needs this judge, `skipped` posts further on: what waits without points first, then what another judge has begun, then by time.
 * Of others she learns only that somebody decided, never what. Null: nothing is left for her.
 */
export async function nextWaiting(db: Db, edition: Edition, judge: Judge, skipped: number): Promise<Waiting | null> {
  const asked = askedUnder(edition.rules.rules)
  const { rows } = await sql<Waiting>`
    with asked (status, reason, kind, criterion, round) as (values ${sql.join(asked.map(columns))}),
    open as (
      select v.network, v.external_id, v.status, v.published_at, a.criterion, count(j.id) as decided
      from rally_verdicts v
      join asked a on a.status = v.status and (a.reason is null or a.reason = v.reason) and (a.kind is null or a.kind = v.kind)
      left join rally_teams t on t.edition_id = v.edition_id and t.code = v.team_code
      left join rally_judgements j on j.edition_id = v.edition_id and j.network = v.network and j.external_id = v.external_id
        and j.criterion = a.criterion and j.round in (a.round, 'appeal')
      where v.edition_id = ${edition.id}
        and (${judge.organizationId}::uuid is null or t.organization_id is distinct from ${judge.organizationId}::uuid)
        and not exists (select from rally_members m where m.team_id = t.id and m.person_id = ${judge.personId})
        and not (a.criterion = 'comparison' and v.status = 'counted' and ${isCompared(sql`v.because`)})
      group by v.network, v.external_id, v.status, v.published_at, a.criterion
      having not coalesce(bool_or(j.judge_code = ${judge.code} or j.round = 'appeal'), false)
        and (count(j.id) < 2 or (count(j.id) = 2 and count(*) filter (where j.decision = 'yes') = 1))
    )
    select network, external_id as id, array_agg(criterion order by criterion) as criteria, (count(*) over ())::int as left
    from open group by network, external_id, status, published_at
    order by status = 'review' desc, max(decided) desc, published_at, network, external_id
    limit 1 offset ${skipped}`.execute(db)
  return rows[0] ?? null
}
