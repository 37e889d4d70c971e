import { sql, type Transaction } from 'kysely'
import { insertMany } from '../../../../platform/db/bulk.ts'
import type { DB } from '../../../../platform/db/types.ts'
import { newId } from '../../../../platform/identity.ts'
import type { CommitmentDocument } from '../../model.ts'

type Tx = Transaction<DB>
type Place = { spaceId: string; now: Date }

/** Organisations are one a name in a space; a new name makes a new one. */
export async function ensureOrganizations(
  db: Tx,
  place: Place,
  entries: readonly { document: CommitmentDocument }[],
): Promise<Map<string, string>> {
  const parties = new Map(entries.flatMap((entry) => entry.document.organizations).map((party) => [party.name, party]))
  const find = () =>
    db
      .selectFrom('organizations')
      .select(['id', 'name'])
      .where('space_id', '=', place.spaceId)
      .where('name', '=', sql<string>`any(${[...parties.keys()]}::text[])`)
      .execute()
  const known = new Map((await find()).map((row) => [row.name, row.id]))
  const added = [...parties.values()]
    .filter((party) => !known.has(party.name))
    .map((party) => ({
      id: newId(),
      space_id: place.spaceId,
      kind: party.kind,
      name: party.name,
      acronym: party.acronym,
      created_at: place.now,
    }))
  await insertMany(db, 'organizations', ['id', 'space_id', 'kind', 'name', 'acronym', 'created_at'], added)
  for (const organization of added) known.set(organization.name, organization.id)
  return known
}

/** The lists of a document are written anew: nothing points at their rows. */
export async function replaceLists(
  db: Tx,
  entries: readonly { id: string; document: CommitmentDocument }[],
  organizationIds: Map<string, string>,
): Promise<void> {
  const ids = sql<string>`any(${entries.map((entry) => entry.id)}::uuid[])`
  const tables = [
    'commitment_organizations',
    'commitment_sdgs',
    'commitment_policy_areas',
    'commitment_values',
    'commitment_territories',
    'commitment_assessments',
    'commitment_sources',
  ] as const
  for (const table of tables) await db.deleteFrom(table).where('commitment_id', '=', ids).execute()
  const rows = <Item>(
    list: (document: CommitmentDocument) => readonly Item[],
    row: (item: Item, position: number) => object,
  ) =>
    entries.flatMap(({ id, document }) =>
      list(document).map((item, index) => ({ commitment_id: id, ...row(item, index) })),
    )
  await insertMany(
    db,
    'commitment_organizations',
    ['commitment_id', 'organization_id', 'part', 'position'],
    rows(
      (document) => document.organizations,
      (party, position) => ({ organization_id: organizationIds.get(party.name), part: party.part, position }),
    ),
  )
  await insertMany(
    db,
    'commitment_sdgs',
    ['commitment_id', 'goal', 'target'],
    rows(
      (document) => document.sdgs,
      ({ goal, target }) => ({ goal, target: target ?? '' }),
    ),
  )
  await insertMany(
    db,
    'commitment_policy_areas',
    ['commitment_id', 'scheme', 'version', 'code'],
    rows(
      (document) => document.policyAreas,
      (area) => area,
    ),
  )
  await insertMany(
    db,
    'commitment_values',
    ['commitment_id', 'value'],
    rows(
      (document) => document.values,
      (value) => ({ value }),
    ),
  )
  await insertMany(
    db,
    'commitment_territories',
    ['commitment_id', 'territory_key'],
    rows(
      (document) => document.territories,
      (key) => ({ territory_key: key }),
    ),
  )
  await insertMany(
    db,
    'commitment_assessments',
    ['commitment_id', 'assessor', 'variable', 'label', 'missing', 'product', 'year', 'source_url'],
    rows(
      (document) => document.assessments,
      ({ sourceUrl, ...assessment }) => ({ ...assessment, source_url: sourceUrl }),
    ),
  )
  await insertMany(
    db,
    'commitment_sources',
    ['commitment_id', 'position', 'title', 'url', 'note'],
    rows(
      (document) => document.sources,
      (source, position) => ({ ...source, position }),
    ),
  )
}
