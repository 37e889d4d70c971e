import { sql } from 'kysely'
import type { Db } from '../../../../platform/context.ts'
import { partnersOf } from '../partners/queries.ts'
import { countUnscored } from '../works/queries.ts'
import type { Surroundings } from './model.ts'

export async function surroundingsOf(db: Db, editionId: string): Promise<Surroundings> {
  const { rows } = await sql<{ works: number; judges: number }>`select
    (select count(*)::int from rally_works where edition_id = ${editionId}) as works,
    (select count(*)::int from rally_judges where edition_id = ${editionId}) as judges`.execute(db)
  const [partners, unscored] = await Promise.all([partnersOf(db, editionId), countUnscored(db, editionId)])
  return { works: rows[0]?.works ?? 0, judges: rows[0]?.judges ?? 0, unscored, partners }
}
