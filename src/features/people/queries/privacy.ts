import { sql } from 'kysely'
import type { Db } from '../../../platform/context.ts'
import type { HoldingId } from '../model/holdings.ts'
import type { FolioAnswer, PrivacyRequestRow } from '../model/views.ts'
import { folioFrom } from '../model.ts'

/** Those that wait first, the nearest deadline on top. */
export async function privacyRequests(db: Db): Promise<PrivacyRequestRow[]> {
  return db
    .selectFrom('privacy_requests as p')
    .leftJoin('privacy_request_answers as a', 'a.request_id', 'p.id')
    .select(['p.id', 'p.folio', 'p.kind', 'p.name', 'p.email', 'p.details', 'p.requested_at as requestedAt'])
    .select([sql<string>`p.due_on::text`.as('dueOn'), 'a.outcome', 'a.answered_at as answeredAt'])
    .orderBy(sql`a.request_id is not null`)
    .orderBy('p.due_on')
    .limit(500)
    .execute()
}

/** What anybody who has a folio may know: dates, counts and the outcome, never whose it is. */
export async function lookUpFolio(db: Db, typed: string): Promise<FolioAnswer | null> {
  const folio = folioFrom(typed)
  const erasure = await db.selectFrom('erasures').selectAll().where('folio', '=', folio).executeTakeFirst()
  if (erasure) {
    return {
      kind: 'erasure',
      folio,
      at: erasure.erased_at,
      removed: erasure.removed as Partial<Record<HoldingId, number>>,
    }
  }
  const request = await db
    .selectFrom('privacy_requests as p')
    .leftJoin('privacy_request_answers as a', 'a.request_id', 'p.id')
    .select([
      'p.requested_at as at',
      sql<string>`p.due_on::text`.as('dueOn'),
      'a.outcome',
      'a.answered_at as answeredAt',
    ])
    .where('p.folio', '=', folio)
    .executeTakeFirst()
  return request ? { kind: 'request', folio, ...request } : null
}
