import { newId } from '../../src/platform/identity.ts'
import type { AccessStage } from '../access-stage.ts'
import { sampleRules } from '../rally-stage.ts'

type Fixture = { id: string; space: string; slug: string }

const furnished = new WeakMap<AccessStage, Promise<Fixture>>()

/** A called edition whose registration is open; one a stage. */
export function rallyFixture(stage: AccessStage): Promise<Fixture> {
  const made = furnished.get(stage) ?? furnish(stage)
  furnished.set(stage, made)
  return made
}

async function furnish({ db, now, space }: AccessStage): Promise<Fixture> {
  const id = newId()
  const slug = 'rally-convocado'
  const day = 86_400_000
  const at = (days: number) => new Date(now.getTime() + days * day)
  await db
    .insertInto('rally_editions')
    .values({
      ...{ id, space_id: space.id, slug, name: 'Rally convocado', kind: 'rally', level: 'municipal', language: 'es' },
      ...{ time_zone: 'America/Mexico_City', hashtags: ['DatosEnLaCalle'], networks: ['web', 'x'], created_at: now },
      ...{ summary: 'Se verifican obras.', terms: 'Puede participar cualquiera.' },
      ...{ registration_opens_at: at(-5), registration_closes_at: at(20) },
      ...{ opens_at: at(30), closes_at: at(37), results_at: at(37.1), appeals_close_at: at(40) },
    })
    .execute()
  await db
    .insertInto('rally_rules')
    .values({ edition_id: id, number: 1, rules: JSON.stringify(sampleRules), is_sample: true, written_at: now })
    .execute()
  await db.insertInto('rally_acts').values({ edition_id: id, act: 'published', at: now }).execute()
  return { id, space: space.slug, slug }
}
