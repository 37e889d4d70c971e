import type { Transaction } from 'kysely'
import type { Context } from '../../platform/context.ts'
import type { DB } from '../../platform/db/types.ts'
import { allow, Refused } from '../../platform/errors.ts'
import { newId } from '../../platform/identity.ts'
import { record } from '../../platform/record.ts'
import type { Space } from './model.ts'
import { canAdministerSpace } from './policy.ts'
import type { NewSpaceFields, SettingsFields } from './schema.ts'

/** A space below another, by who administers that one; the first spaces come from the command line. */
export async function createSpace(context: Context, parentId: string, fields: NewSpaceFields): Promise<void> {
  allow(canAdministerSpace(context.actor, parentId))
  await context.db.transaction().execute((db) => insertSpace(db, context, parentId, fields))
}

/** The same with no question of who: for the command line. `parentId` null: a root. */
export async function insertSpace(
  db: Transaction<DB>,
  context: Context,
  parentId: string | null,
  fields: NewSpaceFields,
): Promise<void> {
  if (fields.territoryKey !== null) {
    const territory = await db
      .selectFrom('territories')
      .select('key')
      .where('key', '=', fields.territoryKey)
      .executeTakeFirst()
    if (!territory) throw new Refused('space.error.territory')
  }
  const id = newId()
  const { slug, name, kind, language } = fields
  const inserted = await db
    .insertInto('spaces')
    .values({
      id,
      parent_id: parentId,
      kind,
      slug,
      name,
      language,
      territory_key: fields.territoryKey,
      is_fictional: fields.isFictional,
      created_at: context.now,
    })
    .onConflict((conflict) => conflict.column('slug').doNothing())
    .returning('id')
    .executeTakeFirst()
  if (!inserted) throw new Refused('space.slug.taken')
  const details = { slug, name, kind }
  await record(db, context, { type: 'space.created', spaceId: id, subject: { type: 'space', id }, details })
}

export async function changeSettings(context: Context, space: Space, fields: SettingsFields): Promise<void> {
  allow(canAdministerSpace(context.actor, space.id))
  await context.db.transaction().execute(async (db) => {
    const row: Record<string, unknown> = {
      name: fields.name,
      language: fields.language,
      color_primary: fields.colorPrimary,
      color_accent: fields.colorAccent,
      greca: fields.greca,
      contact_office: fields.contactOffice,
      contact_url: fields.contactUrl,
      about: fields.about,
    }
    const before = await db
      .selectFrom('spaces')
      .selectAll()
      .where('id', '=', space.id)
      .forUpdate()
      .executeTakeFirstOrThrow()
    const changed = Object.keys(row).filter((column) => row[column] !== (before as Record<string, unknown>)[column])
    if (changed.length === 0) return
    await db.updateTable('spaces').set(row).where('id', '=', space.id).execute()
    const details = { slug: space.slug, name: fields.name, fields: changed }
    const subject = { type: 'space', id: space.id }
    await record(db, context, { type: 'space.changed', spaceId: space.id, subject, details })
  })
}
