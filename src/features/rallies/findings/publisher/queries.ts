import { sql } from 'kysely'
import type { Db } from '../../../../platform/context.ts'
import type { Edition } from '../../editions/model.ts'
import type { FindingRow } from '../queries.ts'
import { type Proposal, proposalFor, type Standing } from './model.ts'

/** One thing that the publisher of the data may mend. */
export type Feedback = {
  kind: 'coordinates' | 'finding' | 'missing'
  workKey: string | null
  workName: string
  municipality: string | null
  published: string | null
  proposed: string | null
  evidence: string
  url: string | null
}

export type Report = {
  coordinates: {
    key: string
    name: string
    municipality: string | null
    published: string | null
    proposal: Proposal
  }[]
  findings: readonly FindingRow[]
  missing: {
    folio: string
    name: string
    municipality: string | null
    latitude: number | null
    longitude: number | null
    outcome: string | null
  }[]
}

/** What the edition learned about the data themselves. */
export async function publisherReport(db: Db, edition: Edition, findings: readonly FindingRow[]): Promise<Report> {
  const standings = await standingsOf(db, edition.id)
  const works = await db
    .selectFrom('rally_works')
    .select(['key', 'name', 'municipality', 'latitude', 'longitude', 'location_precision'])
    .where('edition_id', '=', edition.id)
    .where('key', 'in', [...standings.keys(), ''])
    .orderBy('key')
    .execute()
  const coordinates = works.flatMap((work) => {
    // A line or an area has no one point to mend (T-40).
    if (work.location_precision === 'line' || work.location_precision === 'area') return []
    const published =
      work.latitude === null || work.longitude === null ? null : { lat: work.latitude, lon: work.longitude }
    const proposal = proposalFor(published, standings.get(work.key) ?? [], edition.rules.rules.max_distance_m)
    const { key, name, municipality } = work
    return proposal
      ? [{ key, name, municipality, published: published && `${published.lat}, ${published.lon}`, proposal }]
      : []
  })
  return {
    coordinates,
    findings: findings.filter(({ state }) => state !== 'withdrawn'),
    missing: await missingOf(db, edition.id),
  }
}

async function standingsOf(db: Db, editionId: string): Promise<Map<string, Standing[]>> {
  const { rows } = await sql<Standing & { key: string }>`
    select v.works[1] as key, v.team_code as team, k.latitude as lat, k.longitude as lon
    from rally_verdicts v
    join rally_posts p on p.edition_id = v.edition_id and p.network = v.network and p.external_id = v.external_id
    join rally_captures k on k.id = p.capture_id
    where v.edition_id = ${editionId} and v.status = 'counted' and v.kind = 'visit' and k.mode = 'on-site'
      and k.finding in ('matches', 'partly', 'differs') and k.latitude is not null and k.longitude is not null
      and v.team_code is not null and cardinality(v.works) > 0
    order by v.published_at, v.network, v.external_id`.execute(db)
  const byWork = new Map<string, Standing[]>()
  for (const { key, ...standing } of rows) byWork.set(key, [...(byWork.get(key) ?? []), standing])
  return byWork
}

async function missingOf(db: Db, editionId: string): Promise<Report['missing']> {
  return db
    .selectFrom('rally_missing_works as m')
    .leftJoin('rally_missing_work_answers as a', 'a.missing_work_id', 'm.id')
    .select(['m.folio', 'm.name', 'm.municipality', 'm.latitude', 'm.longitude', 'a.outcome'])
    .where('m.edition_id', '=', editionId)
    .where((eb) => eb.or([eb('a.outcome', 'is', null), eb('a.outcome', '!=', 'dismissed')]))
    .orderBy('m.received_at')
    .execute()
}
