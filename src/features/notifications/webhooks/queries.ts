import { sql } from 'kysely'
import type { Db } from '../../../platform/context.ts'
import type { SubjectType } from '../model.ts'
import { findSubject } from '../queries.ts'

const columns = ['id', 'subject_type', 'subject_id', 'url', 'is_on', 'failures', 'created_at'] as const

async function withTitle<Row extends { subject_type: string; subject_id: string }>(db: Db, row: Row) {
  const subject = await findSubject(db, row.subject_type as SubjectType, row.subject_id)
  return { ...row, title: subject?.title ?? null }
}

export async function webhooksOf(db: Db, spaceId: string) {
  const rows = await db
    .selectFrom('webhooks')
    .select([...columns])
    .where('space_id', '=', spaceId)
    .orderBy('created_at')
    .execute()
  return Promise.all(rows.map((row) => withTitle(db, row)))
}

export async function findWebhook(db: Db, spaceId: string, id: string) {
  const row = await db
    .selectFrom('webhooks')
    .select([...columns])
    .where('space_id', '=', spaceId)
    .where('id', '=', id)
    .executeTakeFirst()
  return row ? withTitle(db, row) : null
}

export type Webhook = NonNullable<Awaited<ReturnType<typeof findWebhook>>>

/** The newest calls with what came of each. */
export function callsOf(db: Db, webhookId: string) {
  return db
    .selectFrom('webhook_calls as c')
    .innerJoin('events as e', 'e.seq', 'c.seq')
    .select(['c.seq', 'e.type', 'c.attempts', 'c.last_status', 'c.last_error', 'c.done_at'])
    .where('c.webhook_id', '=', webhookId)
    .orderBy('c.seq', 'desc')
    .limit(100)
    .execute()
}

export type Call = Awaited<ReturnType<typeof callsOf>>[number]

/** What a webhook of a space may be about: the space with all below it, or one of its published plans. */
export async function webhookSubjects(
  db: Db,
  spaceId: string,
): Promise<{ type: 'space' | 'plan'; id: string; title: string }[]> {
  const { rows } = await sql<{ type: 'space' | 'plan'; id: string; title: string }>`
    select 'space' as type, id, name as title from spaces where id = ${spaceId}
    union all select 'plan', p.id, p.title from plans p join plan_publications u on u.plan_id = p.id
    where p.space_id = ${spaceId}`.execute(db)
  return rows
}
