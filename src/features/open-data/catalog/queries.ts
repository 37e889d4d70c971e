import { sql } from 'kysely'
import type { Db } from '../../../platform/context.ts'

export type PublishedEdition = {
  space: { slug: string; name: string }
  slug: string
  name: string
  summary: string | null
  language: 'es' | 'en'
  opensAt: Date | null
  closesAt: Date | null
  publishedAt: Date
  /** Its newest act or count. */
  updatedAt: Date
  /** Whether its files were computed from nothing: only then can they be taken as one package. */
  hasFiles: boolean
}

/** Published editions of the rally, the newest opening first inside each space. */
export async function publishedEditions(db: Db): Promise<PublishedEdition[]> {
  const { rows } = await sql<PublishedEdition>`
    select json_build_object('slug', s.slug, 'name', s.name) as space, e.slug, e.name, e.summary, e.language, e.opens_at as "opensAt",
      e.closes_at as "closesAt", p.at as "publishedAt",
      greatest((select max(a.at) from rally_acts a where a.edition_id = e.id),
        (select max(r.finished_at) from rally_runs r where r.edition_id = e.id)) as "updatedAt",
      exists (select from rally_runs r where r.edition_id = e.id and r.input_sha256 is not null) as "hasFiles"
    from rally_editions e join rally_acts p on p.edition_id = e.id and p.act = 'published' join spaces s on s.id = e.space_id
    order by s.slug, e.opens_at desc nulls last, e.slug`.execute(db)
  return rows
}
