import { sql } from 'kysely'
import type { Db } from '../../../../platform/context.ts'
import type { Edition } from '../../editions/model.ts'
import type { PostRecord, Verdict } from '../../scoring/model.ts'

export type Told = Verdict & { publishedAt: Date; publicUrl: string | null }

const told = sql`v.network, v.external_id as id, v.team_code as team, v.works, v.kind, v.status, v.reason,
  v.points::text as points, v.because, v.published_at as "publishedAt",
  (select max(p.public_url) from rally_posts p where p.edition_id = v.edition_id and p.network = v.network
    and p.external_id = v.external_id) as "publicUrl"`

/** The verdicts of a team in the order of their posts. */
export async function verdictsOfTeam(db: Db, editionId: string, code: string): Promise<Told[]> {
  const { rows } = await sql<Told>`select ${told} from rally_verdicts v
    where v.edition_id = ${editionId} and v.team_code = ${code}
    order by v.published_at, v.network collate "C", v.external_id collate "C"`.execute(db)
  return rows
}

export type TeamHead = { code: string; name: string; withdrawnAt: Date | null }

export async function findTeamHead(db: Db, editionId: string, code: string): Promise<TeamHead | null> {
  const row = await db
    .selectFrom('rally_teams as t')
    .leftJoin('rally_team_withdrawals as w', 'w.team_id', 't.id')
    .select(['t.code', 't.name', 'w.withdrawn_at as withdrawnAt'])
    .where('t.edition_id', '=', editionId)
    .where('t.code', '=', code)
    .executeTakeFirst()
  return row ?? null
}

export type PostPhoto = { sha256: string; alt: string | null; width: number; height: number }

export type ToldPost = {
  verdict: Told
  /** Gone when its author took it back after it was scored. */
  record: PostRecord | null
  teamName: string | null
  works: readonly { key: string; name: string }[]
  photos: readonly PostPhoto[]
}

export async function findPost(db: Db, edition: Edition, network: string, id: string): Promise<ToldPost | null> {
  const { rows } = await sql<Told>`select ${told} from rally_verdicts v
    where v.edition_id = ${edition.id} and v.network = ${network} and v.external_id = ${id}`.execute(db)
  const verdict = rows[0]
  if (!verdict) return null
  const copy = await db
    .selectFrom('rally_posts')
    .select(['record', 'capture_id'])
    .where('edition_id', '=', edition.id)
    .where('network', '=', network)
    .where('external_id', '=', id)
    .orderBy(sql`record ->> 'retrieved_at'`, (order) => order.desc().nullsLast())
    .orderBy('arrival', 'desc')
    .executeTakeFirst()
  const team = verdict.team === null ? null : await findTeamHead(db, edition.id, verdict.team)
  const works = await db
    .selectFrom('rally_works')
    .select(['key', 'name'])
    .where('edition_id', '=', edition.id)
    .where('key', '=', sql<string>`any(${verdict.works}::text[])`)
    .execute()
  return {
    verdict,
    record: (copy?.record as PostRecord | undefined) ?? null,
    teamName: team?.name ?? null,
    works: verdict.works.flatMap((key) => works.find((work) => work.key === key) ?? { key, name: key }),
    photos: copy?.capture_id ? await shownPhotos(db, copy.capture_id) : [],
  }
}

/** Only those that somebody looked over and shows, as that person left them. */
async function shownPhotos(db: Db, captureId: string): Promise<PostPhoto[]> {
  const { rows } = await sql<PostPhoto>`
    select coalesce(k.replaced_sha256, p.public_sha256) as sha256, p.alt, p.width, p.height
    from rally_photos p join lateral (select * from rally_photo_checks k where k.photo_id = p.id
      order by k.number desc limit 1) k on k.decision = 'shown'
    where p.capture_id = ${captureId} order by p.position`.execute(db)
  return rows
}
