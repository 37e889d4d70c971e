import { sql } from 'kysely'
import type { Db } from '../../../platform/context.ts'
import type { Body, BodyKind, Minimum } from '../model.ts'

type Row = Omit<Body, 'space' | 'kind' | 'minimum'> & {
  spaceId: string
  spaceSlug: string
  isFictional: boolean
  kind: string
  minimum: Minimum
}

const columns = sql`b.id, b.slug, b.kind, b.name, b.about, b.exercise_id as "exerciseId", b.term_from as "termFrom",
  b.term_to as "termTo", b.minimum, b.time_zone as "timeZone", s.id as "spaceId", s.slug as "spaceSlug",
  s.is_fictional as "isFictional"`

function bodyOf({ spaceId, spaceSlug, isFictional, kind, ...row }: Row): Body {
  return { ...row, kind: kind as BodyKind, space: { id: spaceId, slug: spaceSlug, isFictional } }
}

export async function listBodies(db: Db, spaceId: string): Promise<Body[]> {
  const { rows } = await sql<Row>`select ${columns} from bodies b join spaces s on s.id = b.space_id
    where b.space_id = ${spaceId} order by b.name`.execute(db)
  return rows.map(bodyOf)
}

export async function findBody(db: Db, space: string, slug: string): Promise<Body | null> {
  const { rows } = await sql<Row>`select ${columns} from bodies b join spaces s on s.id = b.space_id
    where s.slug = ${space} and b.slug = ${slug}`.execute(db)
  return rows[0] ? bodyOf(rows[0]) : null
}

export type BodyDocument = {
  id: string
  kind: 'rules' | 'agenda' | 'designation' | 'installation' | 'other'
  title: string
  url: string | null
  datedOn: string
  /** Number of the session and of the motion that adopted it. */
  adopted: { session: number; motion: number } | null
}

export async function bodyDocuments(db: Db, bodyId: string): Promise<BodyDocument[]> {
  const { rows } = await sql<BodyDocument>`
    select d.id, d.kind, d.title, d.url, d.dated_on as "datedOn",
      case when m.id is null then null else json_build_object('session', s.number, 'motion', m.number) end as adopted
    from body_documents d left join motions m on m.id = d.motion_id left join sessions_of_bodies s on s.id = m.session_id
    where d.body_id = ${bodyId} order by d.dated_on desc, d.added_at desc`.execute(db)
  return rows
}
