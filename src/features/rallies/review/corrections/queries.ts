import { sql } from 'kysely'
import type { Db } from '../../../../platform/context.ts'
import { metersBetween, type Point } from '../signals/model.ts'

export type WorkChoice = { key: string; name: string; municipality: string | null; meters: number | null }

/** Works that a post may be about: the nearest to where it was taken, else by name. */
export async function workChoices(db: Db, editionId: string, at: Point | null): Promise<WorkChoice[]> {
  const { rows } = await sql<WorkChoice & { latitude: number | null; longitude: number | null }>`
    select key, name, municipality, latitude, longitude from rally_works where edition_id = ${editionId}
    order by name, key limit 5000`.execute(db)
  const far = (meters: number | null) => meters ?? Number.POSITIVE_INFINITY
  return rows
    .map(({ latitude, longitude, ...row }) => ({
      ...row,
      meters:
        at && latitude !== null && longitude !== null ? metersBetween(at, { lat: latitude, lon: longitude }) : null,
    }))
    .sort((a, b) => far(a.meters) - far(b.meters) || 0)
    .slice(0, 200)
}

export type WithoutWork = { network: string; id: string; team: string | null; text: string; publishedAt: Date }

export async function postsWithoutWork(db: Db, editionId: string): Promise<WithoutWork[]> {
  const { rows } = await sql<WithoutWork>`
    select v.network, v.external_id as id, t.name as team, left(p.record->>'text', 140) as text, v.published_at as "publishedAt"
    from rally_verdicts v left join rally_teams t on t.edition_id = v.edition_id and t.code = v.team_code
    join lateral (select record from rally_posts c where c.edition_id = v.edition_id and c.network = v.network
      and c.external_id = v.external_id order by c.arrival desc limit 1) p on true
    where v.edition_id = ${editionId} and v.status = 'review' and v.reason in ('no_work', 'unknown_work')
    order by v.published_at limit 200`.execute(db)
  return rows
}
