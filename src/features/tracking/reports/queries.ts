import { sql } from 'kysely'
import type { Db } from '../../../platform/context.ts'
import type { ActivityState } from '../../commitments/model.ts'
import { isMeansOfVerification } from '../evidence/model.ts'
import { listEvidence } from '../evidence/queries.ts'
import type { Answer, Claim, Report, Side, Stance, Told, Verdict, Verification } from './model.ts'
import type { Answerable } from './policy.ts'

export type TrackedActivity = Told & {
  id: string
  code: string
  title: string
  product: string | null
  meansOfVerification: string | null
  startsOn: string | null
  endsOn: string | null
  since: Date | null
}

/** One activity by its code; null when the commitment has none of that code. */
export async function findActivity(db: Db, commitmentId: string, code: string): Promise<TrackedActivity | null> {
  const all = await trackedActivities(db, commitmentId, [code])
  return all[0] ?? null
}

/** The activities of a commitment in the order of its roadmap, without what was said of them. */
export async function spokenActivities(db: Db, commitmentId: string) {
  return db
    .selectFrom('activities as a')
    .innerJoin('key_actions as k', 'k.id', 'a.key_action_id')
    .select(['a.code', 'a.is_disputed as isDisputed', 'a.state_since as since'])
    .select((eb) =>
      eb.exists(eb.selectFrom('reports as r').select('r.id').whereRef('r.activity_id', '=', 'a.id')).as('isReported'),
    )
    .where('a.commitment_id', '=', commitmentId)
    .orderBy('k.position')
    .orderBy('a.position')
    .execute()
}

/** Everything said of the activities of a commitment, or of some of them, in the order of its roadmap. Four statements, whatever the number. */
export async function trackedActivities(
  db: Db,
  commitmentId: string,
  codes?: readonly string[],
): Promise<TrackedActivity[]> {
  let query = db
    .selectFrom('activities as a')
    .innerJoin('key_actions as k', 'k.id', 'a.key_action_id')
    .select(['a.id', 'a.code', 'a.title', 'a.product', 'a.means_of_verification', 'a.starts_on', 'a.ends_on'])
    .select(['a.current_state', 'a.state_since'])
    .where('a.commitment_id', '=', commitmentId)
    .orderBy('k.position')
    .orderBy('a.position')
  if (codes !== undefined) query = query.where('a.code', 'in', codes)
  const activities = await query.execute()
  const told = await toldOf(
    db,
    activities.map((row) => row.id),
  )
  return activities.map((row) => ({
    ...{ id: row.id, code: row.code, title: row.title, product: row.product },
    ...{ meansOfVerification: row.means_of_verification, startsOn: row.starts_on, endsOn: row.ends_on },
    since: row.state_since,
    state: row.current_state as ActivityState,
    ...(told.get(row.id) ?? { reports: [], answers: [], verifications: [] }),
  }))
}

type Said = { reports: Report[]; answers: Answer[]; verifications: Verification[] }

/** What was said of each of these activities, oldest first. */
export async function toldOf(db: Db, activityIds: readonly string[]): Promise<Map<string, Said>> {
  const said = new Map<string, Said>(activityIds.map((id) => [id, { reports: [], answers: [], verifications: [] }]))
  if (activityIds.length === 0) return said
  for (const { activityId, ...report } of await reportsOf(db, sql`r.activity_id = any(${activityIds}::uuid[])`))
    said.get(activityId)?.reports.push(report)
  for (const { activityId, ...answer } of await answersOf(db, activityIds)) said.get(activityId)?.answers.push(answer)
  const verifications = await db
    .selectFrom('verifications_of_activities as v')
    .leftJoin('organizations as o', 'o.id', 'v.organization_id')
    .select(['v.activity_id', 'v.outcome', 'v.comment', 'v.report_id', 'v.verified_at', 'o.name'])
    .where('v.activity_id', 'in', activityIds)
    .orderBy('v.verified_at')
    .orderBy('v.id')
    .execute()
  for (const row of verifications) {
    const { comment, name: organization, report_id: reportId, verified_at: at } = row
    said
      .get(row.activity_id)
      ?.verifications.push({ verdict: row.outcome as Verdict, comment, organization, reportId, at })
  }
  return said
}

async function reportsOf(db: Db, where: ReturnType<typeof sql>): Promise<(Report & { activityId: string })[]> {
  const { rows } = await sql<Report & { activityId: string; state: Claim; side: Side }>`
    select r.activity_id as "activityId", r.id, r.folio, r.voice as side, r.organization_id as "organizationId", o.name as organization,
      r.state, r.body, r.share_done as "shareDone", r.products, r.reason, r.period_from as "from", r.period_to as "to",
      r.reported_at as at, coalesce(e.links, '{}') as links
    from reports r join organizations o on o.id = r.organization_id
    left join lateral (
      select array_agg(v.url order by v.added_at, e.id) as links from evidence e
      join evidence_versions v on v.evidence_id = e.id
      where e.report_id = r.id and v.url is not null and not exists (select 1 from evidence_withdrawals w where w.evidence_id = e.id)
    ) e on true
    where ${where} order by r.reported_at, r.id`.execute(db)
  return rows
}

async function answersOf(db: Db, activityIds: readonly string[]): Promise<(Answer & { activityId: string })[]> {
  const rows = await db
    .selectFrom('report_answers as a')
    .innerJoin('reports as r', 'r.id', 'a.report_id')
    .innerJoin('organizations as o', 'o.id', 'a.organization_id')
    .select(['a.id', 'r.activity_id', 'a.report_id', 'a.voice', 'a.organization_id', 'o.name', 'a.stance', 'a.reason'])
    .select('a.answered_at')
    .where('r.activity_id', 'in', activityIds)
    .orderBy('a.answered_at')
    .orderBy('a.id')
    .execute()
  return rows.map((row) => ({
    ...{ id: row.id, activityId: row.activity_id, reportId: row.report_id, organizationId: row.organization_id },
    ...{ organization: row.name, reason: row.reason, at: row.answered_at },
    side: row.voice as Side,
    stance: row.stance as Stance,
  }))
}

/** Who answers for a commitment: its leads and co-responsibles. */
export async function answerableFor(db: Db, commitmentId: string): Promise<Answerable[]> {
  const rows = await db
    .selectFrom('commitment_organizations as c')
    .innerJoin('organizations as o', 'o.id', 'c.organization_id')
    .select(['c.organization_id as organizationId', 'o.name', 'c.part'])
    .where('c.commitment_id', '=', commitmentId)
    .where('c.part', 'in', ['lead', 'co-responsible'])
    .orderBy('c.position')
    .execute()
  return rows.map((row) => ({ ...row, part: row.part as Answerable['part'] }))
}

/** Where a report stands, by its folio, in a plan. */
export async function placeOfReport(db: Db, planId: string, folio: string) {
  const row = await db
    .selectFrom('reports as r')
    .innerJoin('activities as a', 'a.id', 'r.activity_id')
    .innerJoin('commitments as c', 'c.id', 'r.commitment_id')
    .select(['r.id', 'r.reported_by as reportedBy', 'a.code', 'c.id as commitmentId', 'c.key', 'c.title', 'c.number'])
    .where('r.plan_id', '=', planId)
    .where('r.folio', '=', folio.toUpperCase())
    .executeTakeFirst()
  return row ?? null
}

/** means of verification that an organisation has on an activity and that stand. */
export async function meansCount(db: Db, activityId: string, organizationId: string): Promise<number> {
  const all = await listEvidence(db, { activityId })
  return all.filter((one) => one.organization.id === organizationId && isMeansOfVerification(one)).length
}

/** The folio that a form got when it came before, if it was this person's. */
export async function folioOfSent(db: Db, clientId: string, activityId: string, personId: string) {
  if (!/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(clientId)) return null
  const row = await db
    .selectFrom('reports')
    .select('folio')
    .where('client_id', '=', clientId)
    .where('activity_id', '=', activityId)
    .where('reported_by', '=', personId)
    .executeTakeFirst()
  return row?.folio ?? null
}

/** Who has put a hand to an activity: persons who reported or uploaded, organisations that reported or lead. */
export async function handsOn(db: Db, activityId: string) {
  const { rows } = await sql<{ kind: 'reported' | 'uploaded' | 'organization'; id: string }>`
    select 'reported' as kind, reported_by as id from reports where activity_id = ${activityId} and reported_by is not null
    union select 'uploaded', added_by from evidence where activity_id = ${activityId} and added_by is not null
    union select 'uploaded', v.added_by from evidence_versions v join evidence e on e.id = v.evidence_id
      where e.activity_id = ${activityId} and v.added_by is not null
    union select 'organization', organization_id from reports where activity_id = ${activityId}
    union select 'organization', o.organization_id from commitment_organizations o join activities a on a.commitment_id = o.commitment_id
      where a.id = ${activityId} and o.part = 'lead'`.execute(db)
  const of = (kind: (typeof rows)[number]['kind']) => rows.filter((row) => row.kind === kind).map((row) => row.id)
  return { reporters: of('reported'), uploaders: of('uploaded'), organizationIds: of('organization') }
}

export async function findDraft(db: Db, personId: string, activityId: string) {
  const row = await db
    .selectFrom('report_drafts')
    .select(['fields', 'saved_at'])
    .where('person_id', '=', personId)
    .where('activity_id', '=', activityId)
    .executeTakeFirst()
  return row ? { fields: row.fields as Record<string, string>, savedAt: row.saved_at } : null
}
