import { sql } from 'kysely'
import type { Db } from '../../platform/context.ts'
import type { PublishedPlan } from './model.ts'

export type PlanFilter = { spaceIds?: readonly string[] | undefined; planId?: string | undefined }

/** Published plans, the newest period first inside each space. */
export async function publishedPlans(db: Db, filter: PlanFilter = {}): Promise<PublishedPlan[]> {
  const { rows } = await sql<PublishedPlan>`
    select p.id, s.slug as space, s.name as "spaceName", p.slug, p.title, p.kind, p.number, p.summary, p.starts_on as "startsOn",
      p.ends_on as "endsOn", p.origin, p.source_title as "sourceTitle", p.source_url as "sourceUrl", p.language,
      p.legal_basis as "legalBasis", p.ogp_action_plan_id as "ogpActionPlanId", s.is_fictional as "isFictional",
      u.launched_on as "launchedOn", u.approved_by as "approvedBy", u.approved_on as "approvedOn", u.approval_url as "approvalUrl",
      u.published_at as "publishedAt",
      (select count(*)::int from commitments c where c.plan_id = p.id) as commitments,
      greatest(u.published_at, (select max(c.updated_at) from commitments c where c.plan_id = p.id)) as "updatedAt"
    from plans p join plan_publications u on u.plan_id = p.id join spaces s on s.id = p.space_id
    where (${filter.spaceIds ?? null}::uuid[] is null or p.space_id = any(${filter.spaceIds ?? null}::uuid[]))
      and (${filter.planId ?? null}::uuid is null or p.id = ${filter.planId ?? null}::uuid)
    order by s.slug, p.starts_on desc nulls last, p.slug`.execute(db)
  return rows
}

/** Ids of a plan's commitments in the plan's order. */
export async function commitmentIds(db: Db, planId: string): Promise<string[]> {
  const rows = await db
    .selectFrom('commitments')
    .select('id')
    .where('plan_id', '=', planId)
    .orderBy('position')
    .execute()
  return rows.map((row) => row.id)
}
