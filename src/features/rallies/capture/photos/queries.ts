import { sql } from 'kysely'
import type { Db } from '../../../../platform/context.ts'
import type { DeskPhoto, PhotoState } from './model.ts'

const newestCheck = sql`left join lateral (select k.decision, k.reason, k.replaced_sha256 from rally_photo_checks k
  where k.photo_id = p.id order by k.number desc limit 1) k on true`

/** Photographs of an edition in one state, those that wait longest first. */
export async function deskPhotos(db: Db, editionId: string, state: PhotoState, limit: number): Promise<DeskPhoto[]> {
  const { rows } = await sql<DeskPhoto>`
    select p.id, coalesce(k.decision, 'waiting') as state, k.reason, t.name as team, coalesce(m.folio, c.work_keys[1]) as "workKey",
      coalesce(m.name, w.name, '') as "workName", p.received_at as "receivedAt", p.alt, p.was_blurred as "wasBlurred",
      coalesce(k.replaced_sha256, p.public_sha256) as "publicSha256", p.original_deleted_at as "originalDeletedAt"
    from rally_photos p left join rally_captures c on c.id = p.capture_id
    left join rally_missing_works m on m.id = p.missing_work_id
    left join rally_teams t on t.id = coalesce(c.team_id, m.team_id)
    left join rally_works w on w.edition_id = p.edition_id and w.key = c.work_keys[1] ${newestCheck}
    where p.edition_id = ${editionId} and coalesce(k.decision, 'waiting') = ${state}
    order by p.received_at, p.id limit ${limit}`.execute(db)
  return rows
}

export async function countByState(db: Db, editionId: string): Promise<Record<PhotoState, number>> {
  const { rows } = await sql<{ state: PhotoState; many: number }>`
    select coalesce(k.decision, 'waiting') as state, count(*)::int as many from rally_photos p ${newestCheck}
    where p.edition_id = ${editionId} group by 1`.execute(db)
  const counts: Record<PhotoState, number> = { waiting: 0, shown: 0, withheld: 0 }
  for (const { state, many } of rows) counts[state] = many
  return counts
}

/** Whether bytes are those of a photograph that was looked at and is shown. */
export async function isShown(db: Db, editionId: string, sha256: string): Promise<boolean> {
  const { rows } = await sql`
    select 1 from rally_photos p ${newestCheck}
    where p.edition_id = ${editionId} and k.decision = 'shown'
      and ((k.replaced_sha256 is null and ${sha256} in (p.public_sha256, p.thumbnail_sha256)) or k.replaced_sha256 = ${sha256})
    limit 1`.execute(db)
  return rows.length > 0
}

export type FoundPhoto = {
  id: string
  teamId: string | null
  originalSha256: string
  originalDeletedAt: Date | null
  mediaType: string
  publicSha256: string
}

export async function findPhoto(db: Db, editionId: string, id: string): Promise<FoundPhoto | null> {
  const { rows } = await sql<FoundPhoto>`
    select p.id, coalesce(c.team_id, m.team_id) as "teamId", p.original_sha256 as "originalSha256", p.original_deleted_at as "originalDeletedAt",
      coalesce(f.media_type, 'application/octet-stream') as "mediaType",
      coalesce(k.replaced_sha256, p.public_sha256) as "publicSha256"
    from rally_photos p left join rally_captures c on c.id = p.capture_id
    left join rally_missing_works m on m.id = p.missing_work_id left join files f on f.sha256 = p.original_sha256 ${newestCheck}
    where p.edition_id = ${editionId} and p.id = ${id}`.execute(db)
  return rows[0] ?? null
}
