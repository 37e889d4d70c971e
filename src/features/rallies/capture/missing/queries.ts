import { sql } from 'kysely'
import type { Db } from '../../../../platform/context.ts'
import type { MissingWork } from './model.ts'

/** The reports of an edition, those without an answer first; who reported and from where is nobody's business here. */
export async function missingWorks(db: Db, editionId: string): Promise<MissingWork[]> {
  const { rows } = await sql<MissingWork & { outcome: string | null }>`
    select m.id, m.folio, m.name, m.description, m.municipality, m.received_at as "reportedAt",
      case when a.missing_work_id is null then null else json_build_object('outcome', a.outcome, 'reason', a.reason,
        'workKey', a.work_key, 'answeredAt', a.answered_at) end as answer,
      case when k.decision = 'shown' then json_build_object('sha256', coalesce(k.replaced_sha256, p.public_sha256),
        'alt', p.alt) end as photo, p.id is not null and k.decision is null as "isPhotoWaiting"
    from rally_missing_works m left join rally_missing_work_answers a on a.missing_work_id = m.id
    left join rally_photos p on p.missing_work_id = m.id
    left join lateral (select c.decision, c.replaced_sha256 from rally_photo_checks c where c.photo_id = p.id
      order by c.number desc limit 1) k on true
    where m.edition_id = ${editionId} order by a.missing_work_id is not null, m.received_at desc limit 500`.execute(db)
  return rows.map((row) => ({
    ...row,
    answer: row.answer && { ...row.answer, answeredAt: new Date(row.answer.answeredAt) },
  }))
}

export async function folioOfClient(db: Db, editionId: string, clientId: string): Promise<string | null> {
  const row = await db
    .selectFrom('rally_missing_works')
    .select('folio')
    .where('edition_id', '=', editionId)
    .where('client_id', '=', clientId)
    .executeTakeFirst()
  return row?.folio ?? null
}
