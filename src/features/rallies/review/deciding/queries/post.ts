import { sql } from 'kysely'
import type { Db } from '../../../../../platform/context.ts'
import type { Because, PostRecord, Reason, Status } from '../../../scoring/model.ts'
import type { PostKey } from '../../paths.ts'

export type SeenPhoto = {
  id: string
  alt: string | null
  width: number
  height: number
  exifAt: Date | null
  exif: { lat: number; lon: number } | null
  deviceAt: Date | null
  device: { lat: number; lon: number } | null
}

export type SeenWork = {
  key: string
  name: string
  stateName: string | null
  municipality: string | null
  latitude: number | null
  longitude: number | null
  precision: string
  progress: number | null
}

export type SeenPost = PostKey & {
  record: PostRecord
  publicUrl: string | null
  receivedAt: Date
  team: { code: string; name: string } | null
  works: SeenWork[]
  status: Status
  reason: Reason | null
  kind: 'announcement' | 'visit' | null
  because: readonly Because[]
  points: string
  publishedAt: Date
  capture: {
    mode: string | null
    note: string | null
    deviceAt: Date
    latitude: number | null
    longitude: number | null
    accuracy: number | null
    comparisons: Record<string, string>
    declaredProgress: number | null
    observedProgress: string | null
  } | null
  photos: SeenPhoto[]
}

type Row = Omit<SeenPost, 'works' | 'photos' | 'publishedAt' | 'capture'> & {
  workKeys: string[]
  publishedAt: Date
  captureId: string | null
}

/** A post as judges look at it: the copy that counts, its verdict, its capture and its works. */
export async function seenPost(db: Db, editionId: string, post: PostKey): Promise<SeenPost | null> {
  const { rows } = await sql<Row>`
    select v.network, v.external_id as id, p.record, p.public_url as "publicUrl", p.received_at as "receivedAt",
      case when t.code is null then null else json_build_object('code', t.code, 'name', t.name) end as team,
      v.works as "workKeys", v.status, v.reason, v.kind, v.because, v.points::text as points, v.published_at as "publishedAt",
      p.capture_id as "captureId"
    from rally_verdicts v
    left join rally_teams t on t.edition_id = v.edition_id and t.code = v.team_code
    left join lateral (
      select * from rally_posts c where c.edition_id = v.edition_id and c.network = v.network and c.external_id = v.external_id
      order by (c.record->>'retrieved_at')::timestamptz desc nulls last, c.arrival desc limit 1) p on true
    where v.edition_id = ${editionId} and v.network = ${post.network} and v.external_id = ${post.id}
      and p.record is not null`.execute(db)
  const row = rows[0]
  if (!row) return null
  const { workKeys, captureId, ...rest } = row
  const works = await worksOf(db, editionId, workKeys)
  return { ...rest, works, capture: await captureOf(db, captureId), photos: await photosOf(db, captureId) }
}

export async function worksOf(db: Db, editionId: string, keys: readonly string[]): Promise<SeenWork[]> {
  if (keys.length === 0) return []
  const rows = await db
    .selectFrom('rally_works')
    .select(['key', 'name', 'state_name as stateName', 'municipality', 'latitude', 'longitude'])
    .select(['location_precision as precision', 'physical_progress as progress'])
    .where('edition_id', '=', editionId)
    .where('key', 'in', [...keys])
    .execute()
  return keys.flatMap((key) => rows.filter((row) => row.key === key))
}

async function captureOf(db: Db, id: string | null): Promise<SeenPost['capture']> {
  if (id === null) return null
  const row = await db
    .selectFrom('rally_captures')
    .select(['mode', 'note', 'device_at as deviceAt', 'latitude', 'longitude', 'accuracy_meters as accuracy'])
    .select(['comparisons', 'declared_progress as declaredProgress', 'observed_progress as observedProgress'])
    .where('id', '=', id)
    .executeTakeFirst()
  return row ? { ...row, comparisons: (row.comparisons ?? {}) as Record<string, string> } : null
}

async function photosOf(db: Db, captureId: string | null): Promise<SeenPhoto[]> {
  if (captureId === null) return []
  const rows = await db
    .selectFrom('rally_photos')
    .select(['id', 'alt', 'width', 'height', 'exif_taken_at', 'exif_latitude', 'exif_longitude'])
    .select(['device_taken_at', 'device_latitude', 'device_longitude'])
    .where('capture_id', '=', captureId)
    .orderBy('position')
    .execute()
  const point = (lat: number | null, lon: number | null) => (lat === null || lon === null ? null : { lat, lon })
  return rows.map((row) => ({
    ...{ id: row.id, alt: row.alt, width: row.width, height: row.height, exifAt: row.exif_taken_at },
    exif: point(row.exif_latitude, row.exif_longitude),
    deviceAt: row.device_taken_at,
    device: point(row.device_latitude, row.device_longitude),
  }))
}

export type Earlier = PostKey & {
  publishedAt: Date
  kind: string | null
  status: Status
  reason: Reason | null
  works: string[]
}

/** The last posts of the same team, or of the same account where it is nobody's. */
export async function earlierPosts(db: Db, editionId: string, post: SeenPost): Promise<Earlier[]> {
  if (!post.team) return []
  const rows = await db
    .selectFrom('rally_verdicts')
    .select(['network', 'external_id as id', 'published_at as publishedAt', 'kind', 'status', 'reason', 'works'])
    .where('edition_id', '=', editionId)
    .where('team_code', '=', post.team.code)
    .where('published_at', '<', post.publishedAt)
    .orderBy('published_at', 'desc')
    .limit(6)
    .execute()
  return rows as Earlier[]
}
