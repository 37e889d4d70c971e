import { createBody } from '../src/features/governance/bodies/commands.ts'
import { findBody } from '../src/features/governance/bodies/queries.ts'
import { bodyForm } from '../src/features/governance/bodies/schema.ts'
import { nameMember } from '../src/features/governance/seating/commands.ts'
import { readRoster } from '../src/features/governance/seating/queries.ts'
import { createTable, publishTable } from '../src/features/tables/commands.ts'
import type { WorkingTable } from '../src/features/tables/model.ts'
import { findTable } from '../src/features/tables/queries.ts'
import { tableForm } from '../src/features/tables/schema.ts'
import type { Context } from '../src/platform/context.ts'
import { found } from '../src/platform/errors.ts'

type Place = { id: string; slug: string }

/** A published table two days from now unless told otherwise. */
export async function tableIn(
  context: Context,
  space: Place,
  more: Record<string, string> = {},
): Promise<WorkingTable> {
  const held = new Date(context.now.getTime() + 48 * 3_600_000).toISOString().slice(0, 16)
  const fields = { title: 'Mesa del agua', purpose: 'Acordar qué hacer con los pozos.', heldAt: held }
  const rest = { modality: 'in-person', place: 'Casa de la cultura', ...more }
  const slug = await createTable(context, space, tableForm('UTC').parse({ ...fields, ...rest }), 'UTC')
  await publishTable(context, found(await findTable(context.db, space.slug, slug)))
  return found(await findTable(context.db, space.slug, slug))
}

/** A body with one titular of each sector since long before; the authority's is whoever has that address. */
export async function bodyIn(context: Context, space: Place, email: string | null): Promise<void> {
  const slug = await createBody(context, space, bodyForm.parse({ name: 'Secretariado Técnico Local', kind: 'local' }))
  const body = found(await findBody(context.db, space.slug, slug))
  const { seats } = await readRoster(context.db, body.id)
  for (const { id, sector } of seats) {
    const rest = { organization: null, toOn: null, documentUrl: null, fromOn: '2020-01-01' }
    const own = { seat: id, quality: 'titular' as const, name: `Titular de ${sector}` }
    await nameMember(context, body, { ...own, ...rest, email: sector === 'government' ? email : null })
  }
}
