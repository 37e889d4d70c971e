import { sql } from 'kysely'
import type { Db } from '../../../platform/context.ts'
import type { Matrix } from './model.ts'

export type Version = { number: number; matrix: Matrix; savedBy: string | null; savedAt: Date }
/** A version that everybody was shown, from then until the next one. */
export type Publication = { number: number; matrix: Matrix; reason: string | null; publishedAt: Date }

export type Logframe = {
  id: string
  alternative: { number: number; wording: string }
  /** As it was saved last. */
  current: Version
  /** The one that everybody sees is the last one; before it the one that it took the place of. */
  publications: Publication[]
}

export async function findLogframe(db: Db, treeId: string): Promise<Logframe | null> {
  const { rows } = await sql<Omit<Logframe, 'publications' | 'current'> & Version & { logframe: string }>`
    select l.id, json_build_object('number', a.number, 'wording', a.wording) as alternative, v.number,
      v.document as matrix, v.saved_by as "savedBy", v.saved_at as "savedAt"
    from logframes l join alternatives a on a.id = l.alternative_id
      join logframe_versions v on v.logframe_id = l.id
    where l.tree_id = ${treeId} order by v.number desc limit 1`.execute(db)
  const [row] = rows
  if (!row) return null
  const { id, alternative, number, matrix, savedBy, savedAt } = row
  return {
    id,
    alternative,
    current: { number, matrix, savedBy, savedAt },
    publications: await publicationsOf(db, id, 2),
  }
}

/** The newest publications, oldest of them first. */
export async function publicationsOf(db: Db, logframeId: string, limit = 100): Promise<Publication[]> {
  const { rows } = await sql<Publication>`
    select p.number, v.document as matrix, p.reason, p.published_at as "publishedAt"
    from logframe_publications p join logframe_versions v on v.logframe_id = p.logframe_id and v.number = p.number
    where p.logframe_id = ${logframeId} order by p.number desc limit ${limit}`.execute(db)
  return rows.reverse()
}

/** The newest saves, oldest of them first: for whoever keeps the matrix. */
export async function versionsOf(db: Db, logframeId: string): Promise<Version[]> {
  const { rows } = await sql<Version>`
    select number, document as matrix, saved_by as "savedBy", saved_at as "savedAt" from logframe_versions
    where logframe_id = ${logframeId} order by number desc limit 50`.execute(db)
  return rows.reverse()
}
