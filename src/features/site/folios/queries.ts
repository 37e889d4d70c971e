import { sql } from 'kysely'
import type { Db } from '../../../platform/context.ts'
import { bodyPaths } from '../../governance/paths.ts'
import { peoplePaths } from '../../people/paths.ts'
import { capturePaths } from '../../rallies/capture/paths.ts'
import { reviewPaths } from '../../rallies/review/paths.ts'
import { tablePaths } from '../../tables/paths.ts'
import { threadPaths } from '../../thread/paths.ts'

export type FolioKind = 'report' | 'contestation' | 'extension'

/** Of which plan a folio is, and of what; a folio is unique among all. */
export async function placeOfFolio(db: Db, folio: string) {
  const { rows } = await sql<{ kind: FolioKind; space: string; plan: string }>`
    select f.kind, s.slug as space, p.slug as plan from (
      select 'report' as kind, plan_id from reports where folio = ${folio}
      union all select 'contestation', plan_id from contestations where folio = ${folio}
      union all select 'extension', c.plan_id from extension_requests x join commitments c on c.id = x.commitment_id
        where x.folio = ${folio}
    ) f join plans p on p.id = f.plan_id join spaces s on s.id = p.space_id`.execute(db)
  return rows[0] ?? null
}

/**
 * Where a folio that has a page of its own leads, or null. Only what is public: of a folio that is not, this says the same as of one
 * that does not exist.
 */
export async function addressOfFolio(db: Db, folio: string): Promise<string | null> {
  const [prefix] = folio.split('-')
  if (prefix === 'ARCO' || prefix === 'BAJA') return peoplePaths.folio(folio)
  const { rows } = await sql<Place>`
    select 'contribution' as kind, s.slug as space, k.slug
      from contributions x join consultations k on k.id = x.consultation_id join spaces s on s.id = k.space_id
      where x.folio = ${folio} and k.published_at is not null
    union all select 'session-agreement', s.slug, b.slug
      from agreements x join sessions_of_bodies n on n.id = x.session_id join bodies b on b.id = n.body_id
      join spaces s on s.id = b.space_id where x.folio = ${folio}
    union all select 'table-agreement', s.slug, w.slug
      from agreements x join working_tables w on w.id = x.table_id join spaces s on s.id = w.space_id
      where x.folio = ${folio} and w.published_at is not null
    union all select 'appeal', s.slug, e.slug from rally_appeals x join rally_editions e on e.id = x.edition_id
      join spaces s on s.id = e.space_id where x.folio = ${folio} and ${isCalled}
    union all select 'missing-work', s.slug, e.slug from rally_missing_works x join rally_editions e on e.id = x.edition_id
      join spaces s on s.id = e.space_id where x.folio = ${folio} and ${isCalled}`.execute(db)
  const [place] = rows
  if (!place) return null
  const at = { space: { slug: place.space }, slug: place.slug }
  return addresses[place.kind](at, folio)
}

const isCalled = sql`exists (select from rally_acts a where a.edition_id = e.id and a.act = 'published')`

type Kind = 'contribution' | 'session-agreement' | 'table-agreement' | 'appeal' | 'missing-work'
type Place = { kind: Kind; space: string; slug: string }
type At = { space: { slug: string }; slug: string }

const addresses: Record<Kind, (at: At, folio: string) => string> = {
  contribution: (_, folio) => threadPaths.contribution(folio),
  'session-agreement': (at, folio) => `${bodyPaths.agreements(at)}#${folio}`,
  'table-agreement': (at, folio) => `${tablePaths.table(at)}#${folio}`,
  appeal: (at, folio) => reviewPaths.appeal(at, folio),
  'missing-work': (at, folio) => `${capturePaths.missing(at)}#${folio}`,
}
