import { sql } from 'kysely'
import type { Db } from '../../platform/context.ts'
import type { Subject, SubjectType } from './model.ts'

type Row = { title: string; path: string }

/** What may be followed, if anybody may see it; null otherwise, whatever the reason. */
export async function findSubject(db: Db, type: SubjectType, id: string): Promise<Subject | null> {
  const { rows } = await lookups[type](id).execute(db)
  const [row] = rows
  return row ? { type, id, ...row } : null
}

const lookups: Record<SubjectType, (id: string) => ReturnType<typeof sql<Row>>> = {
  space: (id) => sql<Row>`select name as title, '/' || slug as path from spaces where id = ${id}`,
  organization: (id) => sql<Row>`
    select o.name as title, '/' || s.slug || '/organizaciones/' || o.id as path
    from organizations o join spaces s on s.id = o.space_id where o.id = ${id}`,
  plan: (id) => sql<Row>`
    select p.title, '/' || s.slug || '/planes/' || p.slug as path
    from plans p join plan_publications u on u.plan_id = p.id join spaces s on s.id = p.space_id where p.id = ${id}`,
  commitment: (id) => sql<Row>`
    select coalesce(c.short_title, c.title) as title,
      '/' || s.slug || '/planes/' || p.slug || '/compromisos/' || c.key as path
    from commitments c join plans p on p.id = c.plan_id join plan_publications u on u.plan_id = p.id
    join spaces s on s.id = p.space_id where c.id = ${id}`,
}
