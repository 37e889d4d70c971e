import { sql } from 'kysely'
import type { Db } from '../../../../platform/context.ts'

/** By number of finding: the first photograph of its visit that somebody looked over and showed. */
export async function shownPhotos(db: Db, editionId: string): Promise<Map<number, string>> {
  const { rows } = await sql<{ number: number; sha256: string }>`
    select distinct on (f.number) f.number, coalesce(h.replaced_sha256, i.public_sha256) as sha256
    from rally_findings f
    join rally_posts p on p.edition_id = f.edition_id and p.network = f.network and p.external_id = f.external_id
    join rally_photos i on i.capture_id = p.capture_id
    join lateral (select * from rally_photo_checks c where c.photo_id = i.id
      order by c.number desc limit 1) h on h.decision = 'shown'
    where f.edition_id = ${editionId} order by f.number, i.position`.execute(db)
  return new Map(rows.map(({ number, sha256 }) => [number, sha256]))
}
