import type { Database } from '../../src/platform/context.ts'
import { newId } from '../../src/platform/identity.ts'
import { sampleRules } from '../rally-stage.ts'

/** A published edition without a close, for addresses that only need one to stand below. */
export async function addEdition(
  db: Database,
  spaceId: string,
  space: string,
  slug: string,
): Promise<{ id: string; path: string }> {
  const id = newId()
  const at = new Date('2026-01-15T15:00:00Z')
  const about = { name: `Rally ${slug}`, kind: 'rally', level: 'municipal', language: 'es' }
  await db
    .insertInto('rally_editions')
    .values({
      ...{ id, space_id: spaceId, slug, ...about, time_zone: 'America/Mexico_City', created_at: at },
      ...{ hashtags: ['DatosEnLaCalle'], networks: ['web', 'x'] },
      ...{ opens_at: new Date('2026-11-01T15:00:00Z'), closes_at: new Date('2026-12-01T15:00:00Z') },
    })
    .execute()
  await db
    .insertInto('rally_rules')
    .values({ edition_id: id, number: 1, rules: JSON.stringify(sampleRules), is_sample: true, written_at: at })
    .execute()
  await db.insertInto('rally_acts').values({ edition_id: id, act: 'published', at }).execute()
  return { id, path: `/${space}/rallies/${slug}` }
}
