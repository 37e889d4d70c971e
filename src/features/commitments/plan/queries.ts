import { sql, type Transaction } from 'kysely'
import type { Actor, Db } from '../../../platform/context.ts'
import type { DB } from '../../../platform/db/types.ts'
import { found } from '../../../platform/errors.ts'
import { findSpace } from '../../spaces/queries.ts'
import type { Pause, Plan, PlanKind } from './model.ts'
import { canSeePlan } from './policy.ts'

/** The plan under this address, if it may be seen; else NotFound, whether or not it exists. */
export async function loadPlan(db: Db, actor: Actor, spaceSlug: string, planSlug: string): Promise<Plan> {
  const plan = found(await findPlan(db, spaceSlug, planSlug))
  return found(canSeePlan(actor, plan) ? plan : null)
}

/** The plan under this address, with no question of who asks. */
export async function findPlan(db: Db, spaceSlug: string, planSlug: string): Promise<Plan | null> {
  const space = await findSpace(db, spaceSlug)
  if (!space) return null
  const row = await db
    .selectFrom('plans as p')
    .leftJoin('plan_publications as u', 'u.plan_id', 'p.id')
    .selectAll('p')
    .select(['u.launched_on', 'u.approved_by', 'u.approved_on', 'u.approval_url', 'u.published_at'])
    .where('p.space_id', '=', space.id)
    .where('p.slug', '=', planSlug)
    .executeTakeFirst()
  if (!row) return null
  return {
    id: row.id,
    space,
    slug: row.slug,
    kind: row.kind as PlanKind,
    number: row.number,
    title: row.title,
    summary: row.summary,
    startsOn: row.starts_on,
    endsOn: row.ends_on,
    legalBasis: row.legal_basis,
    ogpActionPlanId: row.ogp_action_plan_id,
    origin: row.origin as Plan['origin'],
    sourceTitle: row.source_title,
    sourceUrl: row.source_url,
    sourceAccessedOn: row.source_accessed_on,
    silenceDays: row.silence_days,
    dueSoonDays: row.due_soon_days,
    timeZone: row.time_zone,
    language: row.language as 'es' | 'en',
    publication:
      row.published_at === null
        ? null
        : {
            launchedOn: row.launched_on,
            approvedBy: row.approved_by,
            approvedOn: row.approved_on,
            approvalUrl: row.approval_url,
            publishedAt: row.published_at,
          },
    pauses: await listPauses(db, row.id),
  }
}

async function listPauses(db: Db, planId: string): Promise<Pause[]> {
  const rows = await db
    .selectFrom('pauses as p')
    .leftJoin('pause_endings as e', 'e.pause_id', 'p.id')
    .select(['p.id', 'p.commitment_id', 'p.kind', 'p.since', 'p.party', 'p.reason', 'p.source_url', 'e.ended_on'])
    .select('e.reason as ending_reason')
    .where('p.plan_id', '=', planId)
    .orderBy('p.since')
    .orderBy('p.id')
    .execute()
  return rows.map((row) => ({
    id: row.id,
    commitmentId: row.commitment_id,
    kind: row.kind as Pause['kind'],
    since: row.since,
    party: row.party,
    reason: row.reason,
    sourceUrl: row.source_url,
    ending: row.ended_on === null ? null : { on: row.ended_on, reason: row.ending_reason ?? '' },
  }))
}

/** Holds the plan until the transaction ends, so that what is decided about it stays true while it is carried out. */
export async function lockPlan(
  db: Transaction<DB>,
  planId: string,
): Promise<{ isPublished: boolean; spaceId: string }> {
  const row = found(
    await db.selectFrom('plans').select(['id', 'space_id']).where('id', '=', planId).forUpdate().executeTakeFirst(),
  )
  const publication = await db
    .selectFrom('plan_publications')
    .select('plan_id')
    .where('plan_id', '=', row.id)
    .executeTakeFirst()
  return { isPublished: publication !== undefined, spaceId: row.space_id }
}

/** The id of the commitment with this key in a plan; null when there is none. */
export async function findCommitmentId(db: Db, planId: string, key: string): Promise<string | null> {
  const row = await db
    .selectFrom('commitments')
    .select('id')
    .where('plan_id', '=', planId)
    .where(sql`lower(key)`, '=', key.toLowerCase())
    .executeTakeFirst()
  return row?.id ?? null
}
