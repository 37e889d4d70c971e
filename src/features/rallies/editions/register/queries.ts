import type { Db } from '../../../../platform/context.ts'
import { spacesFrom } from '../../../works/cuts/queries.ts'
import type { RegisterEntry } from './model.ts'

/** What the space and those above it know of editions elsewhere, oldest first. */
export async function registerOf(db: Db, spaceId: string): Promise<RegisterEntry[]> {
  const rows = await db
    .selectFrom('rally_register')
    .select(['year', 'country_key', 'place', 'name', 'organisers', 'figures', 'source_title', 'source_url'])
    .where('space_id', 'in', spacesFrom(spaceId))
    .orderBy('year')
    .orderBy('place')
    .orderBy('name')
    .execute()
  return rows.map(({ country_key, source_title, source_url, ...row }) => ({
    ...row,
    countryKey: country_key,
    source: { title: source_title, url: source_url },
  }))
}
