import type { Transaction } from 'kysely'
import type { DB } from '../../../../platform/db/types.ts'
import { newId } from '../../../../platform/identity.ts'
import { record } from '../../../../platform/record.ts'
import { type PlanFile, readSpaces } from '../files.ts'

type Tx = Transaction<DB>

/** The spaces of the demonstration, parents first; their ids by slug. */
export async function createSpaces(tx: Tx, at: Date): Promise<Map<string, string>> {
  const ids = new Map<string, string>()
  for (const { parent, territory, ...space } of readSpaces()) {
    const id = newId(at.getTime())
    ids.set(space.slug, id)
    await tx
      .insertInto('spaces')
      .values({
        id,
        parent_id: parent === null ? null : (ids.get(parent) ?? null),
        kind: space.kind,
        slug: space.slug,
        territory_key: territory,
        name: space.name,
        language: space.language,
        greca: space.greca,
        contact_office: space.contactOffice,
        contact_url: space.contactUrl,
        about: space.about,
        is_fictional: space.isFictional,
        created_at: at,
      })
      .execute()
    const details = { slug: space.slug, name: space.name, isFictional: space.isFictional }
    await record(tx, by(at), { type: 'space.created', spaceId: id, subject: { type: 'space', id }, details })
  }
  return ids
}

/** Bodies that ceased keep their name in old promises and point at their successor (T-34). */
export async function createOrganizations(tx: Tx, at: Date, file: PlanFile, spaceId: string): Promise<void> {
  const ids = new Map<string, string>()
  for (const { name, kind, acronym, sourceUrl, successor } of file.organizations ?? []) {
    const id = newId()
    ids.set(name, id)
    await tx
      .insertInto('organizations')
      .values({
        id,
        space_id: spaceId,
        kind,
        name,
        acronym,
        source_url: sourceUrl,
        successor_id: successor === null ? null : (ids.get(successor) ?? null),
        created_at: at,
      })
      .execute()
    const subject = { type: 'organization', id }
    await record(tx, by(at), { type: 'organization.created', spaceId, subject, details: { name } })
  }
}

function by(now: Date) {
  return { actor: null, now }
}
