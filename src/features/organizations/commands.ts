import type { Transaction } from 'kysely'
import type { Context } from '../../platform/context.ts'
import type { DB } from '../../platform/db/types.ts'
import { allow, found, Refused } from '../../platform/errors.ts'
import { newId } from '../../platform/identity.ts'
import { record } from '../../platform/record.ts'
import { canEditOrganizations } from './policy.ts'
import type { OrganizationFields } from './schema.ts'

type Tx = Transaction<DB>

export async function createOrganization(
  context: Context,
  spaceId: string,
  fields: OrganizationFields,
): Promise<string> {
  allow(canEditOrganizations(context.actor, spaceId))
  return context.db.transaction().execute(async (db) => {
    const id = newId()
    await refuseTaken(db, spaceId, fields, id)
    await db
      .insertInto('organizations')
      .values({ id, space_id: spaceId, created_at: context.now, ...rowOf(fields) })
      .execute()
    const details = { name: fields.name, kind: fields.kind }
    await record(db, context, { type: 'organization.added', spaceId, subject: { type: 'organization', id }, details })
    return id
  })
}

export async function editOrganization(
  context: Context,
  spaceId: string,
  id: string,
  fields: OrganizationFields,
): Promise<void> {
  allow(canEditOrganizations(context.actor, spaceId))
  await context.db.transaction().execute(async (db) => {
    const before = found(
      await db
        .selectFrom('organizations')
        .selectAll()
        .where('id', '=', id)
        .where('space_id', '=', spaceId)
        .forUpdate()
        .executeTakeFirst(),
    )
    await refuseTaken(db, spaceId, fields, id)
    const row: Record<string, unknown> = rowOf(fields)
    const changed = Object.keys(row).filter((column) => row[column] !== (before as Record<string, unknown>)[column])
    if (changed.length === 0) return
    await db.updateTable('organizations').set(row).where('id', '=', id).execute()
    const details = { name: fields.name, fields: changed }
    await record(db, context, { type: 'organization.changed', spaceId, subject: { type: 'organization', id }, details })
  })
}

async function refuseTaken(db: Tx, spaceId: string, fields: OrganizationFields, id: string): Promise<void> {
  if (fields.successor === id) throw new Refused('organization.error.successor-self')
  const taken = await db
    .selectFrom('organizations')
    .select('id')
    .where('space_id', '=', spaceId)
    .where('name', '=', fields.name)
    .where('id', '!=', id)
    .executeTakeFirst()
  if (taken) throw new Refused('organization.name-taken')
  await refuseUnknown(db, spaceId, fields)
}

/** Kinds and successors that the form did not offer. */
async function refuseUnknown(db: Tx, spaceId: string, fields: OrganizationFields): Promise<void> {
  found(await db.selectFrom('organization_kinds').select('code').where('code', '=', fields.kind).executeTakeFirst())
  if (fields.successor === null) return
  const successor = db
    .selectFrom('organizations')
    .select('id')
    .where('id', '=', fields.successor)
    .where('space_id', '=', spaceId)
  found(await successor.executeTakeFirst())
}

function rowOf(fields: OrganizationFields) {
  return {
    name: fields.name,
    acronym: fields.acronym,
    kind: fields.kind,
    url: fields.url,
    valid_from: fields.validFrom,
    valid_to: fields.validTo,
    successor_id: fields.successor,
    source_url: fields.sourceUrl,
  }
}
