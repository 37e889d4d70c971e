import { type RawBuilder, sql } from 'kysely'
import type { Db } from '../../../platform/context.ts'
import type { Item, SubjectType } from '../model.ts'
import { itemOf, type PlacedRow, placed } from '../telling/queries.ts'

/** What happened around a subject, newest first, as its followers heard it and everybody may see it now. */
export async function newestOf(db: Db, type: Exclude<SubjectType, 'commitment'>, id: string, limit: number) {
  const { rows } = await sql<PlacedRow>`
    select x.* from ${placed(around[type](id))} x where x.is_public order by x.seq desc limit ${limit}`.execute(db)
  return rows.flatMap((row): Item[] => {
    const item = itemOf({ ...row, seq: Number(row.seq) })
    return item ? [item] : []
  })
}

const around: Record<Exclude<SubjectType, 'commitment'>, (id: string) => RawBuilder<unknown>> = {
  plan: (id) => sql`e.subject_id in (
    select ${id}::uuid union all select id from cuts where plan_id = ${id}
    union all ${parts(sql`select id from commitments where plan_id = ${id}`)})`,
  organization: (id) =>
    sql`e.subject_id in (${parts(sql`select commitment_id from commitment_organizations where organization_id = ${id}`)})`,
  space: (id) => sql`e.space_id in (with recursive down as (
    select id from spaces where id = ${id}
    union all select s.id from spaces s join down on s.parent_id = down.id) select id from down)`,
}

/** The ids under which something may be recorded about some commitments. */
function parts(commitments: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`select id from (
    with mine (id) as (${commitments})
    select id from mine
    union all select a.id from activities a join mine on mine.id = a.commitment_id
    union all select r.id from reports r join mine on mine.id = r.commitment_id
    union all select w.id from report_answers w join reports r on r.id = w.report_id join mine on mine.id = r.commitment_id
    union all select v.id from verifications_of_activities v join activities a on a.id = v.activity_id
      join mine on mine.id = a.commitment_id
    union all select e.id from evidence e join mine on mine.id = e.commitment_id
    union all select k.id from contestations k join mine on mine.id = k.commitment_id
    union all select w.id from contestation_answers w join contestations k on k.id = w.contestation_id
      join mine on mine.id = k.commitment_id
    union all select x.id from extension_requests x join mine on mine.id = x.commitment_id) part`
}

/** Commitments in which an institution has a part. */
export async function commitmentsWith(db: Db, organizationId: string): Promise<ReadonlySet<string>> {
  const rows = await db
    .selectFrom('commitment_organizations')
    .select('commitment_id')
    .where('organization_id', '=', organizationId)
    .execute()
  return new Set(rows.map((row) => row.commitment_id))
}
